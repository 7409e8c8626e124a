package samara.cloud.apigateway;

import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateResourceRequest;
import samara.wire.apigateway.DeleteResourceRequest;
import samara.wire.apigateway.Resource;

/// `AWS::ApiGateway::Resource`. `Ref` is the resource's id. A new parent or API replaces it.
final class ResourceResource implements ResourceType<ResourceResource.Properties, ResourceResource.Attributes> {

    record Properties(String restApiId, String parentId, String pathPart) {}

    record Attributes(String resourceId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::Resource", Properties.class, Attributes.class)
                .replacedOn("RestApiId", "ParentId", "PathPart");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        Resource made = context.calls()
                .call(
                        ApiGatewayApi.CREATE_RESOURCE,
                        CreateResourceRequest.builder()
                                .restApiId(desired.restApiId())
                                .parentId(desired.parentId())
                                .pathPart(desired.pathPart())
                                .build(),
                        context.call());
        String id = made.id().orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayApi.DELETE_RESOURCE,
                                DeleteResourceRequest.builder()
                                        .restApiId(last.restApiId())
                                        .resourceId(at.id())
                                        .build(),
                                context.call()));
    }
}
