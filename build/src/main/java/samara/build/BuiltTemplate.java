package samara.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.StringNode;

/// The template of a build: the same as the source's, but for the places of code, and for relative paths, which start
/// from the build's folder.
public final class BuiltTemplate {
    /// The properties that may name a local file or folder, by resource type: what `sam package` uploads.
    private static final Map<String, List<String>> LOCAL_PATHS = localPaths();

    private BuiltTemplate() {}

    /// Rewrites the template.
    ///
    /// @param from the folder that its relative paths start from
    /// @param to the folder of the new template
    public static ObjectNode of(ObjectNode template, Path from, Path to, List<SamBuild.Built> built) {
        Map<String, SamBuild.Built> byId = new LinkedHashMap<>();
        built.forEach(one -> byId.put(one.artifact().logicalId(), one));
        Optional<ObjectNode> resources = template.object("Resources");
        if (resources.isEmpty()) {
            return template;
        }
        ObjectNode.Builder rewritten = resources.get().toBuilder();
        resources
                .get()
                .forEach((logicalId, node) -> node.asObject().ifPresent(resource -> {
                    ObjectNode properties = resource.object("Properties").orElse(ObjectNode.empty(resource.span()));
                    SamBuild.Built one = byId.get(logicalId);
                    ObjectNode next = one == null
                            ? relocated(resource.string("Type").orElse(""), properties, from, to)
                            : properties.with(one.artifact().codeProperty(), place(one, to));
                    if (!next.equals(properties)) {
                        rewritten.put(logicalId, resource.with("Properties", next));
                    }
                }));
        return IncludedFiles.moved(
                template.with("Resources", rewritten.build()), location -> relocated(location, from, to));
    }

    private static Optional<StringNode> relocated(StringNode path, Path from, Path to) {
        Path file = from.resolve(path.value()).normalize();
        return Files.exists(file)
                ? Optional.of(new StringNode(to.relativize(file).toString(), path.span()))
                : Optional.empty();
    }

    private static Node place(SamBuild.Built one, Path to) {
        Artifact artifact = one.artifact();
        if (artifact.kind() != Artifact.Kind.IMAGE) {
            return new StringNode(to.relativize(one.folder()).toString(), artifact.span());
        }
        Node uri = new StringNode(ImageArtifact.name(artifact), artifact.span());
        return artifact.codeProperty().equals("Code")
                ? ObjectNode.builder(artifact.span()).put("ImageUri", uri).build()
                : uri;
    }

    private static ObjectNode relocated(String type, ObjectNode properties, Path from, Path to) {
        ObjectNode next = properties;
        for (String name : LOCAL_PATHS.getOrDefault(type, List.of())) {
            Optional<Node> value = properties.get(name);
            Optional<String> text = value.flatMap(Node::asString);
            if (text.isPresent() && Files.exists(from.resolve(text.get()))) {
                String path =
                        to.relativize(from.resolve(text.get()).normalize()).toString();
                next = next.with(name, new StringNode(path, value.get().span()));
            }
        }
        return next;
    }

    private static Map<String, List<String>> localPaths() {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        paths.put("AWS::Serverless::Function", List.of("CodeUri", "ImageUri"));
        paths.put("AWS::Lambda::Function", List.of("Code"));
        paths.put("AWS::Serverless::LayerVersion", List.of("ContentUri"));
        paths.put("AWS::Lambda::LayerVersion", List.of("Content"));
        paths.put("AWS::Serverless::Api", List.of("DefinitionUri"));
        paths.put("AWS::Serverless::HttpApi", List.of("DefinitionUri"));
        paths.put("AWS::Serverless::StateMachine", List.of("DefinitionUri"));
        paths.put("AWS::Serverless::Application", List.of("Location"));
        paths.put("AWS::CloudFormation::Stack", List.of("TemplateURL"));
        paths.put("AWS::ApiGateway::RestApi", List.of("BodyS3Location"));
        return paths;
    }

    /// The properties of a resource type that may name a local file or folder.
    public static List<String> localPathsOf(String type) {
        return LOCAL_PATHS.getOrDefault(type, List.of());
    }
}
