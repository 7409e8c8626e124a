package samara.transform;

import java.util.Optional;
import java.util.Set;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.StringNode;
import samara.transform.model.Applications;

/// What stands in for artifacts that have not been packaged yet, so that a source template can be transformed without
/// building and uploading anything: `samara transform` and `validate` use it, a deployment never does.
///
/// Before: `CodeUri: src/`. After: `CodeUri: s3://bucket/value`.
public final class LocalArtifacts {
    private static final String SAM = "AWS::Serverless-2016-10-31";
    private static final String S3 = "s3://bucket/value";
    private static final String IMAGE = "111111111111.dkr.ecr.region.amazonaws.com/repository";
    private static final String APPLICATION = "https://awsserverlessrepo-changesets-xxx.s3.amazonaws.com/signed-url";
    private static final Set<String> NO_APPLICATIONS = Set.of("no-access", "non-existent", "invalid-semver");

    private LocalArtifacts() {}

    /// An application repository that has every application but those that are named for not being there.
    public static Applications applications() {
        return (id, version) -> NO_APPLICATIONS.contains(id) ? Optional.empty() : Optional.of(APPLICATION);
    }

    /// The template with such artifacts in place of local paths. What is a URI of any kind is no local path. A template
    /// that does not ask for SAM's transform is no author's source, and stays as it is.
    public static ObjectNode replace(ObjectNode template) {
        Optional<ObjectNode> resources = template.object("Resources");
        if (resources.isEmpty() || !asksForSam(template)) {
            return template;
        }
        boolean globalCode = template.object("Globals")
                .flatMap(globals -> globals.object("Function"))
                .map(function -> function.has("CodeUri"))
                .orElse(false);
        ObjectNode.Builder replaced = resources.get().toBuilder();
        resources.get().members().forEach((id, member) -> {
            if (member.value() instanceof ObjectNode resource) {
                replaced.put(id, resource(resource, globalCode));
            }
        });
        return globals(template).with("Resources", replaced.build());
    }

    private static boolean asksForSam(ObjectNode template) {
        return switch (template.get("Transform").orElse(null)) {
            case StringNode one -> one.value().equals(SAM);
            case ListNode several ->
                several.elements().stream().anyMatch(each -> each.asString().equals(Optional.of(SAM)));
            case null, default -> false;
        };
    }

    private static ObjectNode globals(ObjectNode template) {
        Optional<ObjectNode> globals = template.object("Globals");
        if (globals.isEmpty()) {
            return template;
        }
        ObjectNode.Builder replaced = globals.get().toBuilder();
        globals.get().object("Function").ifPresent(function -> replaced.put("Function", uri(function, "CodeUri")));
        globals.get().object("Api").ifPresent(api -> replaced.put("Api", uri(api, "DefinitionUri")));
        return template.with("Globals", replaced.build());
    }

    private static ObjectNode resource(ObjectNode resource, boolean globalCode) {
        ObjectNode properties = resource.object("Properties").orElseGet(() -> ObjectNode.empty(resource.span()));
        if (resource.has("Properties") && resource.object("Properties").isEmpty()) {
            return resource;
        }
        ObjectNode replaced = switch (resource.string("Type").orElse("")) {
            case "AWS::Serverless::Function" -> function(properties, globalCode);
            case "AWS::Serverless::LayerVersion" -> uri(properties, "ContentUri");
            case "AWS::Serverless::Api", "AWS::Serverless::HttpApi", "AWS::Serverless::StateMachine" ->
                uri(properties, "DefinitionUri");
            default -> properties;
        };
        return replaced.equals(properties) ? resource : resource.with("Properties", replaced);
    }

    private static ObjectNode function(ObjectNode properties, boolean globalCode) {
        if (properties.string("PackageType").orElse("").equals("Image")) {
            return properties.has("ImageUri")
                    ? properties
                    : properties.with("ImageUri", new StringNode(IMAGE, properties.span()));
        }
        return globalCode || properties.has("CodeUri") || properties.has("InlineCode")
                ? uri(properties, "CodeUri")
                : properties.with("CodeUri", new StringNode(S3, properties.span()));
    }

    private static ObjectNode uri(ObjectNode properties, String name) {
        Optional<Node> value = properties.get(name);
        boolean local = value.isPresent()
                && value.get() instanceof StringNode string
                && !string.value().contains("://");
        return local ? properties.with(name, new StringNode(S3, value.get().span())) : properties;
    }
}
