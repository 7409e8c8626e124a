package samara.cli.project;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import samara.cli.lint.Circle;
import samara.template.Dependencies;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.ResourceDeclaration;
import samara.template.StringNode;
import samara.template.Suggestion;
import samara.template.Template;

/// Finds references to what a template does not have, and resources that need each other in a circle.
final class ReferenceCheck {
    private final Template template;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private ReferenceCheck(Template template) {
        this.template = template;
    }

    /// Checks a template of CloudFormation, such as one that the SAM transform made.
    static List<Diagnostic> of(ObjectNode transformed) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        var check = new ReferenceCheck(Template.of(transformed, diagnostics));
        check.run();
        diagnostics.addAll(check.diagnostics);
        return new ArrayList<>(new LinkedHashSet<>(diagnostics));
    }

    /// The outline of such a template alone: what the lint's rules don't look at.
    static List<Diagnostic> structure(ObjectNode transformed) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Template.of(transformed, diagnostics);
        return diagnostics;
    }

    private void run() {
        Set<String> resources = template.resources().keySet();
        for (ResourceDeclaration resource : template.resources().values()) {
            references(resource.properties(), resource.logicalId());
            for (StringNode needed : resource.dependsOn()) {
                if (!resources.contains(needed.value())) {
                    add(
                            Diagnostic.error(
                                            "unknown-reference",
                                            "`DependsOn` names `" + needed.value() + "`, which is no resource.",
                                            needed.span())
                                    .inResource(resource.logicalId()),
                            needed.value(),
                            resources);
                }
            }
            resource.condition().ifPresent(this::condition);
        }
        template.outputs().values().forEach(output -> {
            references(output.value(), "");
            output.condition().ifPresent(this::condition);
        });
        for (Circle circle : Circle.in(template)) {
            ResourceDeclaration shown = circle.shownAt();
            diagnostics.add(circle.hint(Diagnostic.error(
                            "circular-dependency",
                            "These resources need each other in a circle: " + circle.path() + ".",
                            shown.span())
                    .inResource(shown.logicalId())));
        }
    }

    private void references(Node node, String logicalId) {
        Set<String> known = new LinkedHashSet<>(template.parameters().keySet());
        known.addAll(template.resources().keySet());
        for (Dependencies.Reference reference : Dependencies.of(node, Map.of())) {
            if (!known.contains(reference.logicalId())) {
                var diagnostic = Diagnostic.error(
                        "unknown-reference",
                        "`" + reference.logicalId() + "` is neither a parameter nor a resource of this template.",
                        reference.span());
                add(logicalId.isEmpty() ? diagnostic : diagnostic.inResource(logicalId), reference.logicalId(), known);
            }
        }
    }

    private void condition(StringNode name) {
        Set<String> known = template.conditions().names();
        if (!known.contains(name.value())) {
            add(
                    Diagnostic.error(
                            "unknown-condition", "The template has no condition `" + name.value() + "`.", name.span()),
                    name.value(),
                    known);
        }
    }

    private void add(Diagnostic diagnostic, String written, Set<String> known) {
        diagnostics.add(Suggestion.of(written, known).hint(diagnostic));
    }
}
