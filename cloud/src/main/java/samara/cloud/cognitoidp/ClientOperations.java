package samara.cloud.cognitoidp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.cognitoidp.CognitoIdpApi;
import samara.wire.cognitoidp.CreateUserPoolClientRequest;
import samara.wire.cognitoidp.CreateUserPoolClientResponse;
import samara.wire.cognitoidp.DeleteUserPoolClientRequest;
import samara.wire.cognitoidp.DescribeUserPoolClientRequest;
import samara.wire.cognitoidp.DescribeUserPoolClientResponse;
import samara.wire.cognitoidp.ListUserPoolClientsRequest;
import samara.wire.cognitoidp.ListUserPoolClientsResponse;
import samara.wire.cognitoidp.UpdateUserPoolClientRequest;
import samara.wire.cognitoidp.UpdateUserPoolClientResponse;
import samara.wire.cognitoidp.UserPoolClientDescription;
import samara.wire.cognitoidp.UserPoolClientType;

/// Operations on the app clients of pools.
final class ClientOperations {
    private static final List<String> DEFAULT_FLOWS =
            List.of("ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH");
    private static final Set<String> FLOWS = Set.of(
            "ADMIN_NO_SRP_AUTH",
            "CUSTOM_AUTH_FLOW_ONLY",
            "USER_PASSWORD_AUTH",
            "ALLOW_ADMIN_USER_PASSWORD_AUTH",
            "ALLOW_CUSTOM_AUTH",
            "ALLOW_USER_PASSWORD_AUTH",
            "ALLOW_USER_SRP_AUTH",
            "ALLOW_REFRESH_TOKEN_AUTH",
            "ALLOW_USER_AUTH");

    private final Kernel kernel;
    private final UserPools pools;

    ClientOperations(Kernel kernel, UserPools pools) {
        this.kernel = kernel;
        this.pools = pools;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                CognitoOperation.on(
                        CognitoIdpApi.CREATE_USER_POOL_CLIENT, CreateUserPoolClientRequest::userPoolId, this::create),
                CognitoOperation.on(
                        CognitoIdpApi.DESCRIBE_USER_POOL_CLIENT,
                        DescribeUserPoolClientRequest::userPoolId,
                        this::describe),
                CognitoOperation.on(
                        CognitoIdpApi.UPDATE_USER_POOL_CLIENT, UpdateUserPoolClientRequest::userPoolId, this::update),
                CognitoOperation.on(
                        CognitoIdpApi.DELETE_USER_POOL_CLIENT, DeleteUserPoolClientRequest::userPoolId, this::delete),
                CognitoOperation.on(
                        CognitoIdpApi.LIST_USER_POOL_CLIENTS, ListUserPoolClientsRequest::userPoolId, this::list));
    }

    private static void check(Optional<List<String>> flows) {
        flows.orElse(List.of()).stream().filter(flow -> !FLOWS.contains(flow)).forEach(flow -> {
            throw CognitoErrors.invalid("The authentication flow `" + flow + "` is not known.");
        });
    }

    private CreateUserPoolClientResponse create(CreateUserPoolClientRequest in, Call call) {
        StoredPool pool = pools.get(call.scope(), in.userPoolId());
        check(in.explicitAuthFlows());
        Instant now = kernel.clock().now();
        boolean secret = in.generateSecret().orElse(false);
        UserPoolClientType client = UserPoolClientType.builder()
                .userPoolId(pool.id())
                .clientName(in.clientName())
                .clientId(kernel.ids().lowerAlphanumeric(26))
                .clientSecret(in.clientSecret().orElse(secret ? kernel.ids().lowerAlphanumeric(51) : null))
                .creationDate(now)
                .lastModifiedDate(now)
                .refreshTokenValidity(in.refreshTokenValidity().orElse(30))
                .accessTokenValidity(in.accessTokenValidity().orElse(null))
                .idTokenValidity(in.idTokenValidity().orElse(null))
                .tokenValidityUnits(in.tokenValidityUnits().orElse(null))
                .readAttributes(in.readAttributes().orElse(null))
                .writeAttributes(in.writeAttributes().orElse(null))
                .explicitAuthFlows(in.explicitAuthFlows().orElse(DEFAULT_FLOWS))
                .supportedIdentityProviders(in.supportedIdentityProviders().orElse(null))
                .callbackURLs(in.callbackURLs().orElse(null))
                .logoutURLs(in.logoutURLs().orElse(null))
                .defaultRedirectURI(in.defaultRedirectURI().orElse(null))
                .allowedOAuthFlows(in.allowedOAuthFlows().orElse(null))
                .allowedOAuthScopes(in.allowedOAuthScopes().orElse(null))
                .allowedOAuthFlowsUserPoolClient(
                        in.allowedOAuthFlowsUserPoolClient().orElse(false))
                .analyticsConfiguration(in.analyticsConfiguration().orElse(null))
                .preventUserExistenceErrors(in.preventUserExistenceErrors().orElse(null))
                .enableTokenRevocation(in.enableTokenRevocation().orElse(true))
                .enablePropagateAdditionalUserContextData(
                        in.enablePropagateAdditionalUserContextData().orElse(false))
                .authSessionValidity(in.authSessionValidity().orElse(3))
                .refreshTokenRotation(in.refreshTokenRotation().orElse(null))
                .build();
        pools.put(client);
        return CreateUserPoolClientResponse.builder().userPoolClient(client).build();
    }

    private DescribeUserPoolClientResponse describe(DescribeUserPoolClientRequest in, Call call) {
        StoredPool pool = pools.get(call.scope(), in.userPoolId());
        return DescribeUserPoolClientResponse.builder()
                .userPoolClient(pools.client(pool, in.clientId()))
                .build();
    }

    /// As in AWS, what a request does not name goes back to its default.
    private UpdateUserPoolClientResponse update(UpdateUserPoolClientRequest in, Call call) {
        UserPoolClientType before = pools.client(pools.get(call.scope(), in.userPoolId()), in.clientId());
        check(in.explicitAuthFlows());
        UserPoolClientType client = UserPoolClientType.builder()
                .userPoolId(in.userPoolId())
                .clientName(in.clientName().or(before::clientName).orElse(null))
                .clientId(in.clientId())
                .clientSecret(before.clientSecret().orElse(null))
                .creationDate(before.creationDate().orElse(null))
                .lastModifiedDate(kernel.clock().now())
                .refreshTokenValidity(in.refreshTokenValidity().orElse(30))
                .accessTokenValidity(in.accessTokenValidity().orElse(null))
                .idTokenValidity(in.idTokenValidity().orElse(null))
                .tokenValidityUnits(in.tokenValidityUnits().orElse(null))
                .readAttributes(in.readAttributes().orElse(null))
                .writeAttributes(in.writeAttributes().orElse(null))
                .explicitAuthFlows(in.explicitAuthFlows().orElse(DEFAULT_FLOWS))
                .supportedIdentityProviders(in.supportedIdentityProviders().orElse(null))
                .callbackURLs(in.callbackURLs().orElse(null))
                .logoutURLs(in.logoutURLs().orElse(null))
                .defaultRedirectURI(in.defaultRedirectURI().orElse(null))
                .allowedOAuthFlows(in.allowedOAuthFlows().orElse(null))
                .allowedOAuthScopes(in.allowedOAuthScopes().orElse(null))
                .allowedOAuthFlowsUserPoolClient(
                        in.allowedOAuthFlowsUserPoolClient().orElse(false))
                .analyticsConfiguration(in.analyticsConfiguration().orElse(null))
                .preventUserExistenceErrors(in.preventUserExistenceErrors().orElse(null))
                .enableTokenRevocation(in.enableTokenRevocation().orElse(true))
                .enablePropagateAdditionalUserContextData(
                        in.enablePropagateAdditionalUserContextData().orElse(false))
                .authSessionValidity(in.authSessionValidity().orElse(3))
                .refreshTokenRotation(in.refreshTokenRotation().orElse(null))
                .build();
        pools.put(client);
        return UpdateUserPoolClientResponse.builder().userPoolClient(client).build();
    }

    private Nothing delete(DeleteUserPoolClientRequest in, Call call) {
        pools.client(pools.get(call.scope(), in.userPoolId()), in.clientId());
        pools.deleteClient(in.clientId());
        return Nothing.INSTANCE;
    }

    private ListUserPoolClientsResponse list(ListUserPoolClientsRequest in, Call call) {
        StoredPool pool = pools.get(call.scope(), in.userPoolId());
        List<UserPoolClientType> all = pools.clients(pool.id()).stream()
                .filter(client -> in.nextToken()
                        .filter(after -> client.clientId().orElse("").compareTo(after) <= 0)
                        .isEmpty())
                .toList();
        int limit = Math.clamp(in.maxResults().orElse(60), 1, 60);
        return ListUserPoolClientsResponse.builder()
                .userPoolClients(all.stream()
                        .limit(limit)
                        .map(client -> UserPoolClientDescription.builder()
                                .clientId(client.clientId().orElse(null))
                                .userPoolId(pool.id())
                                .clientName(client.clientName().orElse(null))
                                .build())
                        .toList())
                .nextToken(all.size() > limit ? all.get(limit - 1).clientId().orElse(null) : null)
                .build();
    }
}
