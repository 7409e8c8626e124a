package samara.cloud.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/// One of the records of a sealed interface: its members after `@type`, which names the record.
final class SealedShape implements Shape {
    private static final String TYPE = "@type";

    private final Class<?> type;
    private volatile @Nullable Map<String, RecordShape> cases;

    SealedShape(Class<?> type) {
        this.type = type;
    }

    private Map<String, RecordShape> cases() {
        Map<String, RecordShape> known = cases;
        if (known == null) {
            known = new HashMap<>();
            collect(type, known);
            cases = known;
        }
        return known;
    }

    private static void collect(Class<?> type, Map<String, RecordShape> found) {
        for (Class<?> permitted : Objects.requireNonNull(type.getPermittedSubclasses())) {
            if (permitted.isRecord()) {
                found.put(permitted.getSimpleName(), RecordShape.of(permitted));
            } else if (permitted.isSealed()) {
                collect(permitted, found);
            } else {
                throw new IllegalArgumentException("A `" + permitted.getName() + "` cannot be stored.");
            }
        }
    }

    @Override
    public void write(Object value, JsonGenerator out) {
        String name = value.getClass().getSimpleName();
        out.writeStartObject();
        out.writeStringProperty(TYPE, name);
        caseOf(name).writeMembers(value, out);
        out.writeEndObject();
    }

    @Override
    public Object read(JsonParser in) {
        in.nextToken();
        if (!TYPE.equals(in.currentName())) {
            throw new IllegalStateException("A stored `" + type.getSimpleName() + "` lacks its `@type`.");
        }
        in.nextToken();
        RecordShape found = caseOf(in.getString());
        in.nextToken();
        return found.readMembers(in);
    }

    private RecordShape caseOf(String name) {
        RecordShape found = cases().get(name);
        if (found == null) {
            throw new IllegalStateException("`" + name + "` is no " + type.getSimpleName() + ".");
        }
        return found;
    }
}
