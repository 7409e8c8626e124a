package samara.wire.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import samara.wire.AwsException;

/// Moments as the protocols write them. To the millisecond, as AWS's services do.
final class Timestamps {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /// Seconds since the epoch, `1700000000.123`.
    static Instant ofEpoch(String seconds) {
        try {
            BigDecimal value = new BigDecimal(seconds);
            if (value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 1000)) > 0) {
                throw malformed(seconds);
            }
            return Instant.ofEpochMilli(
                    value.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact());
        } catch (NumberFormatException e) {
            throw malformed(seconds);
        }
    }

    /// A moment in a format of the model; one that begins otherwise is tried as what it looks like.
    static Instant parse(String text, String format) {
        try {
            if (format.equals("unixTimestamp") || !text.isEmpty() && text.matches("-?[0-9.]+([eE][+-]?[0-9]+)?")) {
                return ofEpoch(text);
            }
            if (!text.isEmpty() && Character.isLetter(text.charAt(0))) {
                return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            }
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw malformed(text);
        }
    }

    static String write(Instant moment, String format) {
        return switch (format) {
            case "rfc822" -> HTTP_DATE.format(moment);
            case "unixTimestamp" -> epoch(moment);
            default -> ISO.format(moment);
        };
    }

    static String epoch(Instant moment) {
        Instant rounded = moment.truncatedTo(ChronoUnit.MILLIS);
        return rounded.getNano() == 0
                ? Long.toString(rounded.getEpochSecond())
                : BigDecimal.valueOf(rounded.toEpochMilli(), 3).toPlainString();
    }

    private static AwsException malformed(String text) {
        return new AwsException("SerializationException", 400, "`" + text + "` is not a timestamp.");
    }
}
