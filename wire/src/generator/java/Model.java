import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A service's model and what of it is built.
final class Model {
    private static final Set<String> MESSAGE_MEMBERS = Set.of("message", "Message", "Type", "type", "code", "Code");
    private static final Map<String, Object> EVENT_STREAM = Map.of("type", "blob", "streaming", true);

    final String id;
    final Map<String, Object> metadata;
    final Map<String, Map<String, Object>> operations;
    final Set<String> built;
    final Map<String, Map<String, Object>> shapes;

    /// Shapes that are generated, in the order of their numbers.
    final List<String> reached = new ArrayList<>();

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    @SuppressWarnings("unchecked")
    Model(String id, Map<String, Object> json, Set<String> built) {
        this.id = id;
        this.metadata = (Map<String, Object>) json.get("metadata");
        this.operations = (Map<String, Map<String, Object>>) json.get("operations");
        this.shapes = (Map<String, Map<String, Object>>) json.get("shapes");
        this.built = built;
        for (String name : built) {
            if (!operations.containsKey(name)) {
                throw new IllegalArgumentException(
                        "models/built/" + id + ".txt: AWS's model of this service has no operation `" + name + "`.");
            }
            reachFrom(operations.get(name));
        }
    }

    private void reachFrom(Map<String, Object> operation) {
        shapeOf(operation, "input").ifPresent(this::reach);
        shapeOf(operation, "output").ifPresent(this::reach);
        for (String error : errors(operation)) {
            if (!MESSAGE_MEMBERS.containsAll(members(error).keySet())) {
                reach(error);
            }
        }
    }

    private void reach(String name) {
        if (numbers.putIfAbsent(name, numbers.size()) != null) {
            return;
        }
        reached.add(name);
        var shape = shape(name);
        for (String part : List.of("member", "key", "value")) {
            if (shape.containsKey(part)) {
                reach(object(shape, part).get("shape").toString());
            }
        }
        for (var member : members(name).values()) {
            reach(member.get("shape").toString());
        }
    }

    /// A stream of events is a streamed body: the service writes its messages, see `samara.wire.EventMessage`.
    Map<String, Object> shape(String name) {
        var shape = shapes.get(name);
        return shape.containsKey("eventstream") ? EVENT_STREAM : shape;
    }

    int number(String name) {
        return numbers.getOrDefault(name, -1);
    }

    boolean isStructure(String name) {
        return shape(name).get("type").equals("structure");
    }

    boolean isUnion(String name) {
        return shape(name).containsKey("union");
    }

    boolean isRequired(String structure, String member) {
        return list(shape(structure), "required").contains(member);
    }

    @SuppressWarnings("unchecked")
    Map<String, Map<String, Object>> members(String name) {
        return (Map<String, Map<String, Object>>) shape(name).getOrDefault("members", Map.of());
    }

    Set<String> errors(Map<String, Object> operation) {
        var names = new LinkedHashSet<String>();
        for (Object error : list(operation, "errors")) {
            names.add(((Map<?, ?>) error).get("shape").toString());
        }
        return names;
    }

    static java.util.Optional<String> shapeOf(Map<String, Object> operation, String part) {
        return operation.containsKey(part)
                ? java.util.Optional.of(object(operation, part).get("shape").toString())
                : java.util.Optional.empty();
    }

    static String text(Map<String, Object> json, String key) {
        return json.getOrDefault(key, "").toString();
    }

    static boolean flag(Map<String, Object> json, String key) {
        return Boolean.TRUE.equals(json.get(key));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Map<String, Object> json, String key) {
        return (Map<String, Object>) json.getOrDefault(key, Map.of());
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Map<String, Object> json, String key) {
        return (List<Object>) json.getOrDefault(key, List.of());
    }

    static int number(Map<String, Object> json, String key, int otherwise) {
        return json.get(key) instanceof Double number ? number.intValue() : otherwise;
    }
}
