package samara.cloud.dynamodb.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A DynamoDB number: exact, at most 38 significant digits, of a magnitude from 1E-130 up to
/// 9.9999999999999999999999999999999999999E+125. Numbers are normal: 1, 1.0 and 10E-1 are one and the same.
public final class Decimal implements Comparable<Decimal> {
    /// The most significant digits that a number has.
    public static final int MAX_DIGITS = 38;

    private static final int MAX_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;
    /// No number that fits is longer than this when its zeros are written out; longer input is not worth parsing.
    private static final int MAX_TEXT = 400;
    private static final int LONG_DIGITS = 18;

    private final BigDecimal number;

    private Decimal(BigDecimal number) {
        this.number = number;
    }

    /// A whole number.
    public static Decimal of(long number) {
        return new Decimal(normal(BigDecimal.valueOf(number)));
    }

    /// The number that `text` spells, such as `1`, `-0.5` or `1.5E+10`.
    ///
    /// @throws samara.wire.AwsException a `ValidationException`, if it is none or does not fit
    public static Decimal parse(String text) {
        if (isShortInteger(text)) {
            return of(Long.parseLong(text));
        }
        if (text.isEmpty() || !isSpelledAsNumber(text)) {
            throw Invalid.because(
                    text.isEmpty()
                            ? "The parameter cannot be converted to a numeric value"
                            : "The parameter cannot be converted to a numeric value: " + text);
        }
        if (text.length() > MAX_TEXT) {
            throw Invalid.because("Attempting to store more than 38 significant digits in a Number");
        }
        return of(parsed(text));
    }

    private static BigDecimal parsed(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException _) {
            // The spelling is right, so the exponent is beyond what BigDecimal takes.
            throw text.contains("-") && text.indexOf('-', 1) > 0 ? underflow() : overflow();
        }
    }

    /// This number.
    ///
    /// @throws samara.wire.AwsException a `ValidationException`, if it has too many digits or is too large or small
    public static Decimal of(BigDecimal number) {
        BigDecimal normal = normal(number);
        if (normal.signum() == 0) {
            return new Decimal(BigDecimal.ZERO);
        }
        if (exponent(normal) > MAX_EXPONENT) {
            throw overflow();
        }
        if (exponent(normal) < MIN_EXPONENT) {
            throw underflow();
        }
        if (normal.precision() > MAX_DIGITS) {
            throw Invalid.because("Attempting to store more than 38 significant digits in a Number");
        }
        return new Decimal(normal);
    }

    private static samara.wire.AwsException overflow() {
        return Invalid.because(
                "Number overflow. Attempting to store a number with magnitude larger than supported range");
    }

    private static samara.wire.AwsException underflow() {
        return Invalid.because(
                "Number underflow. Attempting to store a number with magnitude smaller than supported range");
    }

    private static BigDecimal normal(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    private static long exponent(BigDecimal number) {
        return (long) number.precision() - number.scale() - 1;
    }

    private static boolean isShortInteger(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        int digits = text.length() - from;
        if (digits == 0 || digits > LONG_DIGITS) {
            return false;
        }
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }

    /// `[+-]? (digits [. digits*] | . digits) ([eE] [+-]? digits)?`, in ASCII only, which BigDecimal is not strict
    /// about.
    private static boolean isSpelledAsNumber(String text) {
        int at = sign(text, 0);
        int whole = digits(text, at);
        int digits = whole - at;
        at = whole;
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = digits(text, at + 1);
            digits += fraction - at - 1;
            at = fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int from = sign(text, at + 1);
            at = digits(text, from);
            return at > from && at == text.length();
        }
        return at == text.length();
    }

    private static int sign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? at + 1 : at;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /// The sum, rounded to 38 digits as DynamoDB's arithmetic is.
    public Decimal plus(Decimal other) {
        return of(exactly(number.add(other.number)));
    }

    /// The difference.
    public Decimal minus(Decimal other) {
        return of(exactly(number.subtract(other.number)));
    }

    private static BigDecimal exactly(BigDecimal result) {
        return result.round(new java.math.MathContext(MAX_DIGITS));
    }

    /// The digits without sign, point and zeros around them: 1205 for -120.50.
    public BigInteger digits() {
        return number.unscaledValue().abs();
    }

    /// How many significant digits it has.
    public int precision() {
        return number.precision();
    }

    /// The power of ten of its first digit: 2 for 123, -3 for 0.001.
    public int exponent() {
        return (int) exponent(number);
    }

    /// -1, 0 or 1.
    public int signum() {
        return number.signum();
    }

    /// The number as a whole one, cut towards zero; for lengths and times.
    public long longValue() {
        return number.longValue();
    }

    /// The number itself.
    public BigDecimal toBigDecimal() {
        return number;
    }

    /// Whether it is whole and fits into a `long`.
    public boolean isLong() {
        return number.scale() <= 0 && number.precision() - number.scale() <= LONG_DIGITS;
    }

    @Override
    public int compareTo(Decimal other) {
        return number.compareTo(other.number);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decimal decimal && number.equals(decimal.number);
    }

    @Override
    public int hashCode() {
        return number.hashCode();
    }

    /// As DynamoDB spells it: all digits, no exponent.
    @Override
    public String toString() {
        return number.toPlainString();
    }
}
