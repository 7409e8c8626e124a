package samara.cloud.wafv2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.cloud.resource.Gone;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceTag;
import samara.template.Node;
import samara.wire.OperationModel;
import samara.wire.Structure;

/// Creates, updates and deletes what CloudFormation asks for by the service's own operations.
///
/// @param noun `WebACL`, `IPSet` or `RegexPatternSet`
record EntityHandler(
        String noun,
        OperationModel<?, ?> create,
        OperationModel<?, ?> get,
        OperationModel<?, ?> update,
        OperationModel<?, ?> delete) {

    /// What all three have in common.
    record Common(
            Optional<String> name, String scope, Optional<String> description, Optional<List<ResourceTag>> tags) {}

    /// A created thing.
    ///
    /// @param physicalId `name|id|scope`, as CloudFormation's `Ref` has it
    record Made(String physicalId, String arn, String id) {}

    /// What CloudFormation asks for, as the API takes it.
    static Map<String, Object> request(Common common, String name) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("Name", name);
        request.put("Scope", common.scope());
        common.description().ifPresent(text -> request.put("Description", text));
        return request;
    }

    static void put(Map<String, Object> request, String name, Optional<? extends Node> node) {
        node.ifPresent(given -> {
            @Nullable Object tree = ShapeTrees.of(given);
            if (tree != null) {
                request.put(name, tree);
            }
        });
    }

    Made create(Map<String, Object> request, Common common, ResourceContext context) {
        List<Map<String, String>> tags = new ArrayList<>();
        context.tags(common.tags().orElse(List.of()))
                .forEach((key, value) -> tags.add(Map.of("Key", key, "Value", value)));
        request.put("Tags", tags);
        Map<?, ?> summary = (Map<?, ?>) call(create, request, context).getOrDefault("Summary", Map.of());
        String id = String.valueOf(summary.get("Id"));
        return new Made(request.get("Name") + "|" + id + "|" + common.scope(), String.valueOf(summary.get("ARN")), id);
    }

    void update(String physicalId, Map<String, Object> request, ResourceContext context) {
        Map<String, Object> named = named(physicalId);
        request.putAll(named);
        request.put("LockToken", call(get, named, context).getOrDefault("LockToken", ""));
        call(update, request, context);
    }

    void delete(String physicalId, ResourceContext context) {
        Map<String, Object> named = named(physicalId);
        Gone.ignored("WAFNonexistentItemException", () -> {
            Object token = call(get, named, context).getOrDefault("LockToken", "");
            Map<String, Object> request = new LinkedHashMap<>(named);
            request.put("LockToken", token);
            call(delete, request, context);
        });
    }

    private static Map<String, Object> named(String physicalId) {
        String[] parts = physicalId.split("\\|", -1);
        return Map.of("Name", parts[0], "Id", parts[1], "Scope", parts[2]);
    }

    @SuppressWarnings("unchecked") // the structure is made by the model of the operation's input
    private static <I, O> Map<String, Object> call(
            OperationModel<I, O> model, Map<String, Object> request, ResourceContext context) {
        I input = (I) ShapeTrees.structure(model.shapes().input(), request);
        O output = context.calls().call(model, input, context.call());
        return ShapeTrees.tree(model.shapes().output(), (Structure) output);
    }
}
