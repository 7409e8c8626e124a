package samara.transform.include;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import samara.template.Intrinsic;
import samara.template.Node;
import samara.template.SubText;

/// The `Location` of a snippet as a text: parameters are resolved in it, as CloudFormation does.
final class Location {
    private final Map<String, Node> values;

    /// @param values of parameters and pseudo parameters
    Location(Map<String, Node> values) {
        this.values = values;
    }

    /// The text; empty where it is none before a deployment.
    Optional<String> of(Node node) {
        Optional<String> text = node.asString();
        if (text.isPresent()) {
            return text;
        }
        Optional<Intrinsic> call = Intrinsic.of(node);
        return call.flatMap(found -> switch (found.name()) {
            case "Ref" -> found.argument().asString().flatMap(this::value);
            case "Fn::Sub" -> found.argument().asString().flatMap(this::substituted);
            default -> Optional.empty();
        });
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).flatMap(Node::asText);
    }

    private Optional<String> substituted(String text) {
        SubText parsed = SubText.parse(text);
        boolean isKnown = parsed.problem().isEmpty()
                && parsed.variables().stream().allMatch(name -> value(name).isPresent());
        return isKnown
                ? Optional.of(parsed.parts().stream()
                        .map(part -> switch (part) {
                            case SubText.Part.Literal literal -> literal.text();
                            case SubText.Part.Variable variable ->
                                value(variable.name()).orElse("");
                        })
                        .collect(Collectors.joining()))
                : Optional.empty();
    }
}
