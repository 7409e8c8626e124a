package samara.cloud.iam.policy;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// What a condition operator compares, negation aside. A value that is not of the operator's kind does not match.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>.
enum Operator {
    STRING_EQUALS("StringEquals", "StringNotEquals"),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
    STRING_LIKE("StringLike", "StringNotLike"),
    NUMERIC_EQUALS("NumericEquals", "NumericNotEquals"),
    NUMERIC_LESS("NumericLessThan", ""),
    NUMERIC_LESS_OR_EQUAL("NumericLessThanEquals", ""),
    NUMERIC_GREATER("NumericGreaterThan", ""),
    NUMERIC_GREATER_OR_EQUAL("NumericGreaterThanEquals", ""),
    DATE_EQUALS("DateEquals", "DateNotEquals"),
    DATE_LESS("DateLessThan", ""),
    DATE_LESS_OR_EQUAL("DateLessThanEquals", ""),
    DATE_GREATER("DateGreaterThan", ""),
    DATE_GREATER_OR_EQUAL("DateGreaterThanEquals", ""),
    BOOL("Bool", ""),
    BINARY_EQUALS("BinaryEquals", ""),
    IP_ADDRESS("IpAddress", "NotIpAddress"),
    ARN_EQUALS("ArnEquals", "ArnNotEquals"),
    ARN_LIKE("ArnLike", "ArnNotLike");

    private final String positive;
    private final String negative;

    Operator(String positive, String negative) {
        this.positive = positive;
        this.negative = negative;
    }

    /// The operator of a name, and whether the name negates it.
    static Optional<Named> named(String name) {
        for (Operator operator : values()) {
            if (operator.positive.equalsIgnoreCase(name)) {
                return Optional.of(new Named(operator, false));
            }
            if (!operator.negative.isEmpty() && operator.negative.equalsIgnoreCase(name)) {
                return Optional.of(new Named(operator, true));
            }
        }
        return Optional.empty();
    }

    record Named(Operator operator, boolean isNegated) {}

    boolean matches(Pattern wanted, String value, Context context) {
        return switch (this) {
            case STRING_LIKE -> wanted.matches(value, context, false);
            case ARN_EQUALS, ARN_LIKE -> value.startsWith("arn:") && wanted.matches(value, context, false);
            case STRING_EQUALS,
                    STRING_EQUALS_IGNORE_CASE,
                    NUMERIC_EQUALS,
                    NUMERIC_LESS,
                    NUMERIC_LESS_OR_EQUAL,
                    NUMERIC_GREATER,
                    NUMERIC_GREATER_OR_EQUAL,
                    DATE_EQUALS,
                    DATE_LESS,
                    DATE_LESS_OR_EQUAL,
                    DATE_GREATER,
                    DATE_GREATER_OR_EQUAL,
                    BOOL,
                    BINARY_EQUALS,
                    IP_ADDRESS ->
                wanted.resolved(context).filter(text -> compares(text, value)).isPresent();
        };
    }

    private boolean compares(String wanted, String value) {
        return switch (this) {
            case STRING_EQUALS -> value.equals(wanted);
            case STRING_EQUALS_IGNORE_CASE, BOOL -> value.equalsIgnoreCase(wanted);
            case NUMERIC_EQUALS -> isOrder(number(value), number(wanted), 0, 0);
            case NUMERIC_LESS -> isOrder(number(value), number(wanted), -1, -1);
            case NUMERIC_LESS_OR_EQUAL -> isOrder(number(value), number(wanted), -1, 0);
            case NUMERIC_GREATER -> isOrder(number(value), number(wanted), 1, 1);
            case NUMERIC_GREATER_OR_EQUAL -> isOrder(number(value), number(wanted), 0, 1);
            case DATE_EQUALS -> isOrder(date(value), date(wanted), 0, 0);
            case DATE_LESS -> isOrder(date(value), date(wanted), -1, -1);
            case DATE_LESS_OR_EQUAL -> isOrder(date(value), date(wanted), -1, 0);
            case DATE_GREATER -> isOrder(date(value), date(wanted), 1, 1);
            case DATE_GREATER_OR_EQUAL -> isOrder(date(value), date(wanted), 0, 1);
            case BINARY_EQUALS ->
                bytes(wanted).isPresent()
                        && Arrays.equals(bytes(wanted).get(), bytes(value).orElse(null));
            case IP_ADDRESS -> isInNetwork(wanted, value);
            case STRING_LIKE, ARN_EQUALS, ARN_LIKE -> throw new IllegalStateException("Wildcards are matched above.");
        };
    }

    private static <T extends Comparable<? super T>> boolean isOrder(
            Optional<T> value, Optional<T> wanted, int least, int most) {
        if (value.isEmpty() || wanted.isEmpty()) {
            return false;
        }
        int order = Integer.signum(value.get().compareTo(wanted.get()));
        return order >= least && order <= most;
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// An ISO 8601 date, or the seconds since 1970.
    private static Optional<Instant> date(String text) {
        try {
            if (!text.isEmpty() && text.chars().allMatch(Character::isDigit) && text.length() > 4) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isInNetwork(String network, String address) {
        int slash = network.indexOf('/');
        try {
            byte[] base = InetAddress.ofLiteral(slash < 0 ? network : network.substring(0, slash))
                    .getAddress();
            byte[] other = InetAddress.ofLiteral(address).getAddress();
            int bits = slash < 0 ? base.length * 8 : Integer.parseInt(network.substring(slash + 1));
            if (base.length != other.length || bits < 0 || bits > base.length * 8) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> i % 8;
                if ((base[i / 8] & mask) != (other[i / 8] & mask)) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            // Not an address, such as the name of a service: in no network.
            return false;
        }
    }
}
