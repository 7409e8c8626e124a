package samara.cli.lint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.resource.ResourceHandler;
import samara.cloud.resource.ResourceHandlers;
import samara.cloud.resource.Unknown;
import samara.template.Diagnostic;
import samara.template.Evaluator;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.ParameterValues;
import samara.template.PseudoParameters;
import samara.template.References;
import samara.template.ResourceDeclaration;
import samara.template.Span;
import samara.template.Template;

/// What the embedded cloud says of a template's resources, as it would when a change set is made: references and
/// parameters without a value fit everywhere.
final class EmbeddedTypes {
    private final ResourceHandlers handlers;

    EmbeddedTypes(ResourceHandlers handlers) {
        this.handlers = handlers;
    }

    Optional<ResourceHandler<?, ?>> find(String type) {
        return handlers.find(type);
    }

    /// What it refuses about resources of types that it has.
    List<Diagnostic> refusals(Subject subject) {
        Optional<Template> made = subject.made();
        return made.map(template -> {
                    Evaluator evaluator = evaluator(subject, template);
                    return template.resources().values().stream()
                            .flatMap(resource -> refusals(resource, evaluator).stream())
                            .toList();
                })
                .orElse(List.of());
    }

    private List<Diagnostic> refusals(ResourceDeclaration resource, Evaluator evaluator) {
        Optional<ResourceHandler<?, ?>> handler = handlers.find(resource.type());
        if (handler.isEmpty()) {
            return List.of();
        }
        Evaluator.Evaluated evaluated = evaluator.evaluate(resource.properties());
        if (!evaluated.isValid()) {
            return List.of();
        }
        ObjectNode properties = evaluated.value().flatMap(Node::asObject).orElse(ObjectNode.empty(resource.span()));
        return handler.get().check(resource.logicalId(), properties);
    }

    private static Evaluator evaluator(Subject subject, Template template) {
        Map<String, Node> known = new java.util.LinkedHashMap<>();
        template.parameters().values().forEach(parameter -> known.put(parameter.name(), Unknown.at(parameter.span())));
        known.putAll(ParameterValues.resolve(
                        template.parameters(),
                        subject.parameters(),
                        name -> Optional.empty(),
                        Span.outside("--parameter-overrides"))
                .values());
        var pseudo = new PseudoParameters("123456789012", subject.region(), "stack", "stack", List.of());
        return new Evaluator(template, known, pseudo, new NothingKnown(template));
    }

    /// References to resources that do not exist yet.
    private record NothingKnown(Template template) implements References {
        @Override
        public Optional<Node> ref(String logicalId) {
            return unknown();
        }

        @Override
        public Optional<Node> attribute(String logicalId, String attribute) {
            return unknown();
        }

        @Override
        public Optional<Node> export(String name) {
            return unknown();
        }

        @Override
        public Optional<String> dynamic(String service, String reference) {
            return Optional.of(Unknown.TEXT);
        }

        private Optional<Node> unknown() {
            return Optional.of(Unknown.at(template.root().span()));
        }
    }
}
