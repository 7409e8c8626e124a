package samara.cloud.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A tag as most resource types spell theirs in a template: `{Key: …, Value: …}`.
public record ResourceTag(String key, String value) {

    /// Tags by their keys, in order; the last of a key holds.
    public static Map<String, String> byKey(List<ResourceTag> tags) {
        Map<String, String> all = new LinkedHashMap<>();
        tags.forEach(tag -> all.put(tag.key, tag.value));
        return all;
    }
}
