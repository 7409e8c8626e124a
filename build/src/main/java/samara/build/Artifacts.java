package samara.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samara.template.Diagnostic;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;

/// Finds what a template's resources want built.
public final class Artifacts {
    private static final ObjectNode NOTHING = ObjectNode.empty(Span.outside("nothing"));

    private final String stack;
    private final Path base;
    private final ObjectNode globals;
    private final UnaryOperator<Node> resolve;
    private final List<Artifact> found = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    /// What there is to build, what is wrong with it, and what needs no building, in sentences.
    public record Found(List<Artifact> artifacts, List<Diagnostic> diagnostics, List<String> skipped) {}

    private Artifacts(String stack, Path base, ObjectNode globals, UnaryOperator<Node> resolve) {
        this.stack = stack;
        this.base = base;
        this.globals = globals;
        this.resolve = resolve;
    }

    /// Reads the template's functions and layers.
    ///
    /// @param base the folder that relative paths start from
    /// @param resolve replaces intrinsic functions by their values where these are known without a stack
    public static Found of(ObjectNode template, Path base, UnaryOperator<Node> resolve) {
        return of(template, base, "", resolve);
    }

    /// The same of a nested stack.
    ///
    /// @param stack its path: `Orders/`
    static Found of(ObjectNode template, Path base, String stack, UnaryOperator<Node> resolve) {
        ObjectNode globals = template.object("Globals")
                .flatMap(object -> object.object("Function"))
                .orElse(NOTHING);
        var artifacts = new Artifacts(stack, base, globals, resolve);
        template.object("Resources")
                .ifPresent(resources -> resources.forEach((logicalId, node) ->
                        node.asObject().ifPresent(resource -> artifacts.read(logicalId, resource))));
        return new Found(artifacts.found, artifacts.diagnostics, artifacts.skipped);
    }

    private void read(String logicalId, ObjectNode resource) {
        ObjectNode properties = resource.object("Properties").orElse(NOTHING.at(resource.span()));
        switch (resource.string("Type").orElse("")) {
            case "AWS::Serverless::Function" -> function(logicalId, resource, properties, "CodeUri");
            case "AWS::Lambda::Function" -> function(logicalId, resource, properties, "Code");
            case "AWS::Serverless::LayerVersion" -> layer(logicalId, resource, properties, "ContentUri");
            case "AWS::Lambda::LayerVersion" -> layer(logicalId, resource, properties, "Content");
            default -> {
                // No code in it.
            }
        }
    }

    /// Whether a function, which may take it from the globals, is for `arm64`.
    private String architecture(ObjectNode resource, ObjectNode properties, boolean serverless) {
        Optional<Node> declared = value(properties, "Architectures", serverless);
        Optional<String> listed = declared.filter(ListNode.class::isInstance)
                .map(ListNode.class::cast)
                .filter(list -> !list.isEmpty())
                .flatMap(list -> resolve.apply(list.elements().getFirst()).asText());
        return resource.object("Metadata")
                .flatMap(metadata -> metadata.string("BuildArchitecture"))
                .or(() -> listed)
                .filter("arm64"::equals)
                .orElse("x86_64");
    }

    private ObjectNode metadata(ObjectNode resource) {
        return resource.object("Metadata")
                .flatMap(metadata -> resolve.apply(metadata).asObject())
                .orElse(NOTHING.at(resource.span()));
    }

    private void function(String logicalId, ObjectNode resource, ObjectNode properties, String codeProperty) {
        boolean serverless = codeProperty.equals("CodeUri");
        if (properties.has("InlineCode") || skips(logicalId, resource)) {
            return;
        }
        if (text(properties, "PackageType", serverless).filter("Image"::equals).isPresent()) {
            image(logicalId, resource, properties, serverless);
            return;
        }
        Optional<Path> code = code(logicalId, properties, codeProperty, serverless);
        if (code.isEmpty()) {
            return;
        }
        Optional<String> runtime = text(properties, "Runtime", serverless);
        if (runtime.isEmpty() && method(resource).isEmpty()) {
            error("missing-runtime", "`" + logicalId + "` has no `Runtime`.", resource.span(), logicalId);
            return;
        }
        Optional<Artifact.Handler> handler = text(properties, "Handler", serverless)
                .map(name -> new Artifact.Handler(name, span(properties, "Handler", serverless)));
        var artifact = new Artifact(
                stack,
                logicalId,
                Artifact.Kind.FUNCTION,
                codeProperty,
                code.get(),
                runtime,
                method(resource),
                architecture(resource, properties, serverless),
                metadata(resource),
                handler,
                span(properties, codeProperty, serverless));
        boolean layered = properties.has("Layers") || globals.has("Layers");
        if (!layered) {
            HandlerFile.check(artifact).ifPresent(diagnostics::add);
        }
        found.add(artifact);
    }

    /// A function that is an image: built where its `Metadata` says from what, else taken as it is.
    private void image(String logicalId, ObjectNode resource, ObjectNode properties, boolean serverless) {
        ObjectNode metadata = metadata(resource);
        Optional<String> uri = serverless
                ? text(properties, "ImageUri", true)
                : properties
                        .object("Code")
                        .flatMap(code -> code.get("ImageUri"))
                        .map(resolve)
                        .flatMap(Node::asText);
        if (!metadata.has("Dockerfile") && !metadata.has("DockerContext")) {
            uri.ifPresentOrElse(
                    text -> skipped.add("The image of `" + logicalId + "` is " + text + ": it is taken as it is."),
                    () -> error(
                            "missing-dockerfile",
                            "`" + logicalId + "` is an image, and neither its `Metadata` says by `Dockerfile` and "
                                    + "`DockerContext` what to build it from, nor its `ImageUri` where it is.",
                            resource.span(),
                            logicalId));
            return;
        }
        Path context = base.resolve(
                        metadata.get("DockerContext").flatMap(Node::asText).orElse("."))
                .normalize();
        if (!Files.isDirectory(context)) {
            error(
                    "missing-code",
                    "The `DockerContext` of `" + logicalId + "` is not there: `" + context + "` is no folder.",
                    metadata.has("DockerContext") ? metadata.nameSpan("DockerContext") : resource.span(),
                    logicalId);
            return;
        }
        found.add(new Artifact(
                stack,
                logicalId,
                Artifact.Kind.IMAGE,
                serverless ? "ImageUri" : "Code",
                context,
                Optional.empty(),
                Optional.empty(),
                architecture(resource, properties, serverless),
                metadata,
                Optional.empty(),
                metadata.has("Dockerfile") ? metadata.nameSpan("Dockerfile") : resource.span()));
    }

    private void layer(String logicalId, ObjectNode resource, ObjectNode properties, String codeProperty) {
        Optional<String> method = method(resource);
        if (skips(logicalId, resource)) {
            return;
        }
        Optional<Path> code = code(logicalId, properties, codeProperty, false);
        if (method.isEmpty()) {
            skipped.add("The layer `" + logicalId + "` has no `BuildMethod` in its `Metadata`: it is taken as it is.");
            return;
        }
        Optional<String> runtime = properties
                .get("CompatibleRuntimes")
                .filter(ListNode.class::isInstance)
                .map(ListNode.class::cast)
                .filter(list -> !list.isEmpty())
                .flatMap(list -> resolve.apply(list.elements().getFirst()).asText());
        code.ifPresent(path -> found.add(new Artifact(
                stack,
                logicalId,
                Artifact.Kind.LAYER,
                codeProperty,
                path,
                runtime,
                method,
                architecture(resource, NOTHING, false),
                metadata(resource),
                Optional.empty(),
                properties.nameSpan(codeProperty))));
    }

    /// The source folder, or nothing where the code is elsewhere or packed already.
    private Optional<Path> code(String logicalId, ObjectNode properties, String property, boolean serverless) {
        Optional<Node> value = value(properties, property, serverless);
        if (value.isPresent() && value.get().asObject().isPresent()) {
            ObjectNode object = value.get().asObject().get();
            if (object.has("ZipFile") || object.has("Bucket") || object.has("S3Bucket")) {
                return Optional.empty();
            }
            error(
                    "unresolved-code",
                    "Where the code of `" + logicalId + "` is can't be told without a stack.",
                    object.span(),
                    logicalId);
            return Optional.empty();
        }
        String text = value.flatMap(Node::asText).orElse(".");
        if (text.startsWith("s3://") || text.startsWith("https://")) {
            skipped.add("The code of `" + logicalId + "` is at " + text + ": it is taken from there.");
            return Optional.empty();
        }
        Path path = base.resolve(text).normalize();
        if (Files.isDirectory(path)) {
            return Optional.of(path);
        }
        if (Files.isRegularFile(path) && text.matches(".*\\.(zip|jar)")) {
            skipped.add("The code of `" + logicalId + "` is packed in " + text + ": it is taken as it is.");
        } else {
            error(
                    "missing-code",
                    "The code of `" + logicalId + "` is not there: `" + path + "` is no folder.",
                    span(properties, property, serverless),
                    logicalId);
        }
        return Optional.empty();
    }

    private boolean skips(String logicalId, ObjectNode resource) {
        boolean skip = resource.object("Metadata")
                .flatMap(metadata -> metadata.get("SkipBuild"))
                .flatMap(Node::asText)
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        if (skip) {
            skipped.add("`" + logicalId + "` says `SkipBuild`: it is taken as it is.");
        }
        return skip;
    }

    private Optional<String> method(ObjectNode resource) {
        return resource.object("Metadata")
                .flatMap(metadata -> metadata.get("BuildMethod"))
                .map(resolve)
                .flatMap(Node::asText);
    }

    private Optional<String> text(ObjectNode properties, String name, boolean serverless) {
        return value(properties, name, serverless).flatMap(Node::asText);
    }

    private Optional<Node> value(ObjectNode properties, String name, boolean serverless) {
        return properties
                .get(name)
                .or(() -> serverless ? globals.get(name) : Optional.empty())
                .map(resolve);
    }

    private Span span(ObjectNode properties, String name, boolean serverless) {
        return properties
                .get(name)
                .or(() -> serverless ? globals.get(name) : Optional.empty())
                .map(Node::span)
                .orElse(properties.span());
    }

    private void error(String code, String message, Span span, String logicalId) {
        diagnostics.add(HandlerFile.error(code, message, span, logicalId));
    }
}
