package samara.cloud.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.AwsException;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.DeleteMethodRequest;
import samara.wire.apigateway.PutIntegrationRequest;
import samara.wire.apigateway.PutIntegrationResponseRequest;
import samara.wire.apigateway.PutMethodRequest;
import samara.wire.apigateway.PutMethodResponseRequest;
import samara.wire.apigateway.TlsConfig;

/// `AWS::ApiGateway::Method`. `Ref` is an id of its own. A change in place makes the method anew.
final class MethodResource implements ResourceType<MethodResource.Properties, MethodResource.Attributes> {

    record Properties(
            String restApiId,
            String resourceId,
            String httpMethod,
            Optional<String> authorizationType,
            Optional<String> authorizerId,
            Optional<List<String>> authorizationScopes,
            Optional<Boolean> apiKeyRequired,
            Optional<String> operationName,
            Optional<String> requestValidatorId,
            Optional<Map<String, Boolean>> requestParameters,
            Optional<Map<String, String>> requestModels,
            Optional<List<Response>> methodResponses,
            Optional<Integration> integration) {}

    record Response(
            String statusCode,
            Optional<Map<String, Boolean>> responseParameters,
            Optional<Map<String, String>> responseModels) {}

    record Integration(
            String type,
            Optional<String> integrationHttpMethod,
            Optional<String> uri,
            Optional<String> credentials,
            Optional<String> connectionType,
            Optional<String> connectionId,
            Optional<String> passthroughBehavior,
            Optional<String> contentHandling,
            Optional<Integer> timeoutInMillis,
            Optional<String> cacheNamespace,
            Optional<List<String>> cacheKeyParameters,
            Optional<Map<String, String>> requestParameters,
            Optional<Map<String, String>> requestTemplates,
            Optional<String> responseTransferMode,
            Optional<Tls> tlsConfig,
            Optional<String> integrationTarget,
            Optional<List<IntegrationResponse>> integrationResponses) {}

    record Tls(Optional<Boolean> insecureSkipVerification) {}

    record IntegrationResponse(
            String statusCode,
            Optional<String> selectionPattern,
            Optional<String> contentHandling,
            Optional<Map<String, String>> responseParameters,
            Optional<Map<String, String>> responseTemplates) {}

    /// There is nothing to get.
    record Attributes() {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::Method", Properties.class, Attributes.class)
                .replacedOn("RestApiId", "ResourceId", "HttpMethod");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        put(desired, context);
        return new Physical<>(
                desired.restApiId() + "|" + desired.resourceId() + "|" + desired.httpMethod(), new Attributes());
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        delete(at, from, context);
        put(to, context);
        return at;
    }

    private void put(Properties desired, ResourceContext context) {
        var request = PutMethodRequest.builder()
                .restApiId(desired.restApiId())
                .resourceId(desired.resourceId())
                .httpMethod(desired.httpMethod())
                .authorizationType(desired.authorizationType().orElse("NONE"));
        desired.authorizerId().ifPresent(request::authorizerId);
        desired.authorizationScopes().ifPresent(request::authorizationScopes);
        desired.apiKeyRequired().ifPresent(request::apiKeyRequired);
        desired.operationName().ifPresent(request::operationName);
        desired.requestValidatorId().ifPresent(request::requestValidatorId);
        desired.requestParameters().ifPresent(request::requestParameters);
        desired.requestModels().ifPresent(request::requestModels);
        context.calls().call(ApiGatewayApi.PUT_METHOD, request.build(), context.call());
        try {
            desired.methodResponses().orElse(List.of()).forEach(response -> put(desired, response, context));
            desired.integration().ifPresent(integration -> put(desired, integration, context));
        } catch (AwsException e) {
            remove(desired, context);
            throw e;
        }
    }

    private static void put(Properties method, Response response, ResourceContext context) {
        var request = PutMethodResponseRequest.builder()
                .restApiId(method.restApiId())
                .resourceId(method.resourceId())
                .httpMethod(method.httpMethod())
                .statusCode(response.statusCode());
        response.responseParameters().ifPresent(request::responseParameters);
        response.responseModels().ifPresent(request::responseModels);
        context.calls().call(ApiGatewayApi.PUT_METHOD_RESPONSE, request.build(), context.call());
    }

    private static void put(Properties method, Integration integration, ResourceContext context) {
        var request = PutIntegrationRequest.builder()
                .restApiId(method.restApiId())
                .resourceId(method.resourceId())
                .httpMethod(method.httpMethod())
                .type(integration.type());
        integration.integrationHttpMethod().ifPresent(request::integrationHttpMethod);
        integration.uri().ifPresent(request::uri);
        integration.credentials().ifPresent(request::credentials);
        integration.connectionType().ifPresent(request::connectionType);
        integration.connectionId().ifPresent(request::connectionId);
        integration.passthroughBehavior().ifPresent(request::passthroughBehavior);
        integration.contentHandling().ifPresent(request::contentHandling);
        integration.timeoutInMillis().ifPresent(request::timeoutInMillis);
        integration.cacheNamespace().ifPresent(request::cacheNamespace);
        integration.cacheKeyParameters().ifPresent(request::cacheKeyParameters);
        integration.requestParameters().ifPresent(request::requestParameters);
        integration.requestTemplates().ifPresent(request::requestTemplates);
        integration.responseTransferMode().ifPresent(request::responseTransferMode);
        integration.integrationTarget().ifPresent(request::integrationTarget);
        integration
                .tlsConfig()
                .flatMap(Tls::insecureSkipVerification)
                .ifPresent(skip -> request.tlsConfig(
                        TlsConfig.builder().insecureSkipVerification(skip).build()));
        context.calls().call(ApiGatewayApi.PUT_INTEGRATION, request.build(), context.call());
        for (IntegrationResponse response : integration.integrationResponses().orElse(List.of())) {
            var answer = PutIntegrationResponseRequest.builder()
                    .restApiId(method.restApiId())
                    .resourceId(method.resourceId())
                    .httpMethod(method.httpMethod())
                    .statusCode(response.statusCode());
            response.selectionPattern().ifPresent(answer::selectionPattern);
            response.contentHandling().ifPresent(answer::contentHandling);
            response.responseParameters().ifPresent(answer::responseParameters);
            response.responseTemplates().ifPresent(answer::responseTemplates);
            context.calls().call(ApiGatewayApi.PUT_INTEGRATION_RESPONSE, answer.build(), context.call());
        }
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        remove(last, context);
    }

    private static void remove(Properties method, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayApi.DELETE_METHOD,
                                DeleteMethodRequest.builder()
                                        .restApiId(method.restApiId())
                                        .resourceId(method.resourceId())
                                        .httpMethod(method.httpMethod())
                                        .build(),
                                context.call()));
    }
}
