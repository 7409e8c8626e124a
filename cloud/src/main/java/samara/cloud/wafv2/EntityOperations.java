package samara.cloud.wafv2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.gateway.json.Json;
import samara.wire.OperationModel;

/// Create, get, update, delete and list of one kind of thing: web ACLs, IP sets and regex pattern sets are managed
/// alike.
final class EntityOperations {
    private static final int PAGE = 100;
    private final Entities entities;
    private final Kind kind;

    /// What tells a kind apart.
    ///
    /// @param kind as ARNs have it
    /// @param noun as operations and members have it, such as `WebACL`
    /// @param members what its document has
    record Kind(String kind, String noun, List<String> members) {
        static final Kind WEB_ACL = new Kind(
                "webacl", "WebACL", List.of("DefaultAction", "Rules", "VisibilityConfig", "CustomResponseBodies"));
        static final Kind IP_SET = new Kind("ipset", "IPSet", List.of("IPAddressVersion", "Addresses"));
        static final Kind REGEX_PATTERN_SET =
                new Kind("regexpatternset", "RegexPatternSet", List.of("RegularExpressionList"));
    }

    /// The models of a kind's five operations.
    record Models(
            OperationModel<?, ?> create,
            OperationModel<?, ?> get,
            OperationModel<?, ?> update,
            OperationModel<?, ?> delete,
            OperationModel<?, ?> list) {}

    EntityOperations(Entities entities, Kind kind) {
        this.entities = entities;
        this.kind = kind;
    }

    List<Operation<?, ?>> all(Models models) {
        return List.of(
                operation(models.create(), this::create),
                operation(models.get(), this::get),
                operation(models.update(), this::update),
                operation(models.delete(), this::delete),
                operation(models.list(), this::list));
    }

    private <I, O> Operation<I, O> operation(
            OperationModel<I, O> model, BiFunction<Map<String, Object>, Call, Map<String, ?>> work) {
        return new WafOperation<>(
                model,
                (input, call) -> Need.of("wafv2:" + model.name(), resource(model, input, call)),
                (input, call) -> {
                    if ("CLOUDFRONT".equals(input.get("Scope"))) {
                        throw WafErrors.notBuilt("The scope CLOUDFRONT");
                    }
                    return work.apply(input, call);
                });
    }

    private String resource(OperationModel<?, ?> model, Map<String, Object> input, Call call) {
        return model.name().startsWith("List")
                ? "*"
                : Entities.arn(
                        call.scope(),
                        kind.kind(),
                        text(input, "Name"),
                        input.containsKey("Id") ? text(input, "Id") : "*");
    }

    private static String text(Map<String, Object> input, String name) {
        return String.valueOf(input.getOrDefault(name, ""));
    }

    private String document(Map<String, Object> input) {
        Map<String, Object> document = new LinkedHashMap<>();
        Map<String, Object> left = new LinkedHashMap<>(input);
        for (String known : List.of("Name", "Id", "Scope", "Description", "Tags", "LockToken")) {
            left.remove(known);
        }
        for (String member : kind.members()) {
            Object value = left.remove(member);
            if (value != null) {
                document.put(member, value);
            }
        }
        left.keySet().stream().findFirst().ifPresent(member -> {
            throw WafErrors.notBuilt("`" + member + "`");
        });
        return Json.text(document);
    }

    private Map<String, ?> create(Map<String, Object> input, Call call) {
        StoredEntity made = entities.create(
                call.scope(),
                new StoredEntity(
                        kind.kind(),
                        text(input, "Name"),
                        "",
                        "",
                        text(input, "Description"),
                        "",
                        document(input),
                        TagOperations.tags(input.get("Tags"))));
        return Map.of("Summary", summary(made));
    }

    private static Map<String, Object> summary(StoredEntity entity) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("Name", entity.name());
        summary.put("Id", entity.id());
        if (!entity.description().isEmpty()) {
            summary.put("Description", entity.description());
        }
        summary.put("LockToken", entity.lockToken());
        summary.put("ARN", entity.arn());
        return summary;
    }

    /// A thing as `Get…` shows it.
    static Map<String, Object> shown(StoredEntity entity) {
        Map<String, Object> shown = summary(entity);
        shown.remove("LockToken");
        Entities.document(entity).forEach((name, value) -> shown.put(String.valueOf(name), value));
        if (entity.kind().equals("webacl")) {
            shown.put("LabelNamespace", "awswaf:" + entity.arn().split(":", 6)[4] + ":webacl:" + entity.name() + ":");
        }
        return shown;
    }

    private Map<String, ?> get(Map<String, Object> input, Call call) {
        StoredEntity at = at(input, call);
        return Map.of(kind.noun(), shown(at), "LockToken", at.lockToken());
    }

    private StoredEntity at(Map<String, Object> input, Call call) {
        return input.containsKey("ARN")
                ? entities.byArn(call.scope(), text(input, "ARN"))
                : entities.get(call.scope(), kind.kind(), text(input, "Id"), text(input, "Name"));
    }

    private Map<String, ?> update(Map<String, Object> input, Call call) {
        StoredEntity at = at(input, call);
        // An IP set's version is not said again.
        Map<String, Object> whole = new LinkedHashMap<>(input);
        Object version = Entities.document(at).get("IPAddressVersion");
        if (version != null) {
            whole.put("IPAddressVersion", version);
        }
        StoredEntity to = at.changed(
                text(input, "Description"),
                document(whole),
                java.util
                        .UUID
                        .nameUUIDFromBytes((at.lockToken() + whole).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString());
        return Map.of(
                "NextLockToken",
                entities.change(call.scope(), at, text(input, "LockToken"), to).lockToken());
    }

    private Map<String, ?> delete(Map<String, Object> input, Call call) {
        entities.delete(call.scope(), at(input, call), text(input, "LockToken"));
        return Map.of();
    }

    private Map<String, ?> list(Map<String, Object> input, Call call) {
        int limit = input.get("Limit") instanceof Integer asked ? Math.min(asked, PAGE) : PAGE;
        String after = text(input, "NextMarker");
        List<StoredEntity> rest = entities.list(call.scope(), kind.kind()).stream()
                .filter(each -> each.id().compareTo(after) > 0)
                .toList();
        List<Map<String, Object>> page = new ArrayList<>();
        rest.stream().limit(limit).forEach(each -> page.add(summary(each)));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(kind.noun() + "s", page);
        if (rest.size() > limit) {
            answer.put("NextMarker", rest.get(limit - 1).id());
        }
        return answer;
    }
}
