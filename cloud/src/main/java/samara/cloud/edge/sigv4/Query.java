package samara.cloud.edge.sigv4;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parameters of a query, decoded, in their order.
record Query(List<Parameter> parameters) {
    private static final String HEX = "0123456789ABCDEF";

    record Parameter(String name, String value) {}

    static Query of(@Nullable String raw) {
        List<Parameter> parameters = new ArrayList<>();
        if (raw != null && !raw.isEmpty()) {
            for (String part : raw.split("&", 0)) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                if (!part.isEmpty()) {
                    parameters.add(new Parameter(decoded(name), decoded(value)));
                }
            }
        }
        return new Query(parameters);
    }

    Optional<String> first(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                return Optional.of(parameter.value);
            }
        }
        return Optional.empty();
    }

    /// The canonical form: sorted by encoded name and value, without the signature itself.
    String canonical() {
        return parameters.stream()
                .filter(parameter -> !parameter.name.equals("X-Amz-Signature"))
                .map(parameter -> new Parameter(encoded(parameter.name, false), encoded(parameter.value, false)))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name + "=" + parameter.value)
                .reduce((left, right) -> left + "&" + right)
                .orElse("");
    }

    /// Percent-encoding as SigV4 wants it: all but `A-Za-z0-9-_.~`, and slashes where they are kept.
    static String encoded(String text, boolean keepSlashes) {
        var encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            boolean plain = c >= 'A' && c <= 'Z'
                    || c >= 'a' && c <= 'z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '_'
                    || c == '.'
                    || c == '~'
                    || keepSlashes && c == '/';
            if (plain) {
                encoded.append((char) c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return encoded.toString();
    }

    static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not percent-encoding: such a text stands for itself, and no signature will fit it.
            return text;
        }
    }
}
