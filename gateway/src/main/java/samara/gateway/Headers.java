package samara.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// HTTP headers in order. Names are compared without case, and kept as they were written.
public final class Headers {
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    /// No headers.
    public Headers() {}

    /// The headers of a map, one each.
    public static Headers of(Map<String, String> map) {
        Headers headers = new Headers();
        map.forEach(headers::add);
        return headers;
    }

    /// Adds a header beside those of the same name.
    public Headers add(String name, String value) {
        names.add(name);
        values.add(value);
        return this;
    }

    /// Sets a header in place of all of the same name.
    public Headers set(String name, String value) {
        remove(name);
        return add(name, value);
    }

    /// Takes away all headers of this name.
    public Headers remove(String name) {
        for (int i = names.size() - 1; i >= 0; i--) {
            if (names.get(i).equalsIgnoreCase(name)) {
                names.remove(i);
                values.remove(i);
            }
        }
        return this;
    }

    /// Whether there is one of this name.
    public boolean has(String name) {
        return get(name).isPresent();
    }

    /// The last value of this name: the one that API Gateway shows where it shows only one.
    public Optional<String> get(String name) {
        for (int i = names.size() - 1; i >= 0; i--) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return Optional.of(values.get(i));
            }
        }
        return Optional.empty();
    }

    /// All values of this name.
    public List<String> all(String name) {
        List<String> found = new ArrayList<>(2);
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                found.add(values.get(i));
            }
        }
        return found;
    }

    /// Calls `action` with each name and value, in order.
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < names.size(); i++) {
            action.accept(names.get(i), values.get(i));
        }
    }

    /// Values by name; the first spelling of a name stands for all.
    public Map<String, List<String>> grouped() {
        Map<String, String> spelling = new LinkedHashMap<>();
        Map<String, List<String>> grouped = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String first = spelling.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> name);
            grouped.computeIfAbsent(first, n -> new ArrayList<>(1)).add(values.get(i));
        }
        return grouped;
    }

    /// How many there are.
    public int size() {
        return names.size();
    }

    @Override
    public String toString() {
        return grouped().keySet().toString();
    }
}
