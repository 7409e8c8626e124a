package samara.cloud.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A record as a JSON object of its components. Looked into at first use, so that records may hold themselves.
final class RecordShape implements Shape {
    private static final Map<Class<?>, RecordShape> KNOWN = new ConcurrentHashMap<>();

    private final Class<?> type;
    private volatile @Nullable Members members;

    private record Members(MethodHandle constructor, Member[] all, Map<String, Integer> indexes) {}

    private record Member(String name, MethodHandle accessor, Shape shape) {}

    private RecordShape(Class<?> type) {
        this.type = type;
    }

    static RecordShape of(Class<?> type) {
        return KNOWN.computeIfAbsent(type, RecordShape::new);
    }

    private Members members() {
        Members known = members;
        if (known == null) {
            known = look();
            members = known;
        }
        return known;
    }

    private Members look() {
        try {
            RecordComponent[] components = type.getRecordComponents();
            var lookup = MethodHandles.lookup();
            var all = new Member[components.length];
            Map<String, Integer> indexes = new HashMap<>();
            for (int i = 0; i < components.length; i++) {
                var accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                var handle = lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
                all[i] = new Member(components[i].getName(), handle, Shape.of(components[i].getGenericType()));
                indexes.put(components[i].getName(), i);
            }
            var parameters =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            var spread = lookup.unreflectConstructor(constructor)
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new Members(spread, all, indexes);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("A `" + type.getName() + "` cannot be stored.", e);
        }
    }

    @Override
    public void write(Object value, JsonGenerator out) {
        out.writeStartObject();
        writeMembers(value, out);
        out.writeEndObject();
    }

    void writeMembers(Object value, JsonGenerator out) {
        for (Member member : members().all) {
            Object part = get(member, value);
            if (!member.shape.isAbsent(part)) {
                out.writeName(member.name);
                member.shape.write(part, out);
            }
        }
    }

    @Override
    public Object read(JsonParser in) {
        in.nextToken();
        return readMembers(in);
    }

    /// Reads the members from the one at which the parser stands.
    Object readMembers(JsonParser in) {
        Members known = members();
        @Nullable Object[] values = new @Nullable Object[known.all.length];
        for (; in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
            Integer index = known.indexes.get(in.currentName());
            in.nextToken();
            if (index == null) {
                in.skipChildren();
            } else {
                values[index] = known.all[index].shape.read(in);
            }
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                values[i] = known.all[i].shape.absent();
                if (values[i] == null) {
                    throw new IllegalStateException(
                            "A stored `" + type.getSimpleName() + "` lacks its `" + known.all[i].name + "`.");
                }
            }
        }
        return make(known, values);
    }

    private static Object get(Member member, Object value) {
        try {
            return (Object) member.accessor.invokeExact(value);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private static Object make(Members known, @Nullable Object[] values) {
        try {
            return (Object) known.constructor.invokeExact(values);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /// A method handle may throw what it is declared to: here, what accessors and constructors of records throw.
    private static RuntimeException rethrown(Throwable e) {
        return switch (e) {
            case RuntimeException runtime -> runtime;
            case Error error -> throw error;
            default -> new IllegalStateException(e);
        };
    }
}
