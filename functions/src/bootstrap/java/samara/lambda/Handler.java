package samara.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.ServiceLoader;

/** The function's own code: takes an event's bytes, gives those of the answer. */
interface Handler {
    byte[] handle(byte[] event, Context context) throws Throwable;

    /** Finds what `package.Class` or `package.Class::method` names. */
    static Handler named(String name, ClassLoader loader) throws Throwable {
        int colons = name.indexOf("::");
        String className = colons < 0 ? name : name.substring(0, colons);
        String methodName = colons < 0 ? "handleRequest" : name.substring(colons + 2);
        Class<?> type;
        try {
            type = Class.forName(className, true, loader);
        } catch (ClassNotFoundException e) {
            throw new Fault("java.lang.ClassNotFoundException", "Class not found: " + className, e);
        } catch (UnsupportedClassVersionError e) {
            throw new Fault("java.lang.UnsupportedClassVersionError", e.getMessage(), e);
        }
        boolean conventional = methodName.equals("handleRequest");
        if (conventional && RequestStreamHandler.class.isAssignableFrom(type)) {
            return streaming((RequestStreamHandler) instance(type));
        }
        if (conventional && RequestHandler.class.isAssignableFrom(type)) {
            @SuppressWarnings("unchecked")
            RequestHandler<Object, Object> handler = (RequestHandler<Object, Object>) instance(type);
            Types input = Types.of(type).as(RequestHandler.class.getName()).argument(0);
            Mapping mapping = Mapping.of(loader);
            return (event, context) -> mapping.write(handler.handleRequest(mapping.read(event, input), context));
        }
        return ofMethod(type, methodName, loader);
    }

    static Handler streaming(RequestStreamHandler handler) {
        return (event, context) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            handler.handleRequest(new ByteArrayInputStream(event), out, context);
            return out.toByteArray();
        };
    }

    /** The public method of this name with the most parameters, one with a context before others. */
    static Handler ofMethod(Class<?> type, String name, ClassLoader loader) throws Throwable {
        Method chosen = null;
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && !method.isBridge() && isHandler(method)
                    && (chosen == null || method.getParameterCount() > chosen.getParameterCount())) {
                chosen = method;
            }
        }
        if (chosen == null) {
            throw new Fault(
                    "java.lang.NoSuchMethodException",
                    "No public method named " + name + " with appropriate method signature found on class "
                            + type.getName(),
                    null);
        }
        Method method = chosen;
        method.setAccessible(true);
        Object target = Modifier.isStatic(method.getModifiers()) ? null : instance(type);
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length > 0 && parameters[0] == InputStream.class) {
            return (event, context) -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                InputStream in = new ByteArrayInputStream(event);
                call(method, target, arguments(parameters, in, out, context));
                return out.toByteArray();
            };
        }
        boolean contextOnly = parameters.length == 1 && parameters[0] == Context.class;
        Type inputType = parameters.length == 0 || contextOnly ? Object.class : method.getGenericParameterTypes()[0];
        Types input = Types.of(type).resolve(inputType);
        Mapping mapping = Mapping.of(loader);
        return (event, context) -> {
            Object value = parameters.length == 0 || contextOnly ? null : mapping.read(event, input);
            Object[] arguments = parameters.length == 0
                    ? new Object[0]
                    : contextOnly
                            ? new Object[] {context}
                            : parameters.length == 1 ? new Object[] {value} : new Object[] {value, context};
            Object result = call(method, target, arguments);
            return method.getReturnType() == void.class ? "null".getBytes(StandardCharsets.UTF_8) : mapping.write(result);
        };
    }

    static boolean isHandler(Method method) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length < 2) {
            return true;
        }
        boolean streams = types[0] == InputStream.class && types[1] == OutputStream.class;
        return streams
                ? types.length == 2 || types.length == 3 && types[2] == Context.class
                : types.length == 2 && types[1] == Context.class;
    }

    static Object[] arguments(Class<?>[] parameters, InputStream in, OutputStream out, Context context) {
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = parameters[i] == InputStream.class ? in : parameters[i] == OutputStream.class ? out : context;
        }
        return arguments;
    }

    static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    static Object instance(Class<?> type) throws Throwable {
        try {
            return type.getConstructor().newInstance();
        } catch (NoSuchMethodException e) {
            throw new Fault(
                    "java.lang.NoSuchMethodException",
                    "Class " + type.getName() + " has no public zero-argument constructor",
                    e);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** How JSON becomes objects: ours, or what the function brings as a service. */
    interface Mapping {
        Object read(byte[] json, Types type);

        byte[] write(Object value);

        static Mapping of(ClassLoader loader) {
            Iterator<CustomPojoSerializer> own =
                    ServiceLoader.load(CustomPojoSerializer.class, loader).iterator();
            return own.hasNext() ? new Custom(own.next()) : new Own();
        }
    }

    /** Samara's own mapping. */
    final class Own implements Mapping {
        @Override
        public Object read(byte[] json, Types type) {
            try {
                return Values.as(type, JsonReader.read(new String(json, StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException e) {
                throw new Fault("Runtime.UnmarshalError", "An error occurred during JSON parsing: " + e.getMessage(), e);
            }
        }

        @Override
        public byte[] write(Object value) {
            try {
                return JsonWriter.text(value).getBytes(StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new Fault("Runtime.MarshalError", "An error occurred during JSON serialization of response: "
                        + e.getMessage(), e);
            }
        }
    }

    /** A mapping of the function's. */
    final class Custom implements Mapping {
        private final CustomPojoSerializer serializer;

        Custom(CustomPojoSerializer serializer) {
            this.serializer = serializer;
        }

        @Override
        public Object read(byte[] json, Types type) {
            return serializer.fromJson(new ByteArrayInputStream(json), type.raw);
        }

        @Override
        public byte[] write(Object value) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            serializer.toJson(value, out, value == null ? Object.class : value.getClass());
            return out.toByteArray();
        }
    }
}
