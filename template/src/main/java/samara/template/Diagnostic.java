package samara.template;

import java.util.Optional;

/// Something about what the user wrote: what, where, and what to do.
///
/// @param code a stable name of the rule, such as `unknown-property`
/// @param message a sentence with a full stop, names in backticks
/// @param span the offending name or value
/// @param resourceId the logical id of the resource it is about, if it is about one
/// @param eventId the name of the event source of that resource, if it is about one
/// @param hint what to do about it, a sentence
public record Diagnostic(
        String code,
        Severity severity,
        String message,
        Span span,
        Optional<String> resourceId,
        Optional<String> eventId,
        Optional<String> hint) {

    /// An error about something that belongs to no resource.
    public static Diagnostic error(String code, String message, Span span) {
        return new Diagnostic(
                code, Severity.ERROR, message, span, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// A warning about something that belongs to no resource.
    public static Diagnostic warning(String code, String message, Span span) {
        return new Diagnostic(
                code, Severity.WARNING, message, span, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Something good to know about what belongs to no resource.
    public static Diagnostic info(String code, String message, Span span) {
        return new Diagnostic(code, Severity.INFO, message, span, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The same, about this resource.
    public Diagnostic inResource(String id) {
        return new Diagnostic(code, severity, message, span, Optional.of(id), eventId, hint);
    }

    /// The same, about this event source.
    public Diagnostic inEvent(String id) {
        return new Diagnostic(code, severity, message, span, resourceId, Optional.of(id), hint);
    }

    /// The same, with a hint.
    public Diagnostic hint(String text) {
        return new Diagnostic(code, severity, message, span, resourceId, eventId, Optional.of(text));
    }

    /// Whether it stops the command.
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
