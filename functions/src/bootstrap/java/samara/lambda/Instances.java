package samara.lambda;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;

/** Makes objects of classes that come in an event. */
final class Instances {
    private Instances() {}

    /** A new object: by the constructor without parameters, else, for classes that have none, by none at all. */
    static Object of(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            return withoutConstructor(type);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(String.valueOf(e.getCause()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("An object of " + type.getName() + " cannot be made from JSON.", e);
        }
    }

    private static Object withoutConstructor(Class<?> type) {
        try {
            Class<?> unsafe = Class.forName("sun.misc.Unsafe");
            Field field = unsafe.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return unsafe.getMethod("allocateInstance", Class.class).invoke(field.get(null), type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("An object of " + type.getName() + " cannot be made from JSON.", e);
        }
    }
}
