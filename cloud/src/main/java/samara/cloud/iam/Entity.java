package samara.cloud.iam;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Account;

/// A role, user or group: what policies are attached to.
///
/// @param path starts and ends with a slash
/// @param id its unique id: `AROA…`, `AIDA…` or `AGPA…`
/// @param trustPolicy of a role
/// @param maxSessionSeconds of a role
/// @param boundary the ARN of the permissions boundary
/// @param inline documents by name, in the order in which they came
/// @param attached ARNs of managed policies
/// @param groups the names of a user's groups
record Entity(
        Kind kind,
        Account account,
        String name,
        String path,
        String id,
        Instant created,
        Optional<String> description,
        Optional<String> trustPolicy,
        int maxSessionSeconds,
        Optional<String> boundary,
        Map<String, String> inline,
        List<String> attached,
        List<String> groups,
        Map<String, String> tags) {

    /// What it is.
    enum Kind {
        ROLE("role", "AROA"),
        USER("user", "AIDA"),
        GROUP("group", "AGPA");

        private final String noun;
        private final String idPrefix;

        Kind(String noun, String idPrefix) {
            this.noun = noun;
            this.idPrefix = idPrefix;
        }

        /// How ARNs and messages call it.
        String noun() {
            return noun;
        }

        /// How its unique ids begin.
        String idPrefix() {
            return idPrefix;
        }
    }

    String arn() {
        return arn(kind, account, path, name);
    }

    static String arn(Kind kind, Account account, String path, String name) {
        return "arn:aws:iam::" + account + ":" + kind.noun() + path + name;
    }

    Entity withDescription(Optional<String> value) {
        return new Entity(
                kind,
                account,
                name,
                path,
                id,
                created,
                value,
                trustPolicy,
                maxSessionSeconds,
                boundary,
                inline,
                attached,
                groups,
                tags);
    }

    Entity withMaxSession(int seconds) {
        return new Entity(
                kind,
                account,
                name,
                path,
                id,
                created,
                description,
                trustPolicy,
                seconds,
                boundary,
                inline,
                attached,
                groups,
                tags);
    }

    Entity withTrustPolicy(String document) {
        return new Entity(
                kind,
                account,
                name,
                path,
                id,
                created,
                description,
                Optional.of(document),
                maxSessionSeconds,
                boundary,
                inline,
                attached,
                groups,
                tags);
    }

    Entity withBoundary(Optional<String> arn) {
        return new Entity(
                kind,
                account,
                name,
                path,
                id,
                created,
                description,
                trustPolicy,
                maxSessionSeconds,
                arn,
                inline,
                attached,
                groups,
                tags);
    }

    Entity withInline(String policy, Optional<String> document) {
        var changed = new LinkedHashMap<>(inline);
        document.ifPresentOrElse(text -> changed.put(policy, text), () -> changed.remove(policy));
        return new Entity(
                kind,
                account,
                name,
                path,
                id,
                created,
                description,
                trustPolicy,
                maxSessionSeconds,
                boundary,
                changed,
                attached,
                groups,
                tags);
    }

    Entity withAttached(String arn, boolean isAttached) {
        return new Entity(
                kind,
                account,
                name,
                path,
                id,
                created,
                description,
                trustPolicy,
                maxSessionSeconds,
                boundary,
                inline,
                changed(attached, arn, isAttached),
                groups,
                tags);
    }

    Entity withGroup(String group, boolean isMember) {
        return new Entity(
                kind,
                account,
                name,
                path,
                id,
                created,
                description,
                trustPolicy,
                maxSessionSeconds,
                boundary,
                inline,
                attached,
                changed(groups, group, isMember),
                tags);
    }

    Entity withTags(Map<String, String> value) {
        return new Entity(
                kind,
                account,
                name,
                path,
                id,
                created,
                description,
                trustPolicy,
                maxSessionSeconds,
                boundary,
                inline,
                attached,
                groups,
                value);
    }

    private static List<String> changed(List<String> list, String element, boolean isIn) {
        var changed = new ArrayList<>(list);
        changed.remove(element);
        if (isIn) {
            changed.add(element);
        }
        return changed;
    }
}
