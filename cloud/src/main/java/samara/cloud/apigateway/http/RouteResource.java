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
import samara.wire.apigatewayv2.CreateRouteRequest;
import samara.wire.apigatewayv2.DeleteRouteRequest;
import samara.wire.apigatewayv2.ParameterConstraints;
import samara.wire.apigatewayv2.UpdateRouteRequest;

/// `AWS::ApiGatewayV2::Route`. `Ref` is the route's id. A new `ApiId` replaces it.
final class RouteResource implements ResourceType<RouteResource.Properties, RouteResource.Attributes> {

    record Properties(
            String apiId,
            String routeKey,
            Optional<String> target,
            Optional<String> authorizationType,
            Optional<String> authorizerId,
            Optional<List<String>> authorizationScopes,
            Optional<String> operationName,
            Optional<Boolean> apiKeyRequired,
            Optional<String> modelSelectionExpression,
            Optional<Map<String, String>> requestModels,
            Optional<Map<String, Constraints>> requestParameters,
            Optional<String> routeResponseSelectionExpression) {}

    record Constraints(boolean required) {}

    record Attributes(String routeId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGatewayV2::Route", Properties.class, Attributes.class)
                .replacedOn("ApiId");
    }

    private static Map<String, ParameterConstraints> constraints(Properties desired) {
        Map<String, ParameterConstraints> constraints = new LinkedHashMap<>();
        desired.requestParameters()
                .orElse(Map.of())
                .forEach((name, one) -> constraints.put(
                        name,
                        ParameterConstraints.builder().required(one.required()).build()));
        return constraints;
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request = CreateRouteRequest.builder()
                .apiId(desired.apiId())
                .routeKey(desired.routeKey())
                .target(desired.target().orElse(null))
                .authorizationType(desired.authorizationType().orElse(null))
                .authorizerId(desired.authorizerId().orElse(null))
                .authorizationScopes(desired.authorizationScopes().orElse(null))
                .operationName(desired.operationName().orElse(null))
                .apiKeyRequired(desired.apiKeyRequired().orElse(null))
                .modelSelectionExpression(desired.modelSelectionExpression().orElse(null))
                .requestModels(desired.requestModels().orElse(null))
                .requestParameters(desired.requestParameters().isEmpty() ? null : constraints(desired))
                .routeResponseSelectionExpression(
                        desired.routeResponseSelectionExpression().orElse(null))
                .build();
        String id = context.calls()
                .call(ApiGatewayV2Api.CREATE_ROUTE, request, context.call())
                .routeId()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        var request = UpdateRouteRequest.builder()
                .apiId(to.apiId())
                .routeId(at.id())
                .routeKey(to.routeKey())
                .target(to.target().orElse(null))
                .authorizationType(to.authorizationType().orElse("NONE"))
                .authorizerId(to.authorizerId().orElse(null))
                .authorizationScopes(to.authorizationScopes().orElse(List.of()))
                .operationName(to.operationName().orElse(null))
                .apiKeyRequired(to.apiKeyRequired().orElse(from.apiKeyRequired().isEmpty() ? null : false))
                .modelSelectionExpression(to.modelSelectionExpression().orElse(null))
                .requestModels(to.requestModels().orElse(from.requestModels().isEmpty() ? null : Map.of()))
                .requestParameters(
                        to.requestParameters().isEmpty()
                                        && from.requestParameters().isEmpty()
                                ? null
                                : constraints(to))
                .routeResponseSelectionExpression(
                        to.routeResponseSelectionExpression().orElse(null))
                .build();
        context.calls().call(ApiGatewayV2Api.UPDATE_ROUTE, request, context.call());
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayV2Api.DELETE_ROUTE,
                                DeleteRouteRequest.builder()
                                        .apiId(last.apiId())
                                        .routeId(at.id())
                                        .build(),
                                context.call()));
    }
}
