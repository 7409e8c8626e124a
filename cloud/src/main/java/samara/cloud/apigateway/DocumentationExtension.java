package samara.cloud.apigateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.gateway.json.Json;
import samara.gateway.openapi.OpenApiText;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;

/// `x-amazon-apigateway-documentation` of a definition.
///
/// @see <a
/// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-documentation.html">
///     the extension</a>
final class DocumentationExtension {
    private static final String NAME = "x-amazon-apigateway-documentation";

    private DocumentationExtension() {}

    /// The parts that a definition has, by their locations.
    ///
    /// @throws samara.wire.AwsException `BadRequestException` where one is malformed
    static Map<DocumentationLocation, String> read(Node definition) {
        Map<DocumentationLocation, String> parts = new LinkedHashMap<>();
        Optional<Node> given = definition
                .asObject()
                .flatMap(document -> document.object(NAME))
                .flatMap(documentation -> documentation.get("documentationParts"));
        if (given.isPresent() && given.get() instanceof ListNode list) {
            for (Node element : list.elements()) {
                ObjectNode part = element.asObject().orElseThrow(() -> malformed("a part is no object"));
                ObjectNode location = part.object("location").orElseThrow(() -> malformed("a part has no `location`"));
                Node properties = part.get("properties").orElseThrow(() -> malformed("a part has no `properties`"));
                parts.put(
                        new DocumentationLocation(
                                        text(location, "type").orElse(""),
                                        text(location, "path"),
                                        text(location, "method"),
                                        text(location, "statusCode"),
                                        text(location, "name"))
                                .complete(),
                        OpenApiText.write(properties));
            }
        } else if (given.isPresent()) {
            throw malformed("`documentationParts` is no list");
        }
        return parts;
    }

    private static Optional<String> text(ObjectNode location, String name) {
        return location.get(name).flatMap(Node::asText);
    }

    private static RuntimeException malformed(String why) {
        return ApiGatewayErrors.badRequest("Invalid OpenAPI input: `" + NAME + "`: " + why);
    }

    /// A definition with these parts in it.
    static byte[] written(byte[] definition, StoredDocumentationVersion version) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (Json.read(definition) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> document.put(String.valueOf(name), value));
        }
        List<Object> parts = new ArrayList<>();
        for (StoredDocumentationPart part : version.parts()) {
            Map<String, Object> location = new LinkedHashMap<>();
            location.put("type", part.location().type());
            part.location().path().ifPresent(path -> location.put("path", path));
            part.location().method().ifPresent(method -> location.put("method", method));
            part.location().statusCode().ifPresent(status -> location.put("statusCode", status));
            part.location().name().ifPresent(name -> location.put("name", name));
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("location", location);
            shown.put("properties", Json.read(part.properties()));
            parts.add(shown);
        }
        Map<String, Object> documentation = new LinkedHashMap<>();
        documentation.put("version", version.version());
        documentation.put("createdDate", version.createdDate().toString());
        documentation.put("documentationParts", parts);
        document.put(NAME, documentation);
        return Json.write(document);
    }
}
