package samara.cli.lint;

import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import samara.cli.lint.spec.SpecifiedType;
import samara.template.Dependencies;
import samara.template.Node;
import samara.template.ResourceDeclaration;
import samara.template.Suggestion;
import samara.template.Template;

/// `Fn::GetAtt` of an attribute that the resource's type does not have.
final class UnknownAttributes implements Rule {
    @Override
    public About about() {
        return About.error(
                "S2002",
                "A resource type has no such attribute",
                "`Fn::GetAtt` takes the attributes that AWS documents for the type, which are fewer than its properties.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        subject.made().ifPresent(template -> {
            template.resources()
                    .values()
                    .forEach(resource -> check(resource.properties(), subject, template, findings));
            template.outputs().values().forEach(output -> check(output.value(), subject, template, findings));
        });
    }

    private static void check(Node node, Subject subject, Template template, Findings findings) {
        for (Dependencies.Reference reference : Dependencies.of(node, Map.of())) {
            ResourceDeclaration target = template.resources().get(reference.logicalId());
            if (target == null || reference.attribute().isEmpty() || isOpen(target.type())) {
                continue;
            }
            String attribute = reference.attribute().get();
            Optional<SpecifiedType> type = subject.specification().type(target.type());
            if (type.isPresent() && !has(type.get().attributes(), attribute)) {
                findings.add(Suggestion.of(attribute, type.get().attributes())
                        .hintOrList(
                                findings.at(
                                        reference.span(),
                                        "`" + target.type() + "`, which `" + target.logicalId()
                                                + "` is, has no attribute `" + attribute + "`."),
                                "attributes",
                                type.get().attributes()));
            }
        }
    }

    private static boolean has(SequencedSet<String> attributes, String name) {
        return attributes.contains(name)
                || attributes.stream().anyMatch(one -> name.startsWith(one + ".") || one.startsWith(name + "."));
    }

    /// A nested stack's outputs and a product's are their authors'.
    private static boolean isOpen(String type) {
        return Types.isOpen(type)
                || type.equals("AWS::CloudFormation::Stack")
                || type.equals("AWS::ServiceCatalog::CloudFormationProvisionedProduct");
    }
}
