package samara.cloud.apigateway;

import java.util.Map;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.DeleteGatewayResponseRequest;
import samara.wire.apigateway.PutGatewayResponseRequest;

/// `AWS::ApiGateway::GatewayResponse`. `Ref` is its type.
final class GatewayResponseResource
        implements ResourceType<GatewayResponseResource.Properties, GatewayResponseResource.Attributes> {

    record Properties(
            String restApiId,
            String responseType,
            Optional<String> statusCode,
            Optional<Map<String, String>> responseParameters,
            Optional<Map<String, String>> responseTemplates) {}

    record Attributes(String id) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::GatewayResponse", Properties.class, Attributes.class)
                .replacedOn("RestApiId", "ResponseType");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        put(desired, context);
        return new Physical<>(desired.responseType(), new Attributes(desired.responseType()));
    }

    private static void put(Properties desired, ResourceContext context) {
        var request = PutGatewayResponseRequest.builder()
                .restApiId(desired.restApiId())
                .responseType(desired.responseType());
        desired.statusCode().ifPresent(request::statusCode);
        desired.responseParameters().ifPresent(request::responseParameters);
        desired.responseTemplates().ifPresent(request::responseTemplates);
        context.calls().call(ApiGatewayApi.PUT_GATEWAY_RESPONSE, request.build(), context.call());
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        put(to, context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayApi.DELETE_GATEWAY_RESPONSE,
                                DeleteGatewayResponseRequest.builder()
                                        .restApiId(last.restApiId())
                                        .responseType(last.responseType())
                                        .build(),
                                context.call()));
    }
}
