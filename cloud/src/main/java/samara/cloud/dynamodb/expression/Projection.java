package samara.cloud.dynamodb.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import samara.cloud.dynamodb.value.Value;

/// Which parts of an item are meant. Of lists, the chosen elements move together.
public final class Projection {
    private static final class Part {
        private final Map<String, Part> members = new LinkedHashMap<>();
        private final Map<Integer, Part> elements = new TreeMap<>();
        private boolean isWhole;

        Part next(Path.Step step) {
            return switch (step) {
                case Path.Member(String name) -> members.computeIfAbsent(name, _ -> new Part());
                case Path.Element(int index) -> elements.computeIfAbsent(index, _ -> new Part());
            };
        }
    }

    private final Part root = new Part();

    private Projection(List<Path> paths) {
        for (Path path : paths) {
            Part part = root;
            for (Path.Step step : path.steps()) {
                part = part.next(step);
            }
            part.isWhole = true;
        }
    }

    /// What these paths lead to.
    public static Projection of(List<Path> paths) {
        return new Projection(paths);
    }

    /// The attributes that it begins with.
    public List<String> attributes() {
        return List.copyOf(root.members.keySet());
    }

    /// What an item has of it.
    public Map<String, Value> of(Map<String, Value> item) {
        return members(root, item);
    }

    private static Map<String, Value> members(Part part, Map<String, Value> from) {
        var chosen = new LinkedHashMap<String, Value>();
        part.members.forEach((name, inner) -> {
            Value value = chosen(inner, from.get(name));
            if (value != null) {
                chosen.put(name, value);
            }
        });
        return chosen;
    }

    private static @Nullable Value chosen(Part part, @Nullable Value value) {
        if (value == null || part.isWhole) {
            return value;
        }
        if (value instanceof Value.M(Map<String, Value> from) && !part.members.isEmpty()) {
            Map<String, Value> members = members(part, from);
            return members.isEmpty() ? null : new Value.M(members);
        }
        if (value instanceof Value.L(List<Value> from) && !part.elements.isEmpty()) {
            var elements = new ArrayList<Value>();
            part.elements.forEach((index, inner) -> {
                Value element = index < from.size() ? chosen(inner, from.get(index)) : null;
                if (element != null) {
                    elements.add(element);
                }
            });
            return elements.isEmpty() ? null : new Value.L(elements);
        }
        return null;
    }
}
