package samara.cli.lint;

import samara.template.Node;
import samara.template.NullNode;
import samara.template.ObjectNode;

/// Outputs without a value, or with one that is no text.
final class OutputValues implements Rule {
    @Override
    public About about() {
        return About.error(
                "S4005",
                "An output has no value, or one that is no text",
                "An output needs a `Value`: a text, a number, or a function that gives one.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        subject.written()
                .root()
                .object("Outputs")
                .ifPresent(outputs -> outputs.members().forEach((name, member) -> {
                    if (member.value() instanceof ObjectNode output && !name.startsWith("Fn::")) {
                        Node value = output.get("Value").orElse(new NullNode(member.nameSpan()));
                        boolean isPlain = value instanceof ObjectNode object
                                && object.names().stream()
                                        .noneMatch(key -> key.equals("Ref") || key.startsWith("Fn::"));
                        if (value instanceof NullNode) {
                            findings.add(findings.at(member.nameSpan(), "The output `" + name + "` has no `Value`."));
                        } else if (isPlain || value.asList().isPresent()) {
                            findings.add(findings.at(
                                    value.span(),
                                    "The `Value` of the output `" + name + "` must be a text, not a " + value.kind()
                                            + "."));
                        }
                    }
                }));
    }
}
