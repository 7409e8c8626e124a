package samara.gateway.vtl;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// `$util`: the functions that API Gateway offers to mapping templates.
public final class UtilVariable {
    static final UtilVariable INSTANCE = new UtilVariable();

    private UtilVariable() {}

    /// Escapes by the rules of JavaScript strings; a single quote becomes `\'`, as in API Gateway.
    public String escapeJavaScript(@Nullable Object value) {
        String text = text(value);
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\'', '"', '\\', '/' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20 || c > 0x7e) {
                        out.append("\\u").append(String.format("%04X", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    /// Reads JSON text into a value.
    public @Nullable Object parseJson(@Nullable Object text) {
        try {
            return Json.read(text(text));
        } catch (JsonSyntaxException e) {
            throw new BodyException(e.message());
        }
    }

    /// Encodes for a URL's query.
    public String urlEncode(@Nullable Object value) {
        return URLEncoder.encode(text(value), StandardCharsets.UTF_8);
    }

    /// Decodes what [#urlEncode] made; text that was not so encoded stays as it is.
    public String urlDecode(@Nullable Object value) {
        try {
            return URLDecoder.decode(text(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text(value);
        }
    }

    /// Encodes a text's UTF-8 bytes.
    public String base64Encode(@Nullable Object value) {
        return Base64.getEncoder().encodeToString(text(value).getBytes(StandardCharsets.UTF_8));
    }

    /// Decodes to text.
    public String base64Decode(@Nullable Object value) {
        return new String(Base64.getDecoder().decode(text(value)), StandardCharsets.UTF_8);
    }

    /// What a template shows that names no member.
    @Override
    public String toString() {
        return "";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
