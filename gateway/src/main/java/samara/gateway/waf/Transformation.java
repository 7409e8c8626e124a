package samara.gateway.waf;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.gateway.rest.PercentEncoding;

/// Undoes what hides an attack before a text is inspected. What can't be decoded stays as it is.
///
/// @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-transformation.html">text
///     transformations</a>
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum Transformation {
    NONE(text -> text),
    LOWERCASE(text -> text.toLowerCase(Locale.ROOT)),
    URL_DECODE(text -> PercentEncoding.decode(text, true)),
    URL_DECODE_UNI(text -> PercentEncoding.decode(Escapes.unicode(text, Escapes.URL_UNICODE), true)),
    HTML_ENTITY_DECODE(Escapes::entities),
    COMPRESS_WHITE_SPACE(text -> text.replaceAll("[\\s\\u00a0]+", " ")),
    CMD_LINE(text -> text.replaceAll("[\\\\\"'^]", "")
            .replaceAll("\\s+([/(])", "$1")
            .replaceAll("[,;]", " ")
            .replaceAll("\\s+", " ")
            .toLowerCase(Locale.ROOT)),
    BASE64_DECODE(text -> Escapes.base64(text, false)),
    BASE64_DECODE_EXT(text -> Escapes.base64(text, true)),
    HEX_DECODE(Escapes::hex),
    JS_DECODE(text -> Escapes.unicode(text, Escapes.SCRIPT)),
    NORMALIZE_PATH(Escapes::normalized),
    NORMALIZE_PATH_WIN(text -> Escapes.normalized(text.replace('\\', '/'))),
    REMOVE_NULLS(text -> text.replace("\0", "")),
    REPLACE_NULLS(text -> text.replace('\0', ' ')),
    REPLACE_COMMENTS(text -> text.replaceAll("(?s)/\\*.*?(\\*/|$)", " ")),
    SQL_HEX_DECODE(text -> Pattern.compile("0x((?:[0-9a-fA-F]{2})+)")
            .matcher(text)
            .replaceAll(m -> Matcher.quoteReplacement(Escapes.hex(m.group(1)))));

    private final UnaryOperator<String> work;

    Transformation(UnaryOperator<String> work) {
        this.work = work;
    }

    String apply(String text) {
        return work.apply(text);
    }

    /// Reads `TextTransformations`, in the order of their priorities.
    static List<Transformation> of(RuleTree tree) {
        record Ranked(long priority, Transformation transformation) {}
        List<Ranked> ranked = new ArrayList<>();
        for (RuleTree each : tree.objects("TextTransformations")) {
            each.only("Priority", "Type");
            String type = each.text("Type");
            Transformation found = null;
            for (Transformation known : values()) {
                found = known.name().equals(type) ? known : found;
            }
            if (found == null) {
                throw new InvalidRuleException(each.at("Type"), "`" + type + "` is not built yet.");
            }
            ranked.add(new Ranked(each.number("Priority", 0, Integer.MAX_VALUE), found));
        }
        if (ranked.isEmpty()) {
            throw new InvalidRuleException(tree.at("TextTransformations"), "at least one is needed; NONE is one.");
        }
        return ranked.stream()
                .sorted(Comparator.comparingLong(Ranked::priority))
                .map(Ranked::transformation)
                .toList();
    }

    /// The codings that texts are hidden in.
    private static final class Escapes {
        static final Pattern URL_UNICODE = Pattern.compile("%u([0-9a-fA-F]{4})");
        static final Pattern SCRIPT = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))");
        private static final Pattern ENTITY =
                Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(quot|amp|lt|gt|nbsp|apos));");

        private Escapes() {}

        static String unicode(String text, Pattern pattern) {
            return pattern.matcher(text).replaceAll(m -> {
                String digits = m.group(1) == null ? m.group(2) : m.group(1);
                return Matcher.quoteReplacement(Character.toString(Integer.parseInt(digits, 16)));
            });
        }

        static String entities(String text) {
            return ENTITY.matcher(text).replaceAll(m -> Matcher.quoteReplacement(entity(m.group(1), m.group(2), m)));
        }

        private static String entity(
                @org.jspecify.annotations.Nullable String decimal,
                @org.jspecify.annotations.Nullable String hex,
                java.util.regex.MatchResult match) {
            if (decimal != null || hex != null) {
                int code = decimal != null ? Integer.parseInt(decimal) : Integer.parseInt(String.valueOf(hex), 16);
                return Character.isValidCodePoint(code) ? Character.toString(code) : match.group();
            }
            return switch (match.group(3)) {
                case "quot" -> "\"";
                case "amp" -> "&";
                case "lt" -> "<";
                case "gt" -> ">";
                case "apos" -> "'";
                default -> " ";
            };
        }

        static String base64(String text, boolean lenient) {
            String clean = lenient ? text.replaceAll("[^A-Za-z0-9+/=]", "") : text;
            try {
                return new String(Base64.getDecoder().decode(clean), java.nio.charset.StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return text;
            }
        }

        static String hex(String text) {
            try {
                return new String(HexFormat.of().parseHex(text), java.nio.charset.StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return text;
            }
        }

        static String normalized(String path) {
            List<String> kept = new ArrayList<>();
            for (String part : path.split("/", -1)) {
                if (part.equals("..") && !kept.isEmpty()) {
                    kept.removeLast();
                } else if (!part.isEmpty() && !part.equals(".")) {
                    kept.add(part);
                }
            }
            return "/" + String.join("/", kept) + (path.endsWith("/") && !kept.isEmpty() ? "/" : "");
        }
    }
}
