package samara.template;

import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// Says in plain words what breaks YAML's syntax, and where.
final class YamlSyntax {
    private YamlSyntax() {}

    static Diagnostic explain(MarkedYamlEngineException broken, String file) {
        String problem = String.valueOf(broken.getProblem());
        Optional<Mark> context = broken.getContextMark();
        Span span = broken.getProblemMark()
                .or(() -> context)
                .map(mark -> span(mark, file))
                .orElse(new Span(file, 1, 1, 1, 1));
        String started = context.map(mark -> " It starts at line " + (mark.getLine() + 1) + ".")
                .orElse("");
        String inside = String.valueOf(broken.getContext());
        if (problem.contains("TAB") || problem.contains("'\\t'")) {
            return error("A tab stands where YAML takes spaces only.", span).hint("Indent by spaces.");
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return error("A `name: value` pair cannot stand here.", span)
                    .hint("Check the indentation, and quote a value that contains `: `.");
        }
        if (problem.contains("<block end>")) {
            return error("The indentation does not fit the block around it." + started, span)
                    .hint("Names of one block start in the same column, and a list's items all with `- `.");
        }
        if (problem.contains("could not find expected ':'")) {
            return error("The `:` after a name is missing." + started, span).hint("Write `name: value`.");
        }
        if (problem.contains("unexpected end of stream") || inside.contains("quoted scalar")) {
            return error("The quoted string does not end." + started, span).hint("Close it by the same quote.");
        }
        if (problem.contains("',' or ']'")) {
            return error("A `,` or the closing `]` of the list is missing." + started, span);
        }
        if (problem.contains("',' or '}'")) {
            return error("A `,` or the closing `}` of the object is missing." + started, span);
        }
        if (problem.contains("cannot start any token")) {
            return error("A value cannot start with this character.", span).hint("Quote the value.");
        }
        return error(sentence(inside.equals("null") ? problem : inside + ", " + problem), span);
    }

    static String sentence(String text) {
        String line = text.lines().findFirst().orElse("This is no YAML").strip();
        String start = line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
        return start.endsWith(".") ? start : start + ".";
    }

    private static Diagnostic error(String message, Span span) {
        return Diagnostic.error("yaml-syntax", message, span);
    }

    private static Span span(Mark mark, String file) {
        int line = mark.getLine() + 1;
        int column = mark.getColumn() + 1;
        return new Span(file, line, column, line, column + 1);
    }
}
