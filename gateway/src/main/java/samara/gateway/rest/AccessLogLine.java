package samara.gateway.rest;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills in an access log's format: `$context.name`, `-` where there is nothing.
public final class AccessLogLine {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$context\\.([A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*)|\\$\\{context\\.([^}]+)}");

    private AccessLogLine() {}

    /// The line of one request.
    public static String of(String format, Map<String, Object> context) {
        return REFERENCE.matcher(format).replaceAll(m -> {
            Object value = ContextVariables.value(context, m.group(1) != null ? m.group(1) : m.group(2));
            return Matcher.quoteReplacement(value == null ? "-" : value.toString());
        });
    }
}
