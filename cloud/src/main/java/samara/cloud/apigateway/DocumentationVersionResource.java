package samara.cloud.apigateway;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateDocumentationVersionRequest;
import samara.wire.apigateway.DeleteDocumentationVersionRequest;
import samara.wire.apigateway.UpdateDocumentationVersionRequest;

/// `AWS::ApiGateway::DocumentationVersion`. `Ref` is the version.
final class DocumentationVersionResource
        implements ResourceType<DocumentationVersionResource.Properties, DocumentationVersionResource.Attributes> {

    record Properties(String restApiId, String documentationVersion, Optional<String> description) {}

    /// There is nothing to get.
    record Attributes() {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::DocumentationVersion", Properties.class, Attributes.class)
                .replacedOn("RestApiId", "DocumentationVersion");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request = CreateDocumentationVersionRequest.builder()
                .restApiId(desired.restApiId())
                .documentationVersion(desired.documentationVersion());
        desired.description().ifPresent(request::description);
        context.calls().call(ApiGatewayApi.CREATE_DOCUMENTATION_VERSION, request.build(), context.call());
        return new Physical<>(desired.documentationVersion(), new Attributes());
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayApi.UPDATE_DOCUMENTATION_VERSION,
                        UpdateDocumentationVersionRequest.builder()
                                .restApiId(to.restApiId())
                                .documentationVersion(at.id())
                                .patchOperations(List.of(RestApiResource.patch(
                                        "replace",
                                        "/description",
                                        to.description().orElse(""))))
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
                                ApiGatewayApi.DELETE_DOCUMENTATION_VERSION,
                                DeleteDocumentationVersionRequest.builder()
                                        .restApiId(last.restApiId())
                                        .documentationVersion(at.id())
                                        .build(),
                                context.call()));
    }
}
