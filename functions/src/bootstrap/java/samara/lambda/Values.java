package samara.lambda;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns what JSON holds into what a handler's parameter asks for. */
final class Values {
    private static final long MILLISECONDS = 1000;

    private Values() {}

    /** Whether values of a class are written as text: times, identifiers, addresses. */
    static boolean isText(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.time.")
                || name.startsWith("java.net.UR")
                || name.equals("java.util.UUID")
                || name.equals("java.util.Locale")
                || name.equals("java.util.Currency")
                || name.equals("java.io.File")
                || name.startsWith("java.nio.file.")
                || name.startsWith("sun.nio.fs.")
                || name.startsWith("org.joda.time.")
                || type == Class.class;
    }

    static Object as(Types type, Object value) {
        Class<?> raw = type.raw;
        if (raw == Optional.class) {
            return Optional.ofNullable(value == null ? null : as(type.argument(0), value));
        }
        if (value == null) {
            return raw.isPrimitive() ? Array.get(Array.newInstance(raw, 1), 0) : null;
        }
        if (raw == Object.class || raw.isInstance(value) && !(value instanceof Map) && !(value instanceof List)) {
            return value;
        }
        if (raw == String.class || raw == CharSequence.class) {
            return value instanceof Map || value instanceof List ? wrong(type, value) : String.valueOf(value);
        }
        if (value instanceof Map) {
            return Map.class.isAssignableFrom(raw) ? map(type, (Map<?, ?>) value) : Beans.write(type, (Map<?, ?>) value);
        }
        if (raw.isArray() && raw != byte[].class) {
            return array(type, value);
        }
        if (value instanceof List) {
            return collection(type, (List<?>) value);
        }
        return scalar(type, value);
    }

    private static Object scalar(Types type, Object value) {
        Class<?> raw = type.raw;
        if (value instanceof Number) {
            return number(type, (Number) value);
        }
        if (value instanceof Boolean) {
            return raw == boolean.class || raw == Boolean.class ? value : wrong(type, value);
        }
        String text = (String) value;
        if (raw == byte[].class) {
            return Base64.getDecoder().decode(text);
        }
        if (raw == ByteBuffer.class) {
            return ByteBuffer.wrap(Base64.getDecoder().decode(text));
        }
        if (raw == char.class || raw == Character.class) {
            return text.length() == 1 ? (Object) text.charAt(0) : wrong(type, value);
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return Boolean.valueOf(text);
        }
        if (raw.isEnum()) {
            return constant(type, text);
        }
        if (raw == Date.class) {
            return Date.from(java.time.OffsetDateTime.parse(text).toInstant());
        }
        if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
            return number(type, new BigDecimal(text));
        }
        return parsed(type, text);
    }

    private static Object constant(Types type, String text) {
        for (Object constant : type.raw.getEnumConstants()) {
            if (((Enum<?>) constant).name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        return wrong(type, text);
    }

    /** By what such classes have in common: `parse`, `fromString`, `create`, `valueOf`, or a constructor. */
    private static Object parsed(Types type, String text) {
        for (String name : new String[] {"parse", "fromString", "valueOf", "of", "create"}) {
            for (Class<?> parameter : new Class<?>[] {CharSequence.class, String.class}) {
                try {
                    Method method = type.raw.getMethod(name, parameter);
                    if (Modifier.isStatic(method.getModifiers()) && type.raw.isAssignableFrom(method.getReturnType())) {
                        return method.invoke(null, text);
                    }
                } catch (InvocationTargetException e) {
                    throw new IllegalArgumentException(String.valueOf(e.getCause()), e.getCause());
                } catch (ReflectiveOperationException e) {
                    continue; // the next that it may have
                }
            }
        }
        try {
            return type.raw.getConstructor(String.class).newInstance(text);
        } catch (ReflectiveOperationException e) {
            return wrong(type, text);
        }
    }

    private static Object number(Types type, Number number) {
        Class<?> raw = type.raw;
        if (raw == int.class || raw == Integer.class) {
            return number.intValue();
        }
        if (raw == long.class || raw == Long.class) {
            return number.longValue();
        }
        if (raw == double.class || raw == Double.class) {
            return number.doubleValue();
        }
        if (raw == float.class || raw == Float.class) {
            return number.floatValue();
        }
        if (raw == short.class || raw == Short.class) {
            return number.shortValue();
        }
        if (raw == byte.class || raw == Byte.class) {
            return number.byteValue();
        }
        if (raw == BigDecimal.class) {
            return new BigDecimal(number.toString());
        }
        if (raw == BigInteger.class) {
            return new BigDecimal(number.toString()).toBigInteger();
        }
        if (raw == Number.class) {
            return number;
        }
        if (raw == Date.class) {
            return new Date(milliseconds(number));
        }
        if (raw.getName().equals("java.time.Instant")) {
            return java.time.Instant.ofEpochMilli(milliseconds(number));
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return number.intValue() != 0;
        }
        return wrong(type, number);
    }

    /** Streams write times as seconds with a fraction, other events as milliseconds. */
    private static long milliseconds(Number number) {
        double value = number.doubleValue();
        return value < 1e11 ? Math.round(value * MILLISECONDS) : number.longValue();
    }

    private static Object map(Types type, Map<?, ?> value) {
        Types generic = type.as("java.util.Map");
        Types keys = generic.argument(0);
        Types values = generic.argument(1);
        Map<Object, Object> made;
        if (type.raw == Map.class || type.raw == LinkedHashMap.class || type.raw == java.util.AbstractMap.class) {
            made = new LinkedHashMap<>();
        } else if (type.raw == HashMap.class) {
            made = new HashMap<>();
        } else if (SortedMap.class.isAssignableFrom(type.raw) && type.raw.isInterface()) {
            made = new TreeMap<>();
        } else {
            @SuppressWarnings("unchecked")
            Map<Object, Object> other = (Map<Object, Object>) Instances.of(type.raw);
            made = other;
        }
        for (Map.Entry<?, ?> entry : value.entrySet()) {
            made.put(as(keys, entry.getKey()), as(values, entry.getValue()));
        }
        return made;
    }

    private static Object collection(Types type, List<?> value) {
        if (!Iterable.class.isAssignableFrom(type.raw)) {
            return wrong(type, value);
        }
        Types generic = type.as("java.util.Collection");
        Types items = generic == null ? type.argument(0) : generic.argument(0);
        Collection<Object> made;
        if (type.raw.isAssignableFrom(ArrayList.class)) {
            made = new ArrayList<>(value.size());
        } else if (type.raw == Set.class) {
            made = new LinkedHashSet<>();
        } else if (SortedSet.class.isAssignableFrom(type.raw) && type.raw.isInterface()) {
            made = new TreeSet<>();
        } else if (type.raw.isAssignableFrom(ArrayDeque.class)) {
            made = new ArrayDeque<>();
        } else {
            @SuppressWarnings("unchecked")
            Collection<Object> other = (Collection<Object>) Instances.of(type.raw);
            made = other;
        }
        for (Object item : value) {
            made.add(as(items, item));
        }
        return made;
    }

    private static Object array(Types type, Object value) {
        List<?> items = value instanceof List ? (List<?>) value : Collections.singletonList(value);
        Types item = type.resolve(type.raw.getComponentType());
        Object made = Array.newInstance(item.raw, items.size());
        for (int i = 0; i < items.size(); i++) {
            Array.set(made, i, as(item, items.get(i)));
        }
        return made;
    }

    private static Object wrong(Types type, Object value) {
        String shown = value instanceof Map ? "an object" : value instanceof List ? "an array" : "`" + value + "`";
        throw new IllegalArgumentException(
                "An object of " + type.raw.getName() + " cannot be made from " + shown + ".");
    }
}
