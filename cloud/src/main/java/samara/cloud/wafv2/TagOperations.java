package samara.cloud.wafv2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.wafv2.Wafv2Api;

/// Tags of web ACLs and sets.
record TagOperations(Entities entities) {

    List<Operation<?, ?>> all() {
        return List.of(
                new WafOperation<>(Wafv2Api.TAG_RESOURCE, need(Wafv2Api.TAG_RESOURCE), this::tag),
                new WafOperation<>(Wafv2Api.UNTAG_RESOURCE, need(Wafv2Api.UNTAG_RESOURCE), this::untag),
                new WafOperation<>(Wafv2Api.LIST_TAGS_FOR_RESOURCE, need(Wafv2Api.LIST_TAGS_FOR_RESOURCE), this::list));
    }

    private static java.util.function.BiFunction<Map<String, Object>, Call, Need> need(OperationModel<?, ?> model) {
        return (input, call) -> Need.of("wafv2:" + model.name(), String.valueOf(input.get("ResourceARN")));
    }

    /// Tags as a map, of a list of `Key` and `Value`.
    static Map<String, String> tags(@Nullable Object list) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (list instanceof List<?> all) {
            for (Object each : all) {
                if (each instanceof Map<?, ?> tag) {
                    tags.put(String.valueOf(tag.get("Key")), String.valueOf(tag.get("Value")));
                }
            }
        }
        return tags;
    }

    private StoredEntity at(Map<String, Object> input, Call call) {
        return entities.byArn(call.scope(), String.valueOf(input.get("ResourceARN")));
    }

    private Map<String, ?> tag(Map<String, Object> input, Call call) {
        StoredEntity at = at(input, call);
        Map<String, String> tags = new LinkedHashMap<>(at.tags());
        tags.putAll(tags(input.get("Tags")));
        entities.tag(call.scope(), at, tags);
        return Map.of();
    }

    private Map<String, ?> untag(Map<String, Object> input, Call call) {
        StoredEntity at = at(input, call);
        Map<String, String> tags = new LinkedHashMap<>(at.tags());
        if (input.get("TagKeys") instanceof List<?> keys) {
            keys.forEach(key -> tags.remove(String.valueOf(key)));
        }
        entities.tag(call.scope(), at, tags);
        return Map.of();
    }

    private Map<String, ?> list(Map<String, Object> input, Call call) {
        List<Map<String, String>> tags = new ArrayList<>();
        at(input, call).tags().forEach((key, value) -> tags.add(Map.of("Key", key, "Value", value)));
        return Map.of(
                "TagInfoForResource", Map.of("ResourceARN", String.valueOf(input.get("ResourceARN")), "TagList", tags));
    }
}
