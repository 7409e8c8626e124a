package samara.lambda;

import java.lang.reflect.Method;
import java.lang.reflect.Type;

/** Records, looked at by reflection: this code runs on Java 8, too, which has none. */
final class Records {
    private Records() {}

    /** The components of a record, or null. */
    static Object[] components(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        if (parent == null || !parent.getName().equals("java.lang.Record")) {
            return null;
        }
        return (Object[]) get(Class.class, "getRecordComponents", type);
    }

    static String name(Object component) {
        return (String) get(component.getClass(), "getName", component);
    }

    static Class<?> type(Object component) {
        return (Class<?>) get(component.getClass(), "getType", component);
    }

    static Type genericType(Object component) {
        return (Type) get(component.getClass(), "getGenericType", component);
    }

    static Method accessor(Object component) {
        return (Method) get(component.getClass(), "getAccessor", component);
    }

    private static Object get(Class<?> type, String method, Object of) {
        try {
            return type.getMethod(method).invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
