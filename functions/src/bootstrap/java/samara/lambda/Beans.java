package samara.lambda;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Objects as maps of their properties, and back: by getters and setters, public fields, or a record's components. */
final class Beans {
    private static final Map<Class<?>, Map<String, Method>> GETTERS = new ConcurrentHashMap<>();

    private Beans() {}

    /** The properties of an object. */
    static Map<String, Object> read(Object bean) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Map.Entry<String, Method> getter :
                GETTERS.computeIfAbsent(bean.getClass(), Beans::getters).entrySet()) {
            properties.put(getter.getKey(), call(getter.getValue(), bean));
        }
        for (Field field : bean.getClass().getFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !properties.containsKey(field.getName())) {
                try {
                    field.setAccessible(true);
                    properties.put(field.getName(), field.get(bean));
                } catch (IllegalAccessException e) {
                    throw new IllegalArgumentException(e);
                }
            }
        }
        return properties;
    }

    private static Map<String, Method> getters(Class<?> type) {
        Map<String, Method> found = new LinkedHashMap<>();
        Object[] components = Records.components(type);
        if (components != null) {
            for (Object component : components) {
                Method accessor = Records.accessor(component);
                accessor.setAccessible(true);
                found.put(Records.name(component), accessor);
            }
            return found;
        }
        // In the order in which fields are declared: methods come in none.
        Map<String, Integer> order = new LinkedHashMap<>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                order.putIfAbsent(field.getName(), order.size());
            }
        }
        Method[] methods = type.getMethods();
        Arrays.sort(
                methods,
                Comparator.comparingInt((Method method) ->
                                order.getOrDefault(property(method) == null ? "" : property(method), 1 << 20))
                        .thenComparing(Method::getName));
        for (Method method : methods) {
            String property = property(method);
            if (property != null && !method.isBridge()) {
                method.setAccessible(true);
                found.putIfAbsent(property, method);
            }
        }
        return found;
    }

    private static String property(Method method) {
        String name = method.getName();
        Class<?> type = method.getReturnType();
        if (method.getParameterCount() > 0
                || Modifier.isStatic(method.getModifiers())
                || method.getDeclaringClass() == Object.class
                || type == void.class) {
            return null;
        }
        if (name.length() > 3 && name.startsWith("get")) {
            return decapitalised(name.substring(3));
        }
        if (name.length() > 2 && name.startsWith("is") && (type == boolean.class || type == Boolean.class)) {
            return decapitalised(name.substring(2));
        }
        return null;
    }

    /** `URLPath` becomes `urlpath`, as Jackson has it, which Lambda's own runtime maps with. */
    private static String decapitalised(String name) {
        StringBuilder built = new StringBuilder(name);
        for (int i = 0; i < built.length() && Character.isUpperCase(built.charAt(i)); i++) {
            built.setCharAt(i, Character.toLowerCase(built.charAt(i)));
        }
        return built.toString();
    }

    /** An object of a class with these properties; what it has no place for is left out. */
    static Object write(Types type, Map<?, ?> properties) {
        Object[] components = Records.components(type.raw);
        if (components != null) {
            return record(type, components, properties);
        }
        Object bean = Instances.of(type.raw);
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            set(bean, type, String.valueOf(property.getKey()), property.getValue());
        }
        return bean;
    }

    private static Object record(Types type, Object[] components, Map<?, ?> properties) {
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = Records.type(components[i]);
            Type generic = Records.genericType(components[i]);
            values[i] = Values.as(type.resolve(generic), ignoringCase(properties, Records.name(components[i])));
        }
        try {
            Constructor<?> constructor = type.raw.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(String.valueOf(e.getCause()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Object ignoringCase(Map<?, ?> properties, String name) {
        if (properties.containsKey(name)) {
            return properties.get(name);
        }
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            if (name.equalsIgnoreCase(String.valueOf(property.getKey()))) {
                return property.getValue();
            }
        }
        return null;
    }

    private static void set(Object bean, Types type, String name, Object value) {
        Method setter = null;
        for (Method method : type.raw.getMethods()) {
            if (method.getParameterCount() == 1
                    && method.getName().equalsIgnoreCase("set" + name)
                    && !method.isBridge()
                    && (setter == null || method.getName().endsWith(name.substring(1)))) {
                setter = method;
            }
        }
        try {
            if (setter != null) {
                setter.setAccessible(true);
                setter.invoke(bean, Values.as(type.resolve(setter.getGenericParameterTypes()[0]), value));
                return;
            }
            Field field = field(type.raw, name);
            if (field != null) {
                field.setAccessible(true);
                field.set(bean, Values.as(type.resolve(field.getGenericType()), value));
            }
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(String.valueOf(e.getCause()), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Field field(Class<?> type, String name) {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                int modifiers = field.getModifiers();
                if (field.getName().equalsIgnoreCase(name) && !Modifier.isStatic(modifiers)) {
                    return field;
                }
            }
        }
        return null;
    }

    private static Object call(Method getter, Object bean) {
        try {
            return getter.invoke(bean);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(getter + ": " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
