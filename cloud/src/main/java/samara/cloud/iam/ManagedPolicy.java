package samara.cloud.iam;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A policy of its own, that can be attached to many.
///
/// @param versions the oldest first
/// @param defaultVersion the version that counts, such as `v2`
record ManagedPolicy(
        String arn,
        String name,
        String path,
        String id,
        Instant created,
        Instant updated,
        Optional<String> description,
        String defaultVersion,
        int lastVersion,
        List<Version> versions,
        Map<String, String> tags) {

    /// One version of its document.
    record Version(String id, String document, Instant created) {}

    Optional<Version> version(String versionId) {
        return versions.stream().filter(version -> version.id.equals(versionId)).findFirst();
    }

    String document() {
        return version(defaultVersion).orElseThrow().document();
    }

    ManagedPolicy withVersion(String document, boolean asDefault, Instant now) {
        var more = new ArrayList<>(versions);
        String versionId = "v" + (lastVersion + 1);
        more.add(new Version(versionId, document, now));
        return new ManagedPolicy(
                arn,
                name,
                path,
                id,
                created,
                now,
                description,
                asDefault ? versionId : defaultVersion,
                lastVersion + 1,
                more,
                tags);
    }

    ManagedPolicy withoutVersion(String versionId) {
        var fewer = versions.stream()
                .filter(version -> !version.id.equals(versionId))
                .toList();
        return new ManagedPolicy(
                arn, name, path, id, created, updated, description, defaultVersion, lastVersion, fewer, tags);
    }

    ManagedPolicy withDefault(String versionId, Instant now) {
        return new ManagedPolicy(
                arn, name, path, id, created, now, description, versionId, lastVersion, versions, tags);
    }

    ManagedPolicy withTags(Map<String, String> value) {
        return new ManagedPolicy(
                arn, name, path, id, created, updated, description, defaultVersion, lastVersion, versions, value);
    }
}
