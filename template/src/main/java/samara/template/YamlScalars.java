package samara.template;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an unquoted YAML scalar means: the rules of YAML 1.1 as PyYAML applies them, which is what `sam` reads with.
/// Dates are strings, as CloudFormation needs them in `Version: 2012-10-17`.
///
/// See https://yaml.org/type/.
final class YamlScalars {
    private static final Pattern TRUE = Pattern.compile("yes|Yes|YES|true|True|TRUE|on|On|ON");
    private static final Pattern FALSE = Pattern.compile("no|No|NO|false|False|FALSE|off|Off|OFF");
    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL");
    private static final Pattern BINARY = Pattern.compile("[-+]?0b_*[01][01_]*");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7_]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:0|[1-9][0-9_]*)");
    private static final Pattern HEX = Pattern.compile("[-+]?0x_*[0-9a-fA-F][0-9a-fA-F_]*");
    private static final Pattern BASE_60 = Pattern.compile("[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

    private YamlScalars() {}

    static Node resolve(String text, Span span) {
        if (text.isEmpty()) {
            return new NullNode(span);
        }
        char first = text.charAt(0);
        boolean isNumeric = first == '-' || first == '+' || first == '.' || first >= '0' && first <= '9';
        if (isNumeric) {
            return number(text)
                    .<Node>map(literal -> new NumberNode(literal, span))
                    .orElseGet(() -> new StringNode(text, span));
        }
        if (text.length() <= 5) {
            if (TRUE.matcher(text).matches()) {
                return new BooleanNode(true, span);
            }
            if (FALSE.matcher(text).matches()) {
                return new BooleanNode(false, span);
            }
            if (NULL.matcher(text).matches()) {
                return new NullNode(span);
            }
        }
        return new StringNode(text, span);
    }

    /// A number that the author may not have meant, or that JSON cannot write.
    static Optional<Diagnostic> surprise(String text, Span span) {
        if (text.length() < 2 || !"-+.0123456789".contains(text.substring(0, 1))) {
            return Optional.empty();
        }
        if (NOT_FINITE.matcher(text).matches()) {
            return Optional.of(Diagnostic.error("not-a-json-number", "JSON has no number `" + text + "`.", span)
                    .hint("Quote it if a string is meant."));
        }
        if (OCTAL.matcher(text).matches()) {
            return Optional.of(Diagnostic.warning(
                            "octal-number", "`" + text + "` is an octal number: it means " + integer(text) + ".", span)
                    .hint("Quote it if the digits are meant."));
        }
        if (BASE_60.matcher(text).matches()) {
            return Optional.of(Diagnostic.warning(
                            "base-60-number",
                            "`" + text + "` is a number of base 60: it means " + integer(text) + ".",
                            span)
                    .hint("Quote it if a time or a pair of numbers is meant."));
        }
        return Optional.empty();
    }

    private static Optional<String> number(String text) {
        if (FLOAT.matcher(text).matches()) {
            return Optional.of(decimal(text));
        }
        boolean isInteger = DECIMAL.matcher(text).matches()
                || OCTAL.matcher(text).matches()
                || HEX.matcher(text).matches()
                || BINARY.matcher(text).matches()
                || BASE_60.matcher(text).matches();
        return isInteger ? Optional.of(integer(text)) : Optional.empty();
    }

    private static String integer(String text) {
        String digits = text.replace("_", "");
        boolean isNegative = digits.startsWith("-");
        if (isNegative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        BigInteger value;
        if (digits.contains(":")) {
            value = BigInteger.ZERO;
            for (String part : digits.split(":", -1)) {
                value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
            }
        } else if (digits.startsWith("0x")) {
            value = new BigInteger(digits.substring(2), 16);
        } else if (digits.startsWith("0b")) {
            value = new BigInteger(digits.substring(2), 2);
        } else {
            value = digits.length() > 1 && digits.startsWith("0") ? new BigInteger(digits, 8) : new BigInteger(digits);
        }
        return (isNegative ? value.negate() : value).toString();
    }

    /// `+1_0.` → `10.0`, `.5` → `0.5`: the same number as JSON writes it.
    private static String decimal(String text) {
        String plain = text.replace("_", "");
        String sign = plain.startsWith("-") ? "-" : "";
        if (plain.startsWith("-") || plain.startsWith("+")) {
            plain = plain.substring(1);
        }
        int dot = plain.indexOf('.');
        int exponent = Math.max(plain.indexOf('e'), plain.indexOf('E'));
        String whole = plain.substring(0, dot).replaceFirst("^0+(?=.)", "");
        String fraction = plain.substring(dot + 1, exponent < 0 ? plain.length() : exponent);
        String power = exponent < 0 ? "" : plain.substring(exponent);
        return sign + (whole.isEmpty() ? "0" : whole) + "." + (fraction.isEmpty() ? "0" : fraction) + power;
    }
}
