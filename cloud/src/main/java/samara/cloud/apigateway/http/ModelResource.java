package samara.cloud.apigateway.http;

import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.gateway.openapi.OpenApiText;
import samara.template.Node;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.CreateModelRequest;
import samara.wire.apigatewayv2.DeleteModelRequest;
import samara.wire.apigatewayv2.UpdateModelRequest;

/// `AWS::ApiGatewayV2::Model`. `Ref` is the model's id. A new `ApiId` replaces it.
final class ModelResource implements ResourceType<ModelResource.Properties, ModelResource.Attributes> {

    /// @param schema a JSON object, or one as text
    record Properties(
            String apiId, String name, Node schema, Optional<String> contentType, Optional<String> description) {

        String schemaText() {
            return schema.asText().orElseGet(() -> OpenApiText.write(schema));
        }
    }

    record Attributes(String modelId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGatewayV2::Model", Properties.class, Attributes.class)
                .replacedOn("ApiId");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String id = context.calls()
                .call(
                        ApiGatewayV2Api.CREATE_MODEL,
                        CreateModelRequest.builder()
                                .apiId(desired.apiId())
                                .name(desired.name())
                                .schema(desired.schemaText())
                                .contentType(desired.contentType().orElse(null))
                                .description(desired.description().orElse(null))
                                .build(),
                        context.call())
                .modelId()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayV2Api.UPDATE_MODEL,
                        UpdateModelRequest.builder()
                                .apiId(to.apiId())
                                .modelId(at.id())
                                .name(to.name())
                                .schema(to.schemaText())
                                .contentType(to.contentType().orElse(null))
                                .description(to.description().orElse(null))
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
                                ApiGatewayV2Api.DELETE_MODEL,
                                DeleteModelRequest.builder()
                                        .apiId(last.apiId())
                                        .modelId(at.id())
                                        .build(),
                                context.call()));
    }
}
