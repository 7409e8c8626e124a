package samara.cloud.apigateway.http;

import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.CreateIntegrationResponseRequest;
import samara.wire.apigatewayv2.DeleteIntegrationResponseRequest;
import samara.wire.apigatewayv2.UpdateIntegrationResponseRequest;

/// `AWS::ApiGatewayV2::IntegrationResponse`. `Ref` is the response's id. A new API or integration replaces it.
final class IntegrationResponseResource
        implements ResourceType<IntegrationResponseResource.Properties, IntegrationResponseResource.Attributes> {

    record Properties(
            String apiId,
            String integrationId,
            String integrationResponseKey,
            Optional<String> contentHandlingStrategy,
            Optional<Map<String, String>> responseParameters,
            Optional<Map<String, String>> responseTemplates,
            Optional<String> templateSelectionExpression) {}

    record Attributes(String integrationResponseId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGatewayV2::IntegrationResponse", Properties.class, Attributes.class)
                .replacedOn("ApiId", "IntegrationId");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String id = context.calls()
                .call(
                        ApiGatewayV2Api.CREATE_INTEGRATION_RESPONSE,
                        CreateIntegrationResponseRequest.builder()
                                .apiId(desired.apiId())
                                .integrationId(desired.integrationId())
                                .integrationResponseKey(desired.integrationResponseKey())
                                .contentHandlingStrategy(
                                        desired.contentHandlingStrategy().orElse(null))
                                .responseParameters(desired.responseParameters().orElse(null))
                                .responseTemplates(desired.responseTemplates().orElse(null))
                                .templateSelectionExpression(
                                        desired.templateSelectionExpression().orElse(null))
                                .build(),
                        context.call())
                .integrationResponseId()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayV2Api.UPDATE_INTEGRATION_RESPONSE,
                        UpdateIntegrationResponseRequest.builder()
                                .apiId(to.apiId())
                                .integrationId(to.integrationId())
                                .integrationResponseId(at.id())
                                .integrationResponseKey(to.integrationResponseKey())
                                .contentHandlingStrategy(
                                        to.contentHandlingStrategy().orElse(null))
                                .responseParameters(to.responseParameters().orElse(Map.of()))
                                .responseTemplates(to.responseTemplates().orElse(Map.of()))
                                .templateSelectionExpression(
                                        to.templateSelectionExpression().orElse(null))
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
                                ApiGatewayV2Api.DELETE_INTEGRATION_RESPONSE,
                                DeleteIntegrationResponseRequest.builder()
                                        .apiId(last.apiId())
                                        .integrationId(last.integrationId())
                                        .integrationResponseId(at.id())
                                        .build(),
                                context.call()));
    }
}
