package samara.cli.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.template.Diagnostic;
import samara.template.Span;

/// Collects what one rule finds.
final class Findings {
    private final Rule.About about;
    private final List<Diagnostic> found = new ArrayList<>();

    Findings(Rule.About about) {
        this.about = about;
    }

    /// A finding of the rule that [#add] takes, perhaps with a resource and a hint by then.
    Diagnostic at(Span span, String message) {
        return new Diagnostic(
                about.id(), about.severity(), message, span, Optional.empty(), Optional.empty(), Optional.empty());
    }

    void add(Diagnostic finding) {
        found.add(finding);
    }

    List<Diagnostic> all() {
        return found;
    }
}
