package samara.cloud.lambda;

import java.util.List;
import java.util.Optional;
import samara.functions.Logging;
import samara.wire.lambda.LoggingConfig;

/// `LoggingConfig`.
///
/// @param group where it is not the function's own
/// @param applicationLevel empty in plain text, which has no levels
record LogSettings(
        Optional<String> group,
        Logging.Format format,
        Optional<String> applicationLevel,
        Optional<String> systemLevel) {
    private static final String LEVEL = "INFO";
    private static final List<String> APPLICATION_LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
    private static final List<String> SYSTEM_LEVELS = List.of("DEBUG", "INFO", "WARN");

    static final LogSettings PLAIN =
            new LogSettings(Optional.empty(), Logging.Format.TEXT, Optional.empty(), Optional.empty());

    /// What a request asks for, the rest as before.
    LogSettings changed(Optional<LoggingConfig> asked) {
        if (asked.isEmpty()) {
            return this;
        }
        LoggingConfig config = asked.get();
        Logging.Format next = config.logFormat().map(LogSettings::format).orElse(format);
        Optional<String> newGroup = config.logGroup().or(() -> group);
        if (next == Logging.Format.TEXT) {
            if (config.applicationLogLevel().isPresent()
                    || config.systemLogLevel().isPresent()) {
                throw LambdaErrors.invalid("Log levels (`ApplicationLogLevel`, `SystemLogLevel`) need the log format "
                        + "JSON (`LogFormat`).");
            }
            return new LogSettings(newGroup, next, Optional.empty(), Optional.empty());
        }
        return new LogSettings(
                newGroup,
                next,
                Optional.of(level(config.applicationLogLevel().or(() -> applicationLevel), APPLICATION_LEVELS)),
                Optional.of(level(config.systemLogLevel().or(() -> systemLevel), SYSTEM_LEVELS)));
    }

    Logging engine() {
        return new Logging(format, applicationLevel.orElse(LEVEL), systemLevel.orElse(LEVEL));
    }

    LoggingConfig shown(String logGroup) {
        return LoggingConfig.builder()
                .logFormat(format == Logging.Format.JSON ? "JSON" : "Text")
                .applicationLogLevel(applicationLevel.orElse(null))
                .systemLogLevel(systemLevel.orElse(null))
                .logGroup(logGroup)
                .build();
    }

    private static String level(Optional<String> asked, List<String> known) {
        String level = asked.orElse(LEVEL);
        if (!known.contains(level)) {
            throw LambdaErrors.invalid(
                    "`" + level + "` is not one of the log levels " + String.join(", ", known) + ".");
        }
        return level;
    }

    private static Logging.Format format(String text) {
        return switch (text) {
            case "Text" -> Logging.Format.TEXT;
            case "JSON" -> Logging.Format.JSON;
            default -> throw LambdaErrors.invalid("`LogFormat` is `Text` or `JSON`, not `" + text + "`.");
        };
    }
}
