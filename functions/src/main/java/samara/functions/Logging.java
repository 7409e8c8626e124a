package samara.functions;

/// How a function's log is written, its
/// [LoggingConfig](https://docs.aws.amazon.com/lambda/latest/api/API_LoggingConfig.html).
///
/// @param applicationLevel the least level of the function's own events: `TRACE`, `DEBUG`, `INFO`, `WARN`, `ERROR` or
///     `FATAL`; has a meaning in JSON only
/// @param systemLevel the least level of the platform's events: `DEBUG`, `INFO` or `WARN`; has a meaning in JSON only
public record Logging(Format format, String applicationLevel, String systemLevel) {
    /// What functions have that say nothing.
    public static final Logging TEXT = new Logging(Format.TEXT, "INFO", "INFO");

    /// `LogFormat`.
    public enum Format {
        TEXT,
        JSON
    }
}
