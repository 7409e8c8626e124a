package samara.gateway.vtl;

import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.velocity.util.introspection.Info;
import org.apache.velocity.util.introspection.SecureUberspector;
import org.apache.velocity.util.introspection.VelMethod;
import org.apache.velocity.util.introspection.VelPropertyGet;
import org.jspecify.annotations.Nullable;

/// How templates reach methods: as Velocity's secure one has it (no classes, no class loaders), and with all that can
/// run away under [Effort]: rounds of loops, texts' regular expressions. Threads' monitors and the methods of texts
/// that make large ones of a number are out of reach.
public final class BoundedUberspector extends SecureUberspector {
    private static final Set<String> OUT_OF_REACH =
            Set.of("getClass", "wait", "notify", "notifyAll", "repeat", "format", "formatted", "indent", "transform");
    private static final Set<String> BY_EXPRESSION = Set.of("matches", "replaceAll", "replaceFirst", "split");

    @Override
    public @Nullable Iterator<?> getIterator(Object of, Info info) {
        Iterator<?> iterator = super.getIterator(of, info);
        return iterator == null ? null : new Counted(iterator);
    }

    @Override
    public @Nullable VelMethod getMethod(Object of, String name, Object[] arguments, Info info) {
        if (OUT_OF_REACH.contains(name)) {
            return null;
        }
        VelMethod found = super.getMethod(of, name, arguments, info);
        return found != null && of instanceof String && BY_EXPRESSION.contains(name) ? new ByExpression(found) : found;
    }

    @Override
    public @Nullable VelPropertyGet getPropertyGet(Object of, String name, Info info) {
        if (!name.equals("class")) {
            return super.getPropertyGet(of, name, info);
        }
        return of instanceof Map ? new Member() : null;
    }

    /// The member `class` of an object, which its Java class would hide.
    private record Member() implements VelPropertyGet {
        @Override
        public @Nullable Object invoke(Object of) {
            return ((Map<?, ?>) of).get("class");
        }

        @Override
        public boolean isCacheable() {
            return true;
        }

        @Override
        public String getMethodName() {
            return "get";
        }
    }

    private record Counted(Iterator<?> iterator) implements Iterator<Object> {
        @Override
        public boolean hasNext() {
            return iterator.hasNext();
        }

        @Override
        public Object next() {
            Effort.round();
            return iterator.next();
        }
    }

    /// A text's method that takes a regular expression, over a text that can't be looked at forever.
    private record ByExpression(VelMethod method) implements VelMethod {
        @Override
        public Object invoke(Object of, Object[] arguments) {
            CharSequence text = Effort.bounded((String) of);
            Pattern pattern = Pattern.compile(String.valueOf(arguments[0]));
            Matcher matcher = pattern.matcher(text);
            return switch (method.getMethodName()) {
                case "matches" -> matcher.matches();
                case "replaceAll" -> matcher.replaceAll(replacement(arguments));
                case "replaceFirst" -> matcher.replaceFirst(replacement(arguments));
                default -> split(pattern, text, arguments);
            };
        }

        private static String replacement(Object[] arguments) {
            return String.valueOf(arguments[1]);
        }

        private static String[] split(Pattern pattern, CharSequence text, Object[] arguments) {
            int limit = arguments.length > 1 && arguments[1] instanceof Number number ? number.intValue() : 0;
            return pattern.split(text, limit);
        }

        @Override
        public boolean isCacheable() {
            return true;
        }

        @Override
        public String getMethodName() {
            return method.getMethodName();
        }

        @Override
        public Method getMethod() {
            return method.getMethod();
        }

        @Override
        public Class<?> getReturnType() {
            return method.getReturnType();
        }
    }
}
