package samara.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// HTTP headers in their order; names are compared without regard to case. Few: a search walks them.
public final class WireHeaders {
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    /// Adds one.
    public WireHeaders add(String name, String value) {
        names.add(name);
        values.add(value);
        return this;
    }

    /// Sets one, in the place of all others of its name.
    public WireHeaders set(String name, String value) {
        for (int i = names.size() - 1; i >= 0; i--) {
            if (names.get(i).equalsIgnoreCase(name)) {
                names.remove(i);
                values.remove(i);
            }
        }
        return add(name, value);
    }

    /// The first value of a header.
    public Optional<String> first(String name) {
        return Optional.ofNullable(get(name));
    }

    /// The first value of a header, null where it is absent.
    public @Nullable String get(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return values.get(i);
            }
        }
        return null;
    }

    /// All values of a header.
    public List<String> all(String name) {
        List<String> found = new ArrayList<>(2);
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                found.add(values.get(i));
            }
        }
        return Collections.unmodifiableList(found);
    }

    /// Shows each one, in order.
    public void forEach(BiConsumer<String, String> visitor) {
        for (int i = 0; i < names.size(); i++) {
            visitor.accept(names.get(i), values.get(i));
        }
    }

    @Override
    public String toString() {
        return names.toString(); // values may be secret
    }
}
