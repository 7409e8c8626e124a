package samara.cli.lint;

import samara.template.Node;
import samara.template.ParameterDeclaration;

/// Defaults that their own parameter refuses.
final class ParameterDefaults implements Rule {
    @Override
    public About about() {
        return About.error(
                "S4006",
                "A parameter's default is not allowed by the parameter",
                "CloudFormation refuses a default that is not among `AllowedValues`, does not match `AllowedPattern` or is "
                        + "outside the limits.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        for (ParameterDeclaration parameter : subject.written().parameters().values()) {
            parameter
                    .defaultValue()
                    .flatMap(parameter::refusal)
                    .ifPresent(refusal -> findings.add(findings.at(
                            subject.written()
                                    .root()
                                    .object("Parameters")
                                    .flatMap(all -> all.object(parameter.name()))
                                    .flatMap(one -> one.get("Default"))
                                    .map(Node::span)
                                    .orElse(parameter.span()),
                            refusal)));
        }
    }
}
