package samara.cloud.wafv2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;
import samara.gateway.json.Json;
import samara.gateway.waf.InvalidRuleException;
import samara.gateway.waf.IpAddresses;
import samara.gateway.waf.WebAcl;
import samara.gateway.waf.WebAcls;

/// The state: what there is, what guards what, and the same in [WebAcls], which those who serve requests ask.
final class Entities {
    private final RecordTable<StoredEntity> entities;
    private final RecordTable<Guarded> guarded;
    private final Kernel kernel;
    private final WebAcls acls;

    /// A resource behind a web ACL.
    record Guarded(String resourceArn, String webAclArn) {}

    Entities(Kernel kernel, WebAcls acls) {
        this.kernel = kernel;
        this.acls = acls;
        this.entities = kernel.store().table("wafv2/entities", StoredEntity.class);
        this.guarded = kernel.store().table("wafv2/guarded", Guarded.class);
    }

    /// Lets [WebAcls] know all that is stored.
    void load() {
        entities.list(Range.all(), Integer.MAX_VALUE).forEach(this::publish);
        guarded.list(Range.all(), Integer.MAX_VALUE).forEach(each -> acls.guard(each.resourceArn(), each.webAclArn()));
    }

    /// @throws samara.wire.AwsException where its document says what is not known
    synchronized StoredEntity create(Scope scope, StoredEntity draft) {
        if (list(scope, draft.kind()).stream().anyMatch(each -> each.name().equals(draft.name()))) {
            throw WafErrors.duplicate(draft.name());
        }
        String id = kernel.ids().uuid();
        StoredEntity made = new StoredEntity(
                draft.kind(),
                draft.name(),
                id,
                arn(scope, draft.kind(), draft.name(), id),
                draft.description(),
                kernel.ids().uuid(),
                draft.document(),
                draft.tags());
        checkReferences(scope, document(made));
        publish(made);
        entities.put(key(scope, made.kind(), id), made);
        return made;
    }

    static String arn(Scope scope, String kind, String name, String id) {
        return scope.arn("wafv2", "regional/" + kind + "/" + name + "/" + id);
    }

    private static String key(Scope scope, String kind, String id) {
        return scope.key() + "/" + kind + "/" + id;
    }

    List<StoredEntity> list(Scope scope, String kind) {
        return entities.list(scope.key() + "/" + kind + "/");
    }

    StoredEntity get(Scope scope, String kind, String id, String name) {
        return entities.get(key(scope, kind, id))
                .filter(each -> each.name().equals(name))
                .orElseThrow(() -> WafErrors.notThere(name + " (" + id + ")"));
    }

    /// What an ARN of this account and Region names.
    StoredEntity byArn(Scope scope, String arn) {
        String[] parts = arn.split("/", -1);
        return Optional.of(parts)
                .filter(p -> p.length == 4)
                .flatMap(p -> entities.get(key(scope, p[1], p[3])))
                .filter(each -> each.arn().equals(arn))
                .orElseThrow(() -> WafErrors.notThere(arn));
    }

    synchronized StoredEntity change(Scope scope, StoredEntity at, String lockToken, StoredEntity to) {
        if (!at.lockToken().equals(lockToken)) {
            throw WafErrors.stale();
        }
        checkReferences(scope, document(to));
        publish(to);
        entities.put(key(scope, at.kind(), at.id()), to);
        return to;
    }

    synchronized void tag(Scope scope, StoredEntity at, Map<String, String> tags) {
        entities.put(key(scope, at.kind(), at.id()), at.withTags(tags));
    }

    synchronized void delete(Scope scope, StoredEntity at, String lockToken) {
        if (!at.lockToken().equals(lockToken)) {
            throw WafErrors.stale();
        }
        if (at.kind().equals("webacl")) {
            resources(at.arn()).stream().findFirst().ifPresent(resource -> {
                throw WafErrors.associated(resource);
            });
            acls.remove(at.arn());
        } else {
            list(scope, "webacl").stream()
                    .filter(acl -> acl.document().contains("\"" + at.arn() + "\""))
                    .findFirst()
                    .ifPresent(acl -> {
                        throw WafErrors.associated(acl.name());
                    });
            acls.removeSet(at.arn());
        }
        entities.delete(key(scope, at.kind(), at.id()));
    }

    /// Sets that rules refer to must be there.
    private void checkReferences(Scope scope, @Nullable Object tree) {
        switch (tree) {
            case Map<?, ?> map ->
                map.forEach((name, member) -> {
                    if (String.valueOf(name).endsWith("SetReferenceStatement")
                            && member instanceof Map<?, ?> reference) {
                        Object arn = reference.containsKey("Arn") ? reference.get("Arn") : reference.get("ARN");
                        byArn(scope, String.valueOf(arn));
                    }
                    checkReferences(scope, member);
                });
            case List<?> list -> list.forEach(member -> checkReferences(scope, member));
            case null, default -> {}
        }
    }

    /// The resources that a web ACL guards.
    List<String> resources(String webAclArn) {
        return guarded.list(Range.all(), Integer.MAX_VALUE).stream()
                .filter(each -> each.webAclArn().equals(webAclArn))
                .map(Guarded::resourceArn)
                .toList();
    }

    synchronized void guard(String resourceArn, String webAclArn) {
        guarded.put(resourceArn, new Guarded(resourceArn, webAclArn));
        acls.guard(resourceArn, webAclArn);
    }

    synchronized void unguard(String resourceArn) {
        guarded.delete(resourceArn);
        acls.unguard(resourceArn);
    }

    Optional<String> guardOf(String resourceArn) {
        return guarded.get(resourceArn).map(Guarded::webAclArn);
    }

    /// Reads what a document says, and lets it count from now on.
    private void publish(StoredEntity entity) {
        Map<?, ?> document = document(entity);
        switch (entity.kind()) {
            case "webacl" -> acls.put(webAcl(entity, document));
            case "ipset" -> acls.putIpSet(entity.arn(), addresses(document));
            default -> acls.putRegexPatternSet(entity.arn(), patterns(document));
        }
    }

    static Map<?, ?> document(StoredEntity entity) {
        return (Map<?, ?>) java.util.Objects.requireNonNull(Json.read(entity.document()));
    }

    private WebAcl webAcl(StoredEntity entity, Map<?, ?> document) {
        Map<String, Object> rules = new LinkedHashMap<>();
        for (String member : List.of("DefaultAction", "Rules", "CustomResponseBodies")) {
            Object value = document.get(member);
            if (value != null) {
                rules.put(member, value);
            }
        }
        String account = entity.arn().split(":", 6)[4];
        try {
            return WebAcl.read(entity.arn(), rules, "awswaf:" + account + ":webacl:" + entity.name() + ":");
        } catch (InvalidRuleException e) {
            throw WafErrors.invalid(e.message());
        }
    }

    private static IpAddresses addresses(Map<?, ?> document) {
        try {
            List<String> ranges = texts(document.get("Addresses"));
            boolean six = "IPV6".equals(document.get("IPAddressVersion"));
            for (String range : ranges) {
                if (range.contains(":") != six || range.endsWith("/0")) {
                    throw WafErrors.invalid("`" + range + "` is no range of a set of "
                            + document.get("IPAddressVersion") + " addresses, which /0 never is.");
                }
            }
            return new IpAddresses(ranges);
        } catch (IllegalArgumentException e) {
            throw WafErrors.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static List<Pattern> patterns(Map<?, ?> document) {
        List<Pattern> patterns = new ArrayList<>();
        for (Object each : (List<?>) java.util.Objects.requireNonNull(document.get("RegularExpressionList"))) {
            String text = String.valueOf(((Map<?, ?>) each).get("RegexString"));
            try {
                patterns.add(Pattern.compile(text));
            } catch (PatternSyntaxException e) {
                throw WafErrors.invalid("`" + text + "` is no regular expression.");
            }
        }
        return patterns;
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    }
}
