package samara.cli.args;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `Key=Value` pairs as `sam` spells them: words, words within one quoted word, values quoted by `"` or `'`, and
/// CloudFormation's own `ParameterKey=K,ParameterValue=V`.
public final class KeyValues {
    private static final String LONG_KEY = "ParameterKey=";
    private static final String LONG_VALUE = ",ParameterValue=";

    private KeyValues() {}

    /// Parses the words given to `option`, in order.
    ///
    /// @throws UsageException naming the word that is no pair
    public static Map<String, String> parse(String option, List<String> words) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : words) {
            for (String piece : split(word)) {
                if (piece.startsWith("file://")) {
                    throw new UsageException("`" + option + " file://…` is not built in Samara yet.");
                }
                String key;
                String value;
                int longValue = piece.indexOf(LONG_VALUE);
                if (piece.startsWith(LONG_KEY) && longValue > 0) {
                    key = piece.substring(LONG_KEY.length(), longValue);
                    value = piece.substring(longValue + LONG_VALUE.length());
                } else {
                    int equals = piece.indexOf('=');
                    if (equals < 1) {
                        throw new UsageException(
                                "Invalid value for '" + option + "': " + piece
                                        + " is not in valid format. It must look something like 'KeyName1=Value1 KeyName2=Value2'.");
                    }
                    key = piece.substring(0, equals);
                    value = piece.substring(equals + 1);
                }
                pairs.put(unquoted(key), unquoted(value));
            }
        }
        return pairs;
    }

    /// Splits at spaces that stand outside quotes. A backslash takes the next character as it is.
    private static List<String> split(String word) {
        List<String> pieces = new ArrayList<>();
        var piece = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '\\' && i + 1 < word.length()) {
                piece.append(c).append(word.charAt(++i));
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
                piece.append(c);
            } else if (Character.isWhitespace(c)) {
                addTo(pieces, piece);
            } else {
                quote = (c == '"' || c == '\'') && opensValue(piece) ? c : 0;
                piece.append(c);
            }
        }
        addTo(pieces, piece);
        return pieces;
    }

    private static boolean opensValue(StringBuilder piece) {
        return piece.isEmpty() || piece.charAt(piece.length() - 1) == '=';
    }

    private static void addTo(List<String> pieces, StringBuilder piece) {
        if (!piece.isEmpty()) {
            pieces.add(piece.toString());
            piece.setLength(0);
        }
    }

    private static String unquoted(String text) {
        String inner = text;
        if (text.length() > 1 && (text.charAt(0) == '"' || text.charAt(0) == '\'')) {
            if (text.charAt(text.length() - 1) == text.charAt(0)) {
                inner = text.substring(1, text.length() - 1);
            }
        }
        return inner.replaceAll("\\\\([\\\\\"' ,])", "$1");
    }
}
