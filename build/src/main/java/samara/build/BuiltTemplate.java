package samara.build;

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

    private static final String SOURCE_MAPS = "--enable-source-maps";

    private BuiltTemplate() {}

    /// Rewrites the template.
    ///
    /// @param from the folder that its relative paths start from
    /// @param to the folder of the new template
    public static ObjectNode of(ObjectNode template, Path from, Path to, List<SamBuild.Built> built) {
        return of(new StackTemplate("", template, from, LocalValues.of(template, Map.of()), Map.of()), to, built);
    }

    /// Rewrites one template of an application, of which the nested ones lie below it: `Orders/template.yaml`.
    ///
    /// @param to the folder of the new template
    /// @param built of all templates
    public static ObjectNode of(StackTemplate stack, Path to, List<SamBuild.Built> built) {
        Map<String, SamBuild.Built> byId = new LinkedHashMap<>();
        built.stream()
                .filter(one -> one.artifact().stack().equals(stack.path()))
                .forEach(one -> byId.put(one.artifact().logicalId(), one));
        Optional<ObjectNode> resources = stack.root().object("Resources");
        if (resources.isEmpty()) {
            return stack.root();
        }
        var paths = new RelativePaths(stack.base(), to);
        Optional<Node> shared = stack.root()
                .object("Globals")
                .flatMap(globals -> globals.object("Function"))
                .flatMap(function -> function.get("CodeUri"));
        ObjectNode.Builder rewritten = resources.get().toBuilder();
        resources
                .get()
                .forEach((logicalId, node) -> node.asObject().ifPresent(resource -> {
                    String type = resource.string("Type").orElse("");
                    ObjectNode properties = resource.object("Properties").orElse(ObjectNode.empty(resource.span()));
                    SamBuild.Built one = byId.get(logicalId);
                    ObjectNode next = one == null
                            ? paths.relocated(type, withShared(type, properties, shared))
                            : built(properties, one, to);
                    if (stack.children().containsKey(logicalId)) {
                        String property = StackTemplate.nestedProperty(type).orElse("");
                        next = next.with(property, new StringNode(logicalId + "/template.yaml", resource.span()));
                    }
                    if (!next.equals(properties)) {
                        rewritten.put(logicalId, resource.with("Properties", next));
                    }
                }));
        return IncludedFiles.moved(
                stack.root().with("Resources", rewritten.build()), location -> paths.moved(location));
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

    private static ObjectNode built(ObjectNode properties, SamBuild.Built one, Path to) {
        Artifact artifact = one.artifact();
        ObjectNode next = properties.with(artifact.codeProperty(), place(one, to));
        boolean mapped = artifact.method().filter("esbuild"::equals).isPresent()
                && !artifact.isLayer()
                && artifact.buildProperties()
                        .get("Sourcemap")
                        .flatMap(Node::asText)
                        .filter(text -> !text.equals("false"))
                        .isPresent();
        return mapped ? withSourceMaps(next) : next;
    }

    /// Node.js reads source maps only when it is told to.
    private static ObjectNode withSourceMaps(ObjectNode properties) {
        ObjectNode environment = properties.object("Environment").orElse(ObjectNode.empty(properties.span()));
        ObjectNode variables = environment.object("Variables").orElse(ObjectNode.empty(properties.span()));
        Optional<Node> options = variables.get("NODE_OPTIONS");
        if (options.isPresent()
                && options.get()
                        .asString()
                        .filter(text -> !text.contains(SOURCE_MAPS))
                        .isEmpty()) {
            return properties;
        }
        String text =
                options.flatMap(Node::asString).map(before -> before + " ").orElse("") + SOURCE_MAPS;
        return properties.with(
                "Environment",
                environment.with("Variables", variables.with("NODE_OPTIONS", new StringNode(text, properties.span()))));
    }

    /// A function that takes its code from the globals gets it for its own, for the globals are not rewritten.
    private static ObjectNode withShared(String type, ObjectNode properties, Optional<Node> shared) {
        boolean takes = type.equals("AWS::Serverless::Function")
                && shared.isPresent()
                && !properties.has("CodeUri")
                && !properties.has("InlineCode")
                && !properties.has("ImageUri");
        return takes ? properties.with("CodeUri", shared.get()) : properties;
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
