package samara.cli.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;
import samara.template.Suggestion;
import samara.transform.LocalArtifacts;
import samara.transform.TransformOptions;
import samara.transform.TransformResult;
import samara.transform.Transforms;
import samara.transform.include.Snippets;

/// The SAM transform as the commands call it: on a source template, whose artifacts are still local.
final class Transformation {
    private static final String DEFAULT_REGION = "us-east-1";
    private static final List<String> SAM_TYPES = List.of(
            "AWS::Serverless::Api",
            "AWS::Serverless::Application",
            "AWS::Serverless::CapacityProvider",
            "AWS::Serverless::Connector",
            "AWS::Serverless::Function",
            "AWS::Serverless::GraphQLApi",
            "AWS::Serverless::HttpApi",
            "AWS::Serverless::LayerVersion",
            "AWS::Serverless::SimpleTable",
            "AWS::Serverless::StateMachine",
            "AWS::Serverless::WebSocketApi");

    private Transformation() {}

    /// What is known beside the template.
    ///
    /// @param parameters values of its parameters
    /// @param snippets where `AWS::Include` finds snippets
    record Settings(
            Map<String, String> parameters, Optional<String> region, Optional<String> partition, Snippets snippets) {

        Settings(Map<String, String> parameters, Optional<String> region, Snippets snippets) {
            this(parameters, region, Optional.empty(), snippets);
        }
    }

    /// The template as CloudFormation sees it.
    ///
    /// @param diagnostics collects errors and warnings; where there is an error, there is no template
    static Optional<ObjectNode> of(ObjectNode template, Settings settings, List<Diagnostic> diagnostics) {
        Map<String, Node> values = new LinkedHashMap<>();
        settings.parameters()
                .forEach((name, value) ->
                        values.put(name, new StringNode(value, Span.outside("--parameter-overrides"))));
        TransformOptions options = TransformOptions.of(settings.region().orElse(DEFAULT_REGION))
                .withParameters(values)
                .withApplications(LocalArtifacts.applications());
        TransformResult result = Transforms.ofSource(
                template, settings.partition().map(options::withPartition).orElse(options), settings.snippets());
        diagnostics.addAll(result.diagnostics());
        diagnostics.addAll(unknownTypes(template, diagnostics));
        return diagnostics.stream().anyMatch(Diagnostic::isError) ? Optional.empty() : result.template();
    }

    /// SAM's types are known, all of them: another one is a mistake wherever the template is deployed.
    private static List<Diagnostic> unknownTypes(ObjectNode root, List<Diagnostic> reported) {
        List<Diagnostic> unknown = new ArrayList<>();
        root.object("Resources")
                .ifPresent(resources -> resources.forEach((logicalId, node) -> {
                    Optional<Node> type = node.asObject().flatMap(resource -> resource.get("Type"));
                    Optional<String> name = type.flatMap(Node::asString)
                            .filter(text -> text.startsWith("AWS::Serverless::") && !SAM_TYPES.contains(text));
                    if (name.isPresent()
                            && reported.stream()
                                    .noneMatch(one -> one.resourceId().equals(Optional.of(logicalId)))) {
                        unknown.add(Suggestion.of(name.get(), SAM_TYPES)
                                .hintOrList(
                                        Diagnostic.error(
                                                        "unknown-resource-type",
                                                        "SAM has no resource type `" + name.get() + "`.",
                                                        type.get().span())
                                                .inResource(logicalId),
                                        "types of SAM",
                                        SAM_TYPES));
                    }
                }));
        return unknown;
    }
}
