package samara.cli.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.build.Artifacts;
import samara.cli.command.Invocation;
import samara.cli.lint.Lint;
import samara.cli.lint.Subject;
import samara.cloud.Catalogue;
import samara.template.Diagnostic;
import samara.template.ObjectNode;

/// All that is wrong with a template: its text, its SAM resources, its references, its handlers' files.
record Validation(String name, Map<String, String> sources, List<Diagnostic> diagnostics) {

    /// @param isLinted whether the lint's rules look at it, too
    static Validation of(Invocation invocation, Map<String, String> parameters, boolean isLinted) {
        SourceTemplate template = SourceTemplate.load(invocation, false);
        List<Diagnostic> diagnostics = new ArrayList<>(template.diagnostics());
        boolean readable = template.tree().isPresent() && diagnostics.stream().noneMatch(Diagnostic::isError);
        if (readable) {
            Optional<ObjectNode> made = transformed(template, parameters, invocation.region(), diagnostics);
            if (isLinted) {
                made.ifPresent(tree -> diagnostics.addAll(ReferenceCheck.structure(tree)));
                String region = invocation.region().orElse("us-east-1");
                try (var catalogue = new Catalogue(template.folder())) {
                    diagnostics.addAll(Lint.findings(Subject.of(template.root(), made, parameters, region)
                            .forCloud(catalogue.handlers())));
                }
            } else {
                made.ifPresent(tree -> diagnostics.addAll(ReferenceCheck.of(tree)));
                diagnostics.addAll(
                        Lint.withoutStack(Subject.of(template.root(), Optional.empty(), parameters, "us-east-1")));
            }
            diagnostics.addAll(Artifacts.of(template.root(), template.folder(), node -> node)
                    .diagnostics());
        }
        return new Validation(template.name(), new LinkedHashMap<>(template.sources()), diagnostics);
    }

    static Optional<ObjectNode> transformed(
            SourceTemplate template,
            Map<String, String> parameters,
            Optional<String> region,
            List<Diagnostic> diagnostics) {
        return Transformation.of(
                template.root(), new Transformation.Settings(parameters, region, template.snippets()), diagnostics);
    }
}
