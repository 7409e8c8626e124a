package samara.lambda;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Writes values, and objects by their getters, as JSON. */
final class JsonWriter {
    private static final int MAX_DEPTH = 500;

    private final StringBuilder out = new StringBuilder(256);
    private int depth;

    private JsonWriter() {}

    static String text(Object value) {
        JsonWriter writer = new JsonWriter();
        writer.write(value);
        return writer.out.toString();
    }

    private void write(Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof CharSequence || value instanceof Character) {
            string(value.toString());
        } else if (value instanceof Number) {
            number((Number) value);
        } else if (value instanceof Map) {
            object((Map<?, ?>) value);
        } else if (value instanceof Collection) {
            array(((Collection<?>) value).toArray());
        } else if (value instanceof Enum) {
            string(((Enum<?>) value).name());
        } else if (value instanceof byte[]) {
            string(Base64.getEncoder().encodeToString((byte[]) value));
        } else if (value.getClass().isArray()) {
            array(value);
        } else {
            special(value);
        }
    }

    private void special(Object value) {
        if (value instanceof Optional) {
            write(((Optional<?>) value).orElse(null));
        } else if (value instanceof OptionalInt) {
            write(((OptionalInt) value).isPresent() ? ((OptionalInt) value).getAsInt() : null);
        } else if (value instanceof OptionalLong) {
            write(((OptionalLong) value).isPresent() ? ((OptionalLong) value).getAsLong() : null);
        } else if (value instanceof OptionalDouble) {
            write(((OptionalDouble) value).isPresent() ? ((OptionalDouble) value).getAsDouble() : null);
        } else if (value instanceof Date) {
            out.append(((Date) value).getTime());
        } else if (value instanceof Calendar) {
            out.append(((Calendar) value).getTimeInMillis());
        } else if (value instanceof ByteBuffer) {
            ByteBuffer copy = ((ByteBuffer) value).duplicate();
            byte[] bytes = new byte[copy.remaining()];
            copy.get(bytes);
            write(bytes);
        } else if (Values.isText(value.getClass())) {
            string(value.toString());
        } else {
            object(Beans.read(value));
        }
    }

    private void number(Number number) {
        double value = number.doubleValue();
        boolean fraction = number instanceof Double || number instanceof Float;
        if (fraction && (Double.isNaN(value) || Double.isInfinite(value))) {
            string(number.toString());
        } else {
            out.append(number);
        }
    }

    private void object(Map<?, ?> members) {
        enter();
        out.append('{');
        String comma = "";
        for (Map.Entry<?, ?> member : members.entrySet()) {
            out.append(comma);
            Object name = member.getKey();
            string(name instanceof Enum ? ((Enum<?>) name).name() : String.valueOf(name));
            out.append(':');
            write(member.getValue());
            comma = ",";
        }
        out.append('}');
        depth--;
    }

    private void array(Object items) {
        enter();
        out.append('[');
        for (int i = 0; i < Array.getLength(items); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(Array.get(items, i));
        }
        out.append(']');
        depth--;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "The result is nested deeper than " + MAX_DEPTH + " levels, or refers to itself.");
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"':
                case '\\':
                    out.append('\\').append(c);
                    break;
                case '\n':
                    out.append("\\n");
                    break;
                case '\r':
                    out.append("\\r");
                    break;
                case '\t':
                    out.append("\\t");
                    break;
                default:
                    if (c < ' ') {
                        out.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
                    } else {
                        out.append(c);
                    }
            }
        }
        out.append('"');
    }
}
