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
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateModelRequest;
import samara.wire.apigateway.DeleteModelRequest;
import samara.wire.apigateway.UpdateModelRequest;

/// `AWS::ApiGateway::Model`. `Ref` is the model's name.
final class ModelResource implements ResourceType<ModelResource.Properties, ModelResource.Attributes> {

    record Properties(
            String restApiId,
            Optional<String> name,
            Optional<String> contentType,
            Optional<String> description,
            Optional<Node> schema) {}

    record Attributes() {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::Model", Properties.class, Attributes.class)
                .replacedOn("RestApiId", "Name", "ContentType");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("Name");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String name = desired.name().orElseGet(() -> context.generatedName(64).replaceAll("[^A-Za-z0-9]", ""));
        var request = CreateModelRequest.builder()
                .restApiId(desired.restApiId())
                .name(name)
                .contentType(desired.contentType().orElse("application/json"))
                .schema(desired.schema().map(OpenApiText::write).orElse("{}"));
        desired.description().ifPresent(request::description);
        context.calls().call(ApiGatewayApi.CREATE_MODEL, request.build(), context.call());
        return new Physical<>(name, new Attributes());
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayApi.UPDATE_MODEL,
                        UpdateModelRequest.builder()
                                .restApiId(to.restApiId())
                                .modelName(at.id())
                                .patchOperations(List.of(
                                        RestApiResource.patch(
                                                "replace",
                                                "/schema",
                                                to.schema()
                                                        .map(OpenApiText::write)
                                                        .orElse("{}")),
                                        RestApiResource.patch(
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
                                ApiGatewayApi.DELETE_MODEL,
                                DeleteModelRequest.builder()
                                        .restApiId(last.restApiId())
                                        .modelName(at.id())
                                        .build(),
                                context.call()));
    }
}
