package samara.cli.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import samara.build.BuiltTemplate;
import samara.build.IncludedFiles;
import samara.cli.command.Environment;
import samara.cli.command.UserException;
import samara.template.Diagnostic;
import samara.template.JsonWriter;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.StringNode;
import samara.template.TemplateReader;

/// Brings the local files that a template names into a bucket, and makes the template name them there.
public final class Packager {
    /// Deeper ones include themselves.
    private static final int MOST_NESTED = 16;

    private final ArtifactBucket bucket;
    private final Path folder;
    private final ImageUris images;
    private final int depth;

    /// @param folder what the template's relative paths start from
    /// @param images where functions' images go
    public Packager(ArtifactBucket bucket, Path folder, ImageUris images) {
        this(bucket, folder, images, 0);
    }

    private Packager(ArtifactBucket bucket, Path folder, ImageUris images, int depth) {
        this.bucket = bucket;
        this.folder = folder;
        this.images = images;
        this.depth = depth;
    }

    /// The template with its files in the bucket.
    ///
    /// @throws UserException naming a path that is not there
    public ObjectNode pack(ObjectNode template) {
        Optional<ObjectNode> resources = template.object("Resources");
        if (resources.isEmpty()) {
            return template;
        }
        ObjectNode.Builder packed = resources.get().toBuilder();
        resources
                .get()
                .forEach((logicalId, node) -> node.asObject().ifPresent(resource -> {
                    String type = resource.string("Type").orElse("");
                    ObjectNode properties = resource.object("Properties").orElse(ObjectNode.empty(resource.span()));
                    ObjectNode next = withImage(logicalId, type, pack(template, type, properties));
                    if (!next.equals(properties)) {
                        packed.put(logicalId, resource.with("Properties", next));
                    }
                }));
        return IncludedFiles.moved(
                template.with("Resources", packed.build()),
                location -> Optional.of(new StringNode(
                        "s3://" + bucket.name() + "/" + bucket.keep(file(location.value(), location)),
                        location.span())));
    }

    private ObjectNode pack(ObjectNode template, String type, ObjectNode properties) {
        ObjectNode next = properties;
        for (String name : BuiltTemplate.localPathsOf(type)) {
            if (name.equals("ImageUri")) {
                continue;
            }
            Optional<Node> value = properties.get(name);
            Optional<String> path = value.flatMap(Node::asString).filter(text -> !isRemote(text));
            if (path.isPresent()) {
                next = next.with(name, kept(type, path.get(), value.get()));
            } else if (value.isEmpty() && defaultsToFolder(template, type, name, properties)) {
                next = next.with(name, kept(type, ".", properties));
            }
        }
        return next;
    }

    private ObjectNode withImage(String logicalId, String type, ObjectNode properties) {
        if (type.equals("AWS::Serverless::Function")
                && properties.get("ImageUri").isPresent()) {
            return withUri(logicalId, properties);
        }
        Optional<ObjectNode> code = properties.object("Code").filter(found -> found.has("ImageUri"));
        return type.equals("AWS::Lambda::Function") && code.isPresent()
                ? properties.with("Code", withUri(logicalId, code.get()))
                : properties;
    }

    /// A name that only a stack can tell stays as it is.
    private ObjectNode withUri(String logicalId, ObjectNode holder) {
        Optional<Node> uri = holder.get("ImageUri");
        return uri.flatMap(Node::asString)
                .map(text -> holder.with(
                        "ImageUri",
                        new StringNode(
                                images.packed(logicalId, text, uri.get().span()),
                                uri.get().span())))
                .orElse(holder);
    }

    /// A function without `CodeUri` means the template's own folder.
    private static boolean defaultsToFolder(ObjectNode template, String type, String name, ObjectNode properties) {
        boolean isFunction = type.equals("AWS::Serverless::Function") && name.equals("CodeUri");
        boolean elsewhere = properties.has("InlineCode")
                || properties.string("PackageType").filter("Image"::equals).isPresent()
                || properties.has("ImageUri")
                || template.object("Globals")
                        .flatMap(globals -> globals.object("Function"))
                        .filter(function -> function.has("CodeUri")
                                || function.string("PackageType").isPresent())
                        .isPresent();
        return isFunction && !elsewhere;
    }

    private Node kept(String type, String text, Node at) {
        Path path = file(text, at);
        if (type.equals("AWS::CloudFormation::Stack") || type.equals("AWS::Serverless::Application")) {
            return new StringNode(nested(path, at), at.span());
        }
        String key = bucket.keep(path);
        return switch (type) {
            case "AWS::Lambda::Function", "AWS::Lambda::LayerVersion" ->
                ObjectNode.builder(at.span())
                        .put("S3Bucket", bucket.name())
                        .put("S3Key", key)
                        .build();
            case "AWS::ApiGateway::RestApi" ->
                ObjectNode.builder(at.span())
                        .put("Bucket", bucket.name())
                        .put("Key", key)
                        .build();
            default -> new StringNode("s3://" + bucket.name() + "/" + key, at.span());
        };
    }

    /// The address of a nested application's template, whose own files are in the bucket then, too.
    private String nested(Path file, Node at) {
        if (depth == MOST_NESTED) {
            throw new UserException(at.span() + ": applications are nested more than " + MOST_NESTED + " deep.");
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UserException(at.span() + ": the template " + file + " can't be read.");
        }
        TemplateReader.Read read = TemplateReader.read(text, file.toString());
        String errors = read.diagnostics().stream()
                .filter(Diagnostic::isError)
                .map(error -> error.span() + ": " + error.message())
                .collect(Collectors.joining("\n"));
        ObjectNode tree = read.root()
                .filter(root -> errors.isEmpty())
                .orElseThrow(() -> new UserException(at.span() + ": the nested template is wrong.\n" + errors));
        ObjectNode packed = new Packager(bucket, Environment.folderOf(file), images, depth + 1).pack(tree);
        return "https://s3.amazonaws.com/" + bucket.name() + "/"
                + bucket.keep(JsonWriter.indented(packed), ".template");
    }

    private Path file(String text, Node at) {
        Path path = folder.resolve(text).normalize();
        if (!Files.exists(path)) {
            throw new UserException(at.span() + ": `" + text + "` is not there (" + path + ").");
        }
        return path;
    }

    private static boolean isRemote(String text) {
        return List.of("s3://", "https://", "http://").stream().anyMatch(text::startsWith);
    }
}
