package samara.cloud.apigateway.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.CreateIntegrationRequest;
import samara.wire.apigatewayv2.DeleteIntegrationRequest;
import samara.wire.apigatewayv2.TlsConfigInput;
import samara.wire.apigatewayv2.UpdateIntegrationRequest;

/// `AWS::ApiGatewayV2::Integration`. `Ref` is the integration's id. A new `ApiId` replaces it.
final class IntegrationResource
        implements ResourceType<IntegrationResource.Properties, IntegrationResource.Attributes> {

    record Properties(
            String apiId,
            String integrationType,
            Optional<String> integrationUri,
            Optional<String> integrationMethod,
            Optional<String> integrationSubtype,
            Optional<String> payloadFormatVersion,
            Optional<Integer> timeoutInMillis,
            Optional<String> credentialsArn,
            Optional<String> connectionType,
            Optional<String> connectionId,
            Optional<String> description,
            Optional<Map<String, String>> requestParameters,
            Optional<Map<String, ResponseParameters>> responseParameters,
            Optional<Tls> tlsConfig,
            Optional<String> contentHandlingStrategy,
            Optional<String> passthroughBehavior,
            Optional<Map<String, String>> requestTemplates,
            Optional<String> templateSelectionExpression) {}

    record ResponseParameters(Optional<List<Parameter>> responseParameters) {
        Map<String, String> byDestination() {
            Map<String, String> parameters = new LinkedHashMap<>();
            responseParameters.orElse(List.of()).forEach(one -> parameters.put(one.destination(), one.source()));
            return parameters;
        }
    }

    record Tls(Optional<String> serverNameToVerify) {
        TlsConfigInput wire() {
            return TlsConfigInput.builder()
                    .serverNameToVerify(serverNameToVerify.orElse(null))
                    .build();
        }
    }

    record Parameter(String destination, String source) {}

    record Attributes(String integrationId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGatewayV2::Integration", Properties.class, Attributes.class)
                .replacedOn("ApiId");
    }

    private static Map<String, Map<String, String>> responses(Properties desired) {
        Map<String, Map<String, String>> responses = new LinkedHashMap<>();
        desired.responseParameters()
                .orElse(Map.of())
                .forEach((status, parameters) -> responses.put(status, parameters.byDestination()));
        return responses;
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        Map<String, Map<String, String>> responses = responses(desired);
        var request = CreateIntegrationRequest.builder()
                .apiId(desired.apiId())
                .integrationType(desired.integrationType())
                .integrationUri(desired.integrationUri().orElse(null))
                .integrationMethod(desired.integrationMethod().orElse(null))
                .integrationSubtype(desired.integrationSubtype().orElse(null))
                .payloadFormatVersion(desired.payloadFormatVersion().orElse(null))
                .timeoutInMillis(desired.timeoutInMillis().orElse(null))
                .credentialsArn(desired.credentialsArn().orElse(null))
                .connectionType(desired.connectionType().orElse(null))
                .connectionId(desired.connectionId().orElse(null))
                .description(desired.description().orElse(null))
                .requestParameters(desired.requestParameters().orElse(null))
                .responseParameters(responses.isEmpty() ? null : responses)
                .tlsConfig(desired.tlsConfig().map(Tls::wire).orElse(null))
                .contentHandlingStrategy(desired.contentHandlingStrategy().orElse(null))
                .passthroughBehavior(desired.passthroughBehavior().orElse(null))
                .requestTemplates(desired.requestTemplates().orElse(null))
                .templateSelectionExpression(
                        desired.templateSelectionExpression().orElse(null))
                .build();
        String id = context.calls()
                .call(ApiGatewayV2Api.CREATE_INTEGRATION, request, context.call())
                .integrationId()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        Map<String, Map<String, String>> responses = responses(to);
        var request = UpdateIntegrationRequest.builder()
                .apiId(to.apiId())
                .integrationId(at.id())
                .integrationType(to.integrationType())
                .integrationUri(to.integrationUri().orElse(null))
                .integrationMethod(to.integrationMethod().orElse(null))
                .integrationSubtype(to.integrationSubtype().orElse(null))
                .payloadFormatVersion(to.payloadFormatVersion().orElse(null))
                .timeoutInMillis(to.timeoutInMillis().orElse(null))
                .credentialsArn(to.credentialsArn().orElse(null))
                .connectionType(to.connectionType().orElse(null))
                .connectionId(to.connectionId().orElse(null))
                .description(to.description().orElse(null))
                .requestParameters(to.requestParameters().orElse(Map.of()))
                .responseParameters(
                        responses.isEmpty() && from.responseParameters().isEmpty() ? null : responses)
                .tlsConfig(to.tlsConfig()
                        .or(() -> from.tlsConfig().map(_ -> new Tls(Optional.empty())))
                        .map(Tls::wire)
                        .orElse(null))
                .contentHandlingStrategy(to.contentHandlingStrategy().orElse(null))
                .passthroughBehavior(to.passthroughBehavior().orElse(null))
                .requestTemplates(
                        to.requestTemplates().orElse(from.requestTemplates().isEmpty() ? null : Map.of()))
                .templateSelectionExpression(to.templateSelectionExpression().orElse(null))
                .build();
        context.calls().call(ApiGatewayV2Api.UPDATE_INTEGRATION, request, context.call());
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayV2Api.DELETE_INTEGRATION,
                                DeleteIntegrationRequest.builder()
                                        .apiId(last.apiId())
                                        .integrationId(at.id())
                                        .build(),
                                context.call()));
    }
}
