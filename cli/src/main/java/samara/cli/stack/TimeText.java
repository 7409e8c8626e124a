package samara.cli.stack;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cli.args.UsageException;

/// Times as people write them: `5mins ago`, `2 hours ago`, `yesterday`, `now`, or ISO 8601, in UTC where no zone is
/// named.
final class TimeText {
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})\\s*([a-z]+)\\s+ago");

    private TimeText() {}

    /// The time that is meant.
    ///
    /// @throws UsageException naming the option if it can't be told
    static Instant parse(String option, String text, Instant now) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (lower.equals("now")) {
            return now;
        }
        if (lower.equals("yesterday")) {
            return now.minus(Duration.ofDays(1));
        }
        Matcher ago = AGO.matcher(lower);
        if (ago.matches()) {
            return now.minus(unit(option, ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
        }
        String iso = text.strip().replace(' ', 'T');
        try {
            if (iso.length() == 10) {
                return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            boolean zoned = iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$");
            return zoned
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new UsageException("Unable to parse the time provided for '" + option + "': " + text
                    + ". Write it like '5mins ago', 'yesterday' or '2026-01-31T12:00:00Z'.");
        }
    }

    private static Duration unit(String option, String name) {
        return switch (name) {
            case "s", "sec", "secs", "second", "seconds" -> Duration.ofSeconds(1);
            case "m", "min", "mins", "minute", "minutes" -> Duration.ofMinutes(1);
            case "h", "hour", "hours" -> Duration.ofHours(1);
            case "d", "day", "days" -> Duration.ofDays(1);
            case "w", "week", "weeks" -> Duration.ofDays(7);
            default -> throw new UsageException("'" + name + "' in '" + option + "' is no unit of time.");
        };
    }
}
