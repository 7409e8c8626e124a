package samara.cli.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import samara.template.Diagnostic;
import samara.template.JsonWriter;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import samara.template.Severity;
import samara.template.Span;
import samara.template.StringNode;

/// Findings as SARIF 2.1.0, for code scanning and editors. See
/// <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.
public final class Sarif {
    private static final Span HERE = Span.outside("samara");
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private Sarif() {}

    /// The document of one run.
    public static String of(List<Diagnostic> diagnostics) {
        Map<String, ObjectNode> rules = rules(diagnostics);
        List<String> ids = List.copyOf(rules.keySet());
        ObjectNode driver = ObjectNode.builder(HERE)
                .put("name", "samara")
                .put("rules", list(List.copyOf(rules.values())))
                .build();
        ObjectNode run = ObjectNode.builder(HERE)
                .put("tool", ObjectNode.of("driver", driver))
                .put("columnKind", "unicodeCodePoints")
                .put(
                        "results",
                        list(diagnostics.stream()
                                .<Node>map(diagnostic -> result(diagnostic, ids.indexOf(diagnostic.code())))
                                .toList()))
                .build();
        return JsonWriter.indented(ObjectNode.builder(HERE)
                .put("$schema", SCHEMA)
                .put("version", "2.1.0")
                .put("runs", list(List.of(run)))
                .build());
    }

    /// All rules of the lint, and the codes of other diagnostics that there are.
    private static Map<String, ObjectNode> rules(List<Diagnostic> diagnostics) {
        Map<String, ObjectNode> rules = new LinkedHashMap<>();
        for (Rule rule : Rules.ALL) {
            Rule.About about = rule.about();
            rules.put(about.id(), rule(about.id(), about.title(), about.help(), about.severity()));
        }
        for (Diagnostic diagnostic : diagnostics) {
            String title = diagnostic.code().replace('-', ' ');
            rules.putIfAbsent(
                    diagnostic.code(),
                    rule(
                            diagnostic.code(),
                            Character.toUpperCase(title.charAt(0)) + title.substring(1),
                            "Found while the template was read and transformed; the message says what to do.",
                            diagnostic.severity()));
        }
        return rules;
    }

    private static ObjectNode rule(String id, String title, String help, Severity severity) {
        return ObjectNode.builder(HERE)
                .put("id", id)
                .put("shortDescription", text(title + "."))
                .put("fullDescription", text(help))
                .put("help", text(help))
                .put("defaultConfiguration", ObjectNode.of("level", new StringNode(level(severity), HERE)))
                .build();
    }

    private static ObjectNode result(Diagnostic diagnostic, int ruleIndex) {
        String message =
                diagnostic.message() + diagnostic.hint().map(hint -> " " + hint).orElse("");
        ObjectNode.Builder physical = ObjectNode.builder(HERE)
                .put(
                        "artifactLocation",
                        ObjectNode.of(
                                "uri", new StringNode(uri(diagnostic.span().file()), HERE)));
        if (diagnostic.span().isLocated()) {
            physical.put("region", region(diagnostic.span()));
        }
        ObjectNode.Builder location = ObjectNode.builder(HERE).put("physicalLocation", physical.build());
        Optional<String> resource = diagnostic.resourceId();
        resource.ifPresent(id -> location.put(
                "logicalLocations",
                list(List.of(ObjectNode.builder(HERE)
                        .put("name", id)
                        .put("kind", "resource")
                        .build()))));
        return ObjectNode.builder(HERE)
                .put("ruleId", diagnostic.code())
                .put("ruleIndex", NumberNode.of(ruleIndex, HERE))
                .put("level", level(diagnostic.severity()))
                .put("message", text(message))
                .put("locations", list(List.of(location.build())))
                .build();
    }

    private static ObjectNode region(Span span) {
        boolean isRange =
                span.endLine() > span.line() || span.endLine() == span.line() && span.endColumn() > span.column();
        ObjectNode.Builder region = ObjectNode.builder(HERE)
                .put("startLine", NumberNode.of(span.line(), HERE))
                .put("startColumn", NumberNode.of(span.column(), HERE));
        if (isRange) {
            region.put("endLine", NumberNode.of(span.endLine(), HERE))
                    .put("endColumn", NumberNode.of(span.endColumn(), HERE));
        }
        return region.build();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    /// A file's name as a URI reference: relative to the working folder, or absolute.
    private static String uri(String file) {
        String path = file.replace('\\', '/');
        String encoded = path.codePoints()
                .mapToObj(character -> isPlain(character)
                        ? Character.toString(character)
                        : java.net.URLEncoder.encode(
                                        Character.toString(character), java.nio.charset.StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .collect(Collectors.joining());
        return path.startsWith("/") ? "file://" + encoded : encoded;
    }

    private static boolean isPlain(int character) {
        return character == '/'
                || character == '-'
                || character == '.'
                || character == '_'
                || character == '~'
                || Character.isLetterOrDigit(character) && character < 128;
    }

    private static ObjectNode text(String text) {
        return ObjectNode.of("text", new StringNode(text, HERE));
    }

    private static ListNode list(List<? extends Node> nodes) {
        return new ListNode(new ArrayList<>(nodes), HERE);
    }
}
