package samara.cli.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cli.lint.Lint;
import samara.cli.terminal.Terminal;
import samara.template.Diagnostic;
import samara.template.DiagnosticPrinter;
import samara.template.JsonWriter;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Severity;
import samara.template.Span;

/// How diagnostics are shown: with their source lines to people, as JSON to scripts.
final class Diagnosis {
    private static final Span HERE = Span.outside("samara");

    private Diagnosis() {}

    /// Prints them all; errors and warnings alike go to standard error.
    ///
    /// @param sources the text of each file by the name that spans carry
    static void print(Terminal terminal, Map<String, String> sources, List<Diagnostic> diagnostics) {
        var printer = new DiagnosticPrinter(file -> Optional.ofNullable(sources.get(file)), terminal.isColoured());
        for (Diagnostic diagnostic : diagnostics) {
            terminal.note(printer.print(withRule(diagnostic)).stripTrailing());
        }
    }

    /// What a rule of the lint found, with the rule's id, by which it is looked up and silenced.
    private static Diagnostic withRule(Diagnostic diagnostic) {
        if (!Lint.isRule(diagnostic.code())) {
            return diagnostic;
        }
        return new Diagnostic(
                diagnostic.code(),
                diagnostic.severity(),
                diagnostic.message() + " [" + diagnostic.code() + "]",
                diagnostic.span(),
                diagnostic.resourceId(),
                diagnostic.eventId(),
                diagnostic.hint());
    }

    /// `{"status": "ok"|"error", "errors": […], "warnings": […]}`, and `information` where there is some.
    static String json(boolean valid, List<Diagnostic> diagnostics) {
        ObjectNode.Builder answer = ObjectNode.builder(HERE).put("status", valid ? "ok" : "error");
        answer.put(
                "errors", list(diagnostics.stream().filter(Diagnostic::isError).toList()));
        answer.put(
                "warnings",
                list(diagnostics.stream()
                        .filter(diagnostic -> diagnostic.severity() == Severity.WARNING)
                        .toList()));
        List<Diagnostic> information = diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.INFO)
                .toList();
        if (!information.isEmpty()) {
            answer.put("information", list(information));
        }
        return JsonWriter.indented(answer.build());
    }

    static Node list(List<Diagnostic> diagnostics) {
        return new ListNode(
                diagnostics.stream().<Node>map(DiagnosticPrinter::json).toList(), HERE);
    }
}
