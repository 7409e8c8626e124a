package samara.transform;

import java.util.Optional;
import java.util.Set;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;

/// Which parts of a template are seen, as text, in the ids of API deployments: they are read with Python 2.7's strings
/// and order. See [samara.transform.draft].
final class LegacyParts {
    private static final Set<String> APIS = Set.of("AWS::Serverless::Api", "AWS::Serverless::HttpApi");
    private static final Set<String> EVENT_OWNERS =
            Set.of("AWS::Serverless::Function", "AWS::Serverless::StateMachine");
    private static final Set<String> SEEN_OF_OWNERS = Set.of("FunctionName", "Events");

    private LegacyParts() {}

    /// Whether the template has a REST API, or an HTTP API with a default authorizer: AWS's transform reads
    /// the others in their own order.
    static boolean isNeeded(ObjectNode template) {
        Optional<ObjectNode> resources = template.object("Resources");
        boolean byDefault = template.object("Globals")
                .flatMap(globals -> globals.object("HttpApi"))
                .map(LegacyParts::hasDefaultAuthorizer)
                .orElse(false);
        return resources.isPresent()
                && resources.get().members().values().stream()
                        .map(ObjectNode.Member::value)
                        .anyMatch(resource -> hasApi(resource, byDefault));
    }

    private static boolean hasApi(Node node, boolean byDefault) {
        if (!(node instanceof ObjectNode resource)) {
            return false;
        }
        String type = resource.string("Type").orElse("");
        return switch (type) {
            case "AWS::Serverless::Api" -> true;
            case "AWS::Serverless::HttpApi" ->
                byDefault
                        || resource.object("Properties")
                                .map(LegacyParts::hasDefaultAuthorizer)
                                .orElse(false);
            case "AWS::Serverless::Function" -> hasEvent(resource, "Api") || byDefault && hasEvent(resource, "HttpApi");
            case "AWS::Serverless::StateMachine" -> hasEvent(resource, "Api");
            default -> false;
        };
    }

    private static boolean hasDefaultAuthorizer(ObjectNode properties) {
        return properties
                .object("Auth")
                .flatMap(auth -> auth.get("DefaultAuthorizer"))
                .map(authorizer -> Draft.of(authorizer).truthy())
                .orElse(false);
    }

    private static boolean hasEvent(ObjectNode owner, String type) {
        return owner.object("Properties")
                .flatMap(properties -> properties.object("Events"))
                .map(events -> events.members().values().stream()
                        .anyMatch(event -> event.value() instanceof ObjectNode object
                                && object.string("Type").orElse("").equals(type)))
                .orElse(false);
    }

    /// Reads a template; where it is needed, the parts that are seen in the legacy way.
    static DraftObject read(ObjectNode template, boolean legacy) {
        if (!legacy) {
            return (DraftObject) Draft.of(template);
        }
        DraftObject draft = DraftObject.at(template.span());
        template.members()
                .forEach((name, member) -> draft.put(
                        new DraftObject.Name(name, false, member.nameSpan()),
                        switch (name) {
                            case "Globals" -> globals(member.value());
                            case "Parameters" -> parameters(member.value());
                            case "Resources" -> resources(member.value());
                            default -> Draft.of(member.value());
                        }));
        return draft;
    }

    private interface Reader {
        Draft read(String name, Node value);
    }

    private static Draft each(Node node, boolean legacyNames, Reader reader) {
        if (!(node instanceof ObjectNode object)) {
            return Draft.of(node);
        }
        DraftObject draft = legacyNames ? DraftObject.legacy(node.span()) : DraftObject.at(node.span());
        object.members()
                .forEach((name, member) -> draft.put(
                        new DraftObject.Name(name, legacyNames, member.nameSpan()), reader.read(name, member.value())));
        return draft;
    }

    private static Draft only(String wanted, String name, Node value) {
        return name.equals(wanted) ? Draft.legacy(value) : Draft.of(value);
    }

    private static Draft globals(Node node) {
        return each(node, false, (name, value) -> only("Api", name, value));
    }

    private static Draft parameters(Node node) {
        return each(
                node, true, (id, parameter) -> each(parameter, false, (name, value) -> only("Default", name, value)));
    }

    private static Draft resources(Node node) {
        return each(node, true, (id, resource) -> {
            String type = resource instanceof ObjectNode object
                    ? object.string("Type").orElse("")
                    : "";
            if (APIS.contains(type)) {
                return each(resource, false, (name, value) -> only("Properties", name, value));
            }
            return EVENT_OWNERS.contains(type) ? owner(resource) : Draft.of(resource);
        });
    }

    private static Draft owner(Node resource) {
        return each(resource, false, (name, value) -> switch (name) {
            case "Condition" -> Draft.legacy(value);
            case "Properties" ->
                each(
                        value,
                        false,
                        (property, own) -> SEEN_OF_OWNERS.contains(property) ? Draft.legacy(own) : Draft.of(own));
            default -> Draft.of(value);
        });
    }
}
