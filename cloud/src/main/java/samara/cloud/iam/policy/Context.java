package samara.cloud.iam.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The values of the condition keys of one request. Names of keys don't care for case.
public final class Context {
    private final Map<String, List<String>> values;

    private Context(Map<String, List<String>> values) {
        this.values = values;
    }

    /// These values by key.
    public static Context of(Map<String, List<String>> values) {
        Map<String, List<String>> byName = new HashMap<>();
        values.forEach((key, list) -> byName.put(key.toLowerCase(Locale.ROOT), list));
        return new Context(byName);
    }

    /// The values of a key; none where the request does not have it.
    Optional<List<String>> all(String key) {
        return Optional.ofNullable(values.get(key.toLowerCase(Locale.ROOT)));
    }

    /// The value of a key that has one.
    Optional<String> single(String key) {
        return all(key).filter(list -> list.size() == 1).map(List::getFirst);
    }
}
