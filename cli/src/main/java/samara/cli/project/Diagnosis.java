package samara.cli.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cli.terminal.Terminal;
import samara.template.Diagnostic;
import samara.template.DiagnosticPrinter;
import samara.template.JsonWriter;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;
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
            terminal.note(printer.print(diagnostic).stripTrailing());
        }
    }

    /// `{"status": "ok"|"error", "errors": […], "warnings": […]}`.
    static String json(boolean valid, List<Diagnostic> diagnostics) {
        ObjectNode.Builder answer = ObjectNode.builder(HERE).put("status", valid ? "ok" : "error");
        answer.put(
                "errors", list(diagnostics.stream().filter(Diagnostic::isError).toList()));
        answer.put(
                "warnings",
                list(diagnostics.stream()
                        .filter(diagnostic -> !diagnostic.isError())
                        .toList()));
        return JsonWriter.indented(answer.build());
    }

    static Node list(List<Diagnostic> diagnostics) {
        return new ListNode(
                diagnostics.stream().<Node>map(DiagnosticPrinter::json).toList(), HERE);
    }
}
