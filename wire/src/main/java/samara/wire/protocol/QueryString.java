package samara.wire.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.wire.AwsException;

/// The parameters of a query string or a form, in their order.
public final class QueryString {
    /// Parameters that one request may have; the largest real ones (batches of the query protocol) have hundreds.
    private static final int MAX_PARAMETERS = 20_000;

    private static final QueryString NONE = new QueryString(Map.of());
    private final Map<String, List<String>> parameters;

    private QueryString(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /// Reads one.
    ///
    /// @throws AwsException for an escape that is none, or too many parameters
    public static QueryString parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        var parameters = new LinkedHashMap<String, List<String>>();
        int count = 0;
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                if (++count > MAX_PARAMETERS) {
                    throw malformed("The request has more than " + MAX_PARAMETERS + " parameters.");
                }
                int equals = text.indexOf('=', start);
                boolean hasValue = equals >= 0 && equals < end;
                String name = decode(text.substring(start, hasValue ? equals : end), true);
                String value = hasValue ? decode(text.substring(equals + 1, end), true) : "";
                parameters.computeIfAbsent(name, k -> new ArrayList<>(1)).add(value);
            }
            start = end + 1;
        }
        return new QueryString(parameters);
    }

    /// The first value of a parameter, null where it is absent.
    public @Nullable String get(String name) {
        List<String> values = parameters.get(name);
        return values == null ? null : values.getFirst();
    }

    /// All values of a parameter.
    public List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /// Whether a parameter is there, with or without a value.
    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    /// All parameters in their order.
    public Map<String, List<String>> all() {
        return parameters;
    }

    /// Undoes percent-encoding.
    ///
    /// @param plusIsSpace as in forms
    static String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < raw.length; i++) {
            byte b = raw[i];
            if (b == '+' && plusIsSpace) {
                raw[length++] = ' ';
            } else if (b == '%') {
                int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
                int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw malformed("`" + text + "` holds a `%` that begins no escape.");
                }
                raw[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                raw[length++] = b;
            }
        }
        return new String(raw, 0, length, StandardCharsets.UTF_8);
    }

    /// Undoes the percent-encoding of a part of a path.
    ///
    /// @throws AwsException for an escape that is none
    public static String decodePath(String text) {
        return decode(text, false);
    }

    private static AwsException malformed(String message) {
        return new AwsException("MalformedQueryString", 400, message);
    }
}
