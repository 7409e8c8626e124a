package samara.cloud.apigateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Attribute;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateAuthorizerRequest;
import samara.wire.apigateway.DeleteAuthorizerRequest;
import samara.wire.apigateway.PatchOperation;
import samara.wire.apigateway.UpdateAuthorizerRequest;

/// `AWS::ApiGateway::Authorizer`. `Ref` is the authorizer's id.
final class AuthorizerResource implements ResourceType<AuthorizerResource.Properties, AuthorizerResource.Attributes> {

    record Properties(
            String restApiId,
            String name,
            String type,
            Optional<String> authType,
            Optional<String> authorizerUri,
            Optional<String> authorizerCredentials,
            Optional<Integer> authorizerResultTtlInSeconds,
            Optional<String> identitySource,
            Optional<String> identityValidationExpression,
            @Attribute("ProviderARNs") Optional<List<String>> providerArns) {}

    record Attributes(String authorizerId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::Authorizer", Properties.class, Attributes.class)
                .replacedOn("RestApiId", "Type", "AuthType", "ProviderARNs");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request = CreateAuthorizerRequest.builder()
                .restApiId(desired.restApiId())
                .name(desired.name())
                .type(desired.type());
        desired.authType().ifPresent(request::authType);
        desired.authorizerUri().ifPresent(request::authorizerUri);
        desired.authorizerCredentials().ifPresent(request::authorizerCredentials);
        desired.authorizerResultTtlInSeconds().ifPresent(request::authorizerResultTtlInSeconds);
        desired.identitySource().ifPresent(request::identitySource);
        desired.identityValidationExpression().ifPresent(request::identityValidationExpression);
        desired.providerArns().ifPresent(request::providerARNs);
        String id = context.calls()
                .call(ApiGatewayApi.CREATE_AUTHORIZER, request.build(), context.call())
                .id()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        List<PatchOperation> patches = new ArrayList<>();
        patches.add(RestApiResource.patch("replace", "/name", to.name()));
        patch(patches, "/authorizerUri", to.authorizerUri());
        patch(patches, "/authorizerCredentials", to.authorizerCredentials());
        patch(patches, "/identitySource", to.identitySource());
        patch(patches, "/identityValidationExpression", to.identityValidationExpression());
        patch(
                patches,
                "/authorizerResultTtlInSeconds",
                to.authorizerResultTtlInSeconds().map(String::valueOf));
        context.calls()
                .call(
                        ApiGatewayApi.UPDATE_AUTHORIZER,
                        UpdateAuthorizerRequest.builder()
                                .restApiId(to.restApiId())
                                .authorizerId(at.id())
                                .patchOperations(patches)
                                .build(),
                        context.call());
        return at;
    }

    private static void patch(List<PatchOperation> patches, String path, Optional<String> value) {
        patches.add(RestApiResource.patch(value.isPresent() ? "replace" : "remove", path, value.orElse("")));
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayApi.DELETE_AUTHORIZER,
                                DeleteAuthorizerRequest.builder()
                                        .restApiId(last.restApiId())
                                        .authorizerId(at.id())
                                        .build(),
                                context.call()));
    }
}
