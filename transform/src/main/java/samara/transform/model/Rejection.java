package samara.transform.model;

import java.util.List;
import samara.template.Diagnostic;
import samara.template.Span;
import samara.transform.draft.Draft;

/// A rule refuses what the user wrote. It ends the transform of one resource (or of the template where it says so); the
/// transform collects the diagnostics and goes on with the next one.
public final class Rejection extends RuntimeException {
    private final transient List<Diagnostic> diagnostics;

    /// Refuses for these reasons.
    public Rejection(List<Diagnostic> diagnostics) {
        super(diagnostics.getFirst().message(), null, false, false);
        this.diagnostics = List.copyOf(diagnostics);
    }

    /// Refuses something that belongs to no resource.
    public static Rejection of(Draft at, String code, String message) {
        return at(at.span(), code, message);
    }

    /// Refuses something that belongs to no resource.
    public static Rejection at(Span span, String code, String message) {
        return new Rejection(List.of(Diagnostic.error(code, message, span)));
    }

    /// Why.
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /// The same, about this resource unless it says about which.
    public Rejection inResource(String id) {
        return new Rejection(diagnostics.stream()
                .map(diagnostic -> diagnostic.resourceId().isPresent() ? diagnostic : diagnostic.inResource(id))
                .toList());
    }

    /// The same, about this event source unless it says about which.
    public Rejection inEvent(String id) {
        return new Rejection(diagnostics.stream()
                .map(diagnostic -> diagnostic.eventId().isPresent() ? diagnostic : diagnostic.inEvent(id))
                .toList());
    }

    /// The same, with a hint.
    public Rejection hint(String text) {
        return new Rejection(diagnostics.stream()
                .map(diagnostic -> diagnostic.hint().isPresent() ? diagnostic : diagnostic.hint(text))
                .toList());
    }

    /// The same, with a place where it has none.
    public Rejection placedAt(Span span) {
        return new Rejection(diagnostics.stream()
                .map(diagnostic -> diagnostic.span().isLocated()
                        ? diagnostic
                        : new Diagnostic(
                                diagnostic.code(),
                                diagnostic.severity(),
                                diagnostic.message(),
                                span,
                                diagnostic.resourceId(),
                                diagnostic.eventId(),
                                diagnostic.hint()))
                .toList());
    }
}
