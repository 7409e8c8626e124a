package samara.cli.lint;

import samara.template.Node;
import samara.template.ParameterDeclaration;

/// Secrets with a default.
final class PlainSecrets implements Rule {
    @Override
    public About about() {
        return About.warning(
                "S4007",
                "A parameter that is kept secret has a default",
                "`NoEcho` hides a parameter's value; a default stands in the template for everybody to read. Give the value "
                        + "at deployment, or refer to Secrets Manager: `{{resolve:secretsmanager:name}}`.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        for (ParameterDeclaration parameter : subject.written().parameters().values()) {
            if (parameter.isNoEcho()
                    && parameter.defaultValue().filter(text -> !text.isEmpty()).isPresent()) {
                findings.add(findings.at(
                        subject.written()
                                .root()
                                .object("Parameters")
                                .flatMap(all -> all.object(parameter.name()))
                                .flatMap(one -> one.get("Default"))
                                .map(Node::span)
                                .orElse(parameter.span()),
                        "The secret parameter `" + parameter.name() + "` has a default."));
            }
        }
    }
}
