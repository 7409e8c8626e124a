package samara.cloud.apigateway.http;

import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.template.Node;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.CreateRouteResponseRequest;
import samara.wire.apigatewayv2.DeleteRouteResponseRequest;

/// `AWS::ApiGatewayV2::RouteResponse`. `Ref` is the response's id. Each change replaces it.
final class RouteResponseResource
        implements ResourceType<RouteResponseResource.Properties, RouteResponseResource.Attributes> {

    record Properties(
            String apiId,
            String routeId,
            String routeResponseKey,
            Optional<String> modelSelectionExpression,
            Optional<Node> responseModels,
            Optional<Node> responseParameters) {}

    record Attributes(String routeResponseId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGatewayV2::RouteResponse", Properties.class, Attributes.class)
                .replacedOn("ApiId", "RouteId", "RouteResponseKey");
    }

    private static void refuse(Properties desired) {
        if (desired.modelSelectionExpression().isPresent()
                || desired.responseModels().isPresent()
                || desired.responseParameters().isPresent()) {
            throw ApiGatewayErrors.notBuilt(
                    "`ModelSelectionExpression`, `ResponseModels` or `ResponseParameters` of a route response");
        }
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        refuse(desired);
        String id = context.calls()
                .call(
                        ApiGatewayV2Api.CREATE_ROUTE_RESPONSE,
                        CreateRouteResponseRequest.builder()
                                .apiId(desired.apiId())
                                .routeId(desired.routeId())
                                .routeResponseKey(desired.routeResponseKey())
                                .build(),
                        context.call())
                .routeResponseId()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        refuse(to);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayV2Api.DELETE_ROUTE_RESPONSE,
                                DeleteRouteResponseRequest.builder()
                                        .apiId(last.apiId())
                                        .routeId(last.routeId())
                                        .routeResponseId(at.id())
                                        .build(),
                                context.call()));
    }
}
