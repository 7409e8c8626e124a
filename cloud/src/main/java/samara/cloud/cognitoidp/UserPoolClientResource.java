package samara.cloud.cognitoidp;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.cognitoidp.CognitoIdpApi;
import samara.wire.cognitoidp.CreateUserPoolClientRequest;
import samara.wire.cognitoidp.DeleteUserPoolClientRequest;
import samara.wire.cognitoidp.TokenValidityUnitsType;
import samara.wire.cognitoidp.UpdateUserPoolClientRequest;
import samara.wire.cognitoidp.UserPoolClientType;

/// `AWS::Cognito::UserPoolClient`. `Ref` is the client's id. A new pool or `GenerateSecret` replaces it.
///
/// See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html>.
final class UserPoolClientResource
        implements ResourceType<UserPoolClientResource.Properties, UserPoolClientResource.Attributes> {
    private static final int MAX_NAME = 128;

    record Properties(
            String userPoolId,
            Optional<String> clientName,
            Optional<Boolean> generateSecret,
            Optional<Integer> refreshTokenValidity,
            Optional<Integer> accessTokenValidity,
            Optional<Integer> idTokenValidity,
            Optional<TokenValidityUnitsType> tokenValidityUnits,
            Optional<List<String>> readAttributes,
            Optional<List<String>> writeAttributes,
            Optional<List<String>> explicitAuthFlows,
            Optional<List<String>> supportedIdentityProviders,
            Optional<List<String>> callbackURLs,
            Optional<List<String>> logoutURLs,
            Optional<String> defaultRedirectURI,
            Optional<List<String>> allowedOAuthFlows,
            Optional<List<String>> allowedOAuthScopes,
            Optional<Boolean> allowedOAuthFlowsUserPoolClient,
            Optional<String> preventUserExistenceErrors,
            Optional<Boolean> enableTokenRevocation,
            Optional<Integer> authSessionValidity) {}

    /// What `Fn::GetAtt` gives.
    record Attributes(String clientId, String name, Optional<String> clientSecret) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::Cognito::UserPoolClient", Properties.class, Attributes.class)
                .replacedOn("UserPoolId", "GenerateSecret");
    }

    private static Physical<Attributes> physical(Optional<UserPoolClientType> made) {
        UserPoolClientType client = made.orElseThrow();
        String id = client.clientId().orElseThrow();
        return new Physical<>(id, new Attributes(id, client.clientName().orElse(""), client.clientSecret()));
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request = CreateUserPoolClientRequest.builder()
                .userPoolId(desired.userPoolId())
                .clientName(desired.clientName().orElseGet(() -> context.generatedName(MAX_NAME)))
                .generateSecret(desired.generateSecret().orElse(null))
                .refreshTokenValidity(desired.refreshTokenValidity().orElse(null))
                .accessTokenValidity(desired.accessTokenValidity().orElse(null))
                .idTokenValidity(desired.idTokenValidity().orElse(null))
                .tokenValidityUnits(desired.tokenValidityUnits().orElse(null))
                .readAttributes(desired.readAttributes().orElse(null))
                .writeAttributes(desired.writeAttributes().orElse(null))
                .explicitAuthFlows(desired.explicitAuthFlows().orElse(null))
                .supportedIdentityProviders(desired.supportedIdentityProviders().orElse(null))
                .callbackURLs(desired.callbackURLs().orElse(null))
                .logoutURLs(desired.logoutURLs().orElse(null))
                .defaultRedirectURI(desired.defaultRedirectURI().orElse(null))
                .allowedOAuthFlows(desired.allowedOAuthFlows().orElse(null))
                .allowedOAuthScopes(desired.allowedOAuthScopes().orElse(null))
                .allowedOAuthFlowsUserPoolClient(
                        desired.allowedOAuthFlowsUserPoolClient().orElse(null))
                .preventUserExistenceErrors(desired.preventUserExistenceErrors().orElse(null))
                .enableTokenRevocation(desired.enableTokenRevocation().orElse(null))
                .authSessionValidity(desired.authSessionValidity().orElse(null))
                .build();
        return physical(context.calls()
                .call(CognitoIdpApi.CREATE_USER_POOL_CLIENT, request, context.call())
                .userPoolClient());
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        var request = UpdateUserPoolClientRequest.builder()
                .userPoolId(to.userPoolId())
                .clientId(at.id())
                .clientName(to.clientName().orElse(null))
                .refreshTokenValidity(to.refreshTokenValidity().orElse(null))
                .accessTokenValidity(to.accessTokenValidity().orElse(null))
                .idTokenValidity(to.idTokenValidity().orElse(null))
                .tokenValidityUnits(to.tokenValidityUnits().orElse(null))
                .readAttributes(to.readAttributes().orElse(null))
                .writeAttributes(to.writeAttributes().orElse(null))
                .explicitAuthFlows(to.explicitAuthFlows().orElse(null))
                .supportedIdentityProviders(to.supportedIdentityProviders().orElse(null))
                .callbackURLs(to.callbackURLs().orElse(null))
                .logoutURLs(to.logoutURLs().orElse(null))
                .defaultRedirectURI(to.defaultRedirectURI().orElse(null))
                .allowedOAuthFlows(to.allowedOAuthFlows().orElse(null))
                .allowedOAuthScopes(to.allowedOAuthScopes().orElse(null))
                .allowedOAuthFlowsUserPoolClient(
                        to.allowedOAuthFlowsUserPoolClient().orElse(null))
                .preventUserExistenceErrors(to.preventUserExistenceErrors().orElse(null))
                .enableTokenRevocation(to.enableTokenRevocation().orElse(null))
                .authSessionValidity(to.authSessionValidity().orElse(null))
                .build();
        return physical(context.calls()
                .call(CognitoIdpApi.UPDATE_USER_POOL_CLIENT, request, context.call())
                .userPoolClient());
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                "ResourceNotFoundException",
                () -> context.calls()
                        .call(
                                CognitoIdpApi.DELETE_USER_POOL_CLIENT,
                                DeleteUserPoolClientRequest.builder()
                                        .userPoolId(last.userPoolId())
                                        .clientId(at.id())
                                        .build(),
                                context.call()));
    }
}
