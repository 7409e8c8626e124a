package samara.cli.local;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.StringNode;

/// Carries the local places of code through the SAM transform, which takes code in S3 only.
///
/// Before: `CodeUri: src/`. After: `CodeUri: s3://samara-local/7372632f`, the place in hexadecimal digits.
final class LocalPaths {
    /// Where code seems to be that is on this machine.
    static final String BUCKET = "samara-local";

    /// What stands for the image of a function that has none yet.
    static final String UNBUILT_IMAGE = "samara-local/not-built:latest";

    private LocalPaths() {}

    /// The template with its local places written so.
    ///
    /// @param resolve replaces references to parameters by their values
    static ObjectNode mark(ObjectNode template, UnaryOperator<Node> resolve) {
        Optional<ObjectNode> resources = template.object("Resources");
        if (resources.isEmpty()) {
            return template;
        }
        Optional<ObjectNode> globals = template.object("Globals").flatMap(all -> all.object("Function"));
        boolean globalCode = globals.map(found -> found.has("CodeUri")).orElse(false);
        boolean globalImage = globals.flatMap(found -> found.string("PackageType"))
                .filter("Image"::equals)
                .isPresent();
        ObjectNode.Builder marked = resources.get().toBuilder();
        resources.get().members().forEach((id, member) -> {
            if (member.value() instanceof ObjectNode resource) {
                ObjectNode properties =
                        resource.object("Properties").orElseGet(() -> ObjectNode.empty(resource.span()));
                boolean isObject = resource.has("Properties")
                        == resource.object("Properties").isPresent();
                ObjectNode next = switch (resource.string("Type").orElse("")) {
                    case "AWS::Serverless::Function" -> function(properties, globalCode, globalImage, resolve);
                    case "AWS::Serverless::LayerVersion" -> uri(properties, "ContentUri", resolve);
                    case "AWS::Serverless::Api" -> uri(properties, "DefinitionUri", resolve);
                    default -> properties;
                };
                if (isObject && !next.equals(properties)) {
                    marked.put(id, member.nameSpan(), resource.with("Properties", next));
                }
            }
        });
        ObjectNode result = template.with("Resources", marked.build());
        if (globalCode) {
            ObjectNode all = template.object("Globals").orElseThrow();
            result = result.with("Globals", all.with("Function", uri(globals.orElseThrow(), "CodeUri", resolve)));
        }
        return result;
    }

    private static ObjectNode function(
            ObjectNode properties, boolean globalCode, boolean globalImage, UnaryOperator<Node> resolve) {
        boolean image = properties.has("PackageType")
                ? properties.string("PackageType").orElse("").equals("Image")
                : globalImage;
        if (image) {
            return properties.has("ImageUri")
                    ? properties
                    : properties.with("ImageUri", new StringNode(UNBUILT_IMAGE, properties.span()));
        }
        if (properties.has("CodeUri")) {
            return uri(properties, "CodeUri", resolve);
        }
        // A function that doesn't say has its code beside the template.
        return globalCode || properties.has("InlineCode")
                ? properties
                : properties.with("CodeUri", new StringNode(marked("."), properties.span()));
    }

    private static ObjectNode uri(ObjectNode properties, String name, UnaryOperator<Node> resolve) {
        return properties
                .get(name)
                .map(resolve)
                .filter(value ->
                        value instanceof StringNode string && !string.value().contains("://"))
                .map(value -> properties.with(name, new StringNode(marked(((StringNode) value).value()), value.span())))
                .orElse(properties);
    }

    private static String marked(String path) {
        return "s3://" + BUCKET + "/" + HexFormat.of().formatHex(path.getBytes(StandardCharsets.UTF_8));
    }

    /// The place that a key of [#BUCKET] stands for.
    static String place(String key) {
        return new String(HexFormat.of().parseHex(key), StandardCharsets.UTF_8);
    }
}
