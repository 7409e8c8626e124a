package samara.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text of an `Fn::Sub`, in parts: `arn:${AWS::Partition}:${!x}` is text, a variable, text.
///
/// @param problem what CloudFormation refuses about the text, if anything
public record SubText(List<Part> parts, Optional<String> problem) {

    public SubText {
        parts = List.copyOf(parts);
    }

    /// A piece of the text.
    public sealed interface Part {
        /// Goes out as it is.
        record Literal(String text) implements Part {}

        /// `${name}`: a parameter, a logical id, `id.attribute` or a variable of the function's own map.
        record Variable(String name) implements Part {}
    }

    /// Takes a text apart.
    public static SubText parse(String text) {
        var parts = new ArrayList<Part>();
        var literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf("${", at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            literal.append(text, at, open);
            String name = text.substring(open + 2, close);
            at = close + 1;
            if (name.startsWith("!")) {
                literal.append("${").append(name, 1, name.length()).append('}');
                continue;
            }
            if (!name.strip().matches("[A-Za-z0-9_.:]+")) {
                return new SubText(
                        List.of(),
                        Optional.of("`${" + name
                                + "}` is no variable: its name must consist of letters, digits, `_`, `.` and `:`."));
            }
            if (!literal.isEmpty()) {
                parts.add(new Part.Literal(literal.toString()));
                literal.setLength(0);
            }
            parts.add(new Part.Variable(name.strip()));
        }
        literal.append(text, at, text.length());
        if (!literal.isEmpty()) {
            parts.add(new Part.Literal(literal.toString()));
        }
        return new SubText(parts, Optional.empty());
    }

    /// The names of the variables, in order, each as often as it is used.
    public List<String> variables() {
        return parts.stream()
                .filter(Part.Variable.class::isInstance)
                .map(part -> ((Part.Variable) part).name())
                .toList();
    }
}
