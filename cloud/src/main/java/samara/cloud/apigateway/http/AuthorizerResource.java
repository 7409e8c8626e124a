package samara.cloud.apigateway.http;

import java.util.List;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.CreateAuthorizerRequest;
import samara.wire.apigatewayv2.DeleteAuthorizerRequest;
import samara.wire.apigatewayv2.JWTConfiguration;
import samara.wire.apigatewayv2.UpdateAuthorizerRequest;

/// `AWS::ApiGatewayV2::Authorizer`. `Ref` is the authorizer's id. A new `ApiId` replaces it.
final class AuthorizerResource implements ResourceType<AuthorizerResource.Properties, AuthorizerResource.Attributes> {

    record Properties(
            String apiId,
            String name,
            String authorizerType,
            Optional<List<String>> identitySource,
            Optional<Jwt> jwtConfiguration,
            Optional<String> authorizerUri,
            Optional<String> authorizerCredentialsArn,
            Optional<String> authorizerPayloadFormatVersion,
            Optional<Integer> authorizerResultTtlInSeconds,
            Optional<Boolean> enableSimpleResponses,
            Optional<String> identityValidationExpression) {}

    record Jwt(Optional<List<String>> audience, Optional<String> issuer) {
        JWTConfiguration wire() {
            return JWTConfiguration.builder()
                    .audience(audience.orElse(null))
                    .issuer(issuer.orElse(null))
                    .build();
        }
    }

    record Attributes(String authorizerId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGatewayV2::Authorizer", Properties.class, Attributes.class)
                .replacedOn("ApiId");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request = CreateAuthorizerRequest.builder()
                .apiId(desired.apiId())
                .name(desired.name())
                .authorizerType(desired.authorizerType())
                .identitySource(desired.identitySource().orElse(List.of()))
                .jwtConfiguration(desired.jwtConfiguration().map(Jwt::wire).orElse(null))
                .authorizerUri(desired.authorizerUri().orElse(null))
                .authorizerCredentialsArn(desired.authorizerCredentialsArn().orElse(null))
                .authorizerPayloadFormatVersion(
                        desired.authorizerPayloadFormatVersion().orElse(null))
                .authorizerResultTtlInSeconds(
                        desired.authorizerResultTtlInSeconds().orElse(null))
                .enableSimpleResponses(desired.enableSimpleResponses().orElse(null))
                .build();
        String id = context.calls()
                .call(ApiGatewayV2Api.CREATE_AUTHORIZER, request, context.call())
                .authorizerId()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        var request = UpdateAuthorizerRequest.builder()
                .apiId(to.apiId())
                .authorizerId(at.id())
                .name(to.name())
                .authorizerType(to.authorizerType())
                .identitySource(to.identitySource().orElse(List.of()))
                .jwtConfiguration(to.jwtConfiguration().map(Jwt::wire).orElse(null))
                .authorizerUri(to.authorizerUri().orElse(null))
                .authorizerCredentialsArn(to.authorizerCredentialsArn().orElse(null))
                .authorizerPayloadFormatVersion(
                        to.authorizerPayloadFormatVersion().orElse(null))
                .authorizerResultTtlInSeconds(to.authorizerResultTtlInSeconds().orElse(0))
                .enableSimpleResponses(to.enableSimpleResponses().orElse(false))
                .build();
        context.calls().call(ApiGatewayV2Api.UPDATE_AUTHORIZER, request, context.call());
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayV2Api.DELETE_AUTHORIZER,
                                DeleteAuthorizerRequest.builder()
                                        .apiId(last.apiId())
                                        .authorizerId(at.id())
                                        .build(),
                                context.call()));
    }
}
