package samara.cloud.apigateway;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.gateway.openapi.OpenApiText;
import samara.template.Node;
import samara.template.StringNode;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateDocumentationPartRequest;
import samara.wire.apigateway.DeleteDocumentationPartRequest;
import samara.wire.apigateway.DocumentationPartLocation;
import samara.wire.apigateway.UpdateDocumentationPartRequest;

/// `AWS::ApiGateway::DocumentationPart`. `Ref` is the part's id.
final class DocumentationPartResource
        implements ResourceType<DocumentationPartResource.Properties, DocumentationPartResource.Attributes> {

    /// @param properties JSON text, or an object
    record Properties(String restApiId, Location location, Node properties) {}

    record Location(
            Optional<String> type,
            Optional<String> path,
            Optional<String> method,
            Optional<String> statusCode,
            Optional<String> name) {}

    record Attributes(String documentationPartId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::DocumentationPart", Properties.class, Attributes.class)
                .replacedOn("RestApiId", "Location");
    }

    private static String text(Node properties) {
        return properties instanceof StringNode json ? json.value() : OpenApiText.write(properties);
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var location = DocumentationPartLocation.builder()
                .type(desired.location().type().orElse("API"));
        desired.location().path().ifPresent(location::path);
        desired.location().method().ifPresent(location::method);
        desired.location().statusCode().ifPresent(location::statusCode);
        desired.location().name().ifPresent(location::name);
        String id = context.calls()
                .call(
                        ApiGatewayApi.CREATE_DOCUMENTATION_PART,
                        CreateDocumentationPartRequest.builder()
                                .restApiId(desired.restApiId())
                                .location(location.build())
                                .properties(text(desired.properties()))
                                .build(),
                        context.call())
                .id()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayApi.UPDATE_DOCUMENTATION_PART,
                        UpdateDocumentationPartRequest.builder()
                                .restApiId(to.restApiId())
                                .documentationPartId(at.id())
                                .patchOperations(
                                        List.of(RestApiResource.patch("replace", "/properties", text(to.properties()))))
                                .build(),
                        context.call());
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayApi.DELETE_DOCUMENTATION_PART,
                                DeleteDocumentationPartRequest.builder()
                                        .restApiId(last.restApiId())
                                        .documentationPartId(at.id())
                                        .build(),
                                context.call()));
    }
}
