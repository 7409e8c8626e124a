package samara.cli.lint.spec;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads a [Kind] as the specification's files write it: `[#17]`, `string(a,b)`.
final class KindReader {
    private KindReader() {}

    static Kind read(String text) {
        List<String> alternatives = alternatives(text);
        if (alternatives.size() > 1) {
            return new Kind.Either(alternatives.stream().map(KindReader::read).toList());
        }
        return switch (text.charAt(0)) {
            case '[' -> new Kind.Elements(read(text.substring(1, text.length() - 1)));
            case '{' -> new Kind.Entries(read(text.substring(1, text.length() - 1)));
            case '#' -> new Kind.Structure(text.substring(1));
            default -> scalar(text);
        };
    }

    /// What stands side by side, not inside of a list or map.
    private static List<String> alternatives(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '[', '{' -> depth++;
                case ']', '}' -> depth--;
                case '|' -> {
                    if (depth == 0) {
                        parts.add(text.substring(start, at));
                        start = at + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static Kind scalar(String text) {
        int open = text.indexOf('(');
        if (open >= 0) {
            List<String> values = Arrays.stream(
                            text.substring(open + 1, text.length() - 1).split(","))
                    .map(KindReader::decoded)
                    .toList();
            return new Kind.Choice(values);
        }
        return switch (text) {
            case "json" -> new Kind.Anything();
            case "tag" -> new Kind.Structure(Specification.TAG);
            case "time" -> new Kind.Scalar(Kind.Type.STRING);
            default -> new Kind.Scalar(Kind.Type.of(text));
        };
    }

    static String decoded(String text) {
        return text.indexOf('%') < 0 ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
