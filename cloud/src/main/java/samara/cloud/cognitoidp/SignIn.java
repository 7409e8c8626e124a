package samara.cloud.cognitoidp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.gateway.json.Json;
import samara.wire.cognitoidp.AdminInitiateAuthRequest;
import samara.wire.cognitoidp.AdminInitiateAuthResponse;
import samara.wire.cognitoidp.AdminRespondToAuthChallengeRequest;
import samara.wire.cognitoidp.AdminRespondToAuthChallengeResponse;
import samara.wire.cognitoidp.AuthenticationResultType;
import samara.wire.cognitoidp.CognitoIdpApi;
import samara.wire.cognitoidp.InitiateAuthRequest;
import samara.wire.cognitoidp.InitiateAuthResponse;
import samara.wire.cognitoidp.RespondToAuthChallengeRequest;
import samara.wire.cognitoidp.RespondToAuthChallengeResponse;
import samara.wire.cognitoidp.UserPoolClientType;

/// Signing in: `InitiateAuth`, `RespondToAuthChallenge` and what an administrator's server calls instead of them.
///
/// See [authentication](https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html).
final class SignIn {
    private static final String NEW_PASSWORD = "NEW_PASSWORD_REQUIRED";

    private final Kernel kernel;
    private final UserPools pools;
    private final Tokens tokens;

    SignIn(Kernel kernel, UserPools pools, Tokens tokens) {
        this.kernel = kernel;
        this.pools = pools;
        this.tokens = tokens;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                CognitoOperation.open(CognitoIdpApi.INITIATE_AUTH, this::initiate),
                CognitoOperation.open(CognitoIdpApi.RESPOND_TO_AUTH_CHALLENGE, this::respond),
                CognitoOperation.on(
                        CognitoIdpApi.ADMIN_INITIATE_AUTH, AdminInitiateAuthRequest::userPoolId, this::adminInitiate),
                CognitoOperation.on(
                        CognitoIdpApi.ADMIN_RESPOND_TO_AUTH_CHALLENGE,
                        AdminRespondToAuthChallengeRequest::userPoolId,
                        this::adminRespond));
    }

    /// What a step of a sign-in comes to: tokens, or a challenge.
    private record Outcome(
            @Nullable AuthenticationResultType tokens,
            @Nullable String challenge,
            @Nullable String session,
            Map<String, String> parameters) {

        static Outcome of(AuthenticationResultType tokens) {
            return new Outcome(tokens, null, null, Map.of());
        }
    }

    private InitiateAuthResponse initiate(InitiateAuthRequest in, Call call) {
        UserPoolClientType client = client(in.clientId());
        Outcome outcome =
                start(client, pool(client), in.authFlow(), in.authParameters().orElse(Map.of()), false);
        return InitiateAuthResponse.builder()
                .authenticationResult(outcome.tokens())
                .challengeName(outcome.challenge())
                .session(outcome.session())
                .challengeParameters(outcome.parameters())
                .build();
    }

    private AdminInitiateAuthResponse adminInitiate(AdminInitiateAuthRequest in, Call call) {
        StoredPool pool = pools.get(call.scope(), in.userPoolId());
        UserPoolClientType client = pools.client(pool, in.clientId());
        Outcome outcome = start(client, pool, in.authFlow(), in.authParameters().orElse(Map.of()), true);
        return AdminInitiateAuthResponse.builder()
                .authenticationResult(outcome.tokens())
                .challengeName(outcome.challenge())
                .session(outcome.session())
                .challengeParameters(outcome.parameters())
                .build();
    }

    private RespondToAuthChallengeResponse respond(RespondToAuthChallengeRequest in, Call call) {
        UserPoolClientType client = client(in.clientId());
        var tokens = answer(
                client,
                pool(client),
                in.challengeName(),
                in.session(),
                in.challengeResponses().orElse(Map.of()));
        return RespondToAuthChallengeResponse.builder()
                .authenticationResult(tokens)
                .challengeParameters(Map.of())
                .build();
    }

    private AdminRespondToAuthChallengeResponse adminRespond(AdminRespondToAuthChallengeRequest in, Call call) {
        StoredPool pool = pools.get(call.scope(), in.userPoolId());
        var tokens = answer(
                pools.client(pool, in.clientId()),
                pool,
                in.challengeName(),
                in.session(),
                in.challengeResponses().orElse(Map.of()));
        return AdminRespondToAuthChallengeResponse.builder()
                .authenticationResult(tokens)
                .challengeParameters(Map.of())
                .build();
    }

    private UserPoolClientType client(String id) {
        return pools.client(id).orElseThrow(() -> CognitoErrors.noClient(id));
    }

    private StoredPool pool(UserPoolClientType client) {
        String id = client.userPoolId().orElseThrow();
        return pools.find(id).orElseThrow(() -> CognitoErrors.noPool(id));
    }

    private Outcome start(
            UserPoolClientType client, StoredPool pool, String flow, Map<String, String> given, boolean admin) {
        return switch (flow) {
            case "USER_PASSWORD_AUTH" -> {
                allowed(client, flow, "ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH");
                yield byPassword(client, pool, given);
            }
            case "ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH" -> {
                if (!admin) {
                    throw CognitoErrors.invalid("Initiate Auth method not supported.");
                }
                allowed(client, "Auth", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH");
                yield byPassword(client, pool, given);
            }
            case "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN" -> {
                allowed(client, "Refresh token", "ALLOW_REFRESH_TOKEN_AUTH", "REFRESH_TOKEN_AUTH");
                yield Outcome.of(byRefreshToken(client, pool, given));
            }
            case "USER_SRP_AUTH", "CUSTOM_AUTH", "USER_AUTH" ->
                throw CognitoErrors.notBuilt("The authentication flow `" + flow + "`");
            default ->
                throw CognitoErrors.invalid("1 validation error detected: Value '" + flow
                        + "' at 'authFlow' failed to satisfy constraint: Member must satisfy enum value set");
        };
    }

    private static void allowed(UserPoolClientType client, String name, String flow, String older) {
        List<String> flows = client.explicitAuthFlows().orElse(List.of());
        if (!flows.contains(flow) && !flows.contains(older)) {
            throw CognitoErrors.invalid(name + " flow not enabled for this client");
        }
    }

    private Outcome byPassword(UserPoolClientType client, StoredPool pool, Map<String, String> given) {
        String name = required(given, "USERNAME");
        String password = required(given, "PASSWORD");
        checkSecret(client, given, name);
        Optional<StoredUser> found = pools.user(pool, name);
        boolean tells = !client.preventUserExistenceErrors().orElse("LEGACY").equals("ENABLED");
        if (found.isEmpty() && tells) {
            throw CognitoErrors.noUser();
        }
        if (found.isEmpty() || !Passwords.matches(password, found.get().password())) {
            throw CognitoErrors.wrongPassword();
        }
        StoredUser user = found.get();
        if (!user.enabled()) {
            throw CognitoErrors.notAuthorized("User is disabled.");
        }
        if (user.status().equals(Users.TEMPORARY)) {
            String clientId = client.clientId().orElseThrow();
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("USER_ID_FOR_SRP", user.username());
            parameters.put("requiredAttributes", "[]");
            Map<String, String> attributes = new LinkedHashMap<>(user.attributes());
            attributes.remove("sub");
            parameters.put("userAttributes", Json.text(attributes));
            Duration validity = Duration.ofMinutes(client.authSessionValidity().orElse(3));
            return new Outcome(null, NEW_PASSWORD, tokens.own(pool, user, clientId, "session", validity), parameters);
        }
        return Outcome.of(tokens.issue(pool, client, user, true));
    }

    private AuthenticationResultType byRefreshToken(
            UserPoolClientType client, StoredPool pool, Map<String, String> given) {
        String token = required(given, "REFRESH_TOKEN");
        StoredUser user = tokens.read(pool, token, "refresh")
                .filter(read ->
                        client.clientId().orElseThrow().equals(read.claims().get("client_id")))
                .flatMap(read -> pools.user(pool, String.valueOf(read.claims().get("sub"))))
                .filter(StoredUser::enabled)
                .orElseThrow(() -> CognitoErrors.notAuthorized("Invalid Refresh Token"));
        checkSecret(client, given, user.sub(), user.username());
        return tokens.issue(pool, client, user, false);
    }

    private AuthenticationResultType answer(
            UserPoolClientType client,
            StoredPool pool,
            String challenge,
            Optional<String> session,
            Map<String, String> given) {
        if (!challenge.equals(NEW_PASSWORD)) {
            throw CognitoErrors.notBuilt("The challenge `" + challenge + "`");
        }
        String name = required(given, "USERNAME");
        String password = required(given, "NEW_PASSWORD");
        checkSecret(client, given, name);
        StoredUser user = session.flatMap(text -> tokens.read(pool, text, "session"))
                .filter(read ->
                        client.clientId().orElseThrow().equals(read.claims().get("client_id")))
                .flatMap(read -> pools.user(pool, String.valueOf(read.claims().get("sub"))))
                .filter(found ->
                        found.username().equals(name) || pools.user(pool, name).equals(Optional.of(found)))
                .orElseThrow(() -> CognitoErrors.notAuthorized("Invalid session for the user."));
        if (!user.status().equals(Users.TEMPORARY)) {
            throw CognitoErrors.notAuthorized("Invalid session for the user, session is expired.");
        }
        Passwords.check(password, pool);
        StoredUser confirmed = user.withPassword(
                Passwords.hash(password, kernel.ids()),
                Users.CONFIRMED,
                kernel.clock().now());
        pools.put(pool, confirmed);
        return tokens.issue(pool, client, confirmed, true);
    }

    private static String required(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null || value.isEmpty()) {
            throw CognitoErrors.invalid("Missing required parameter " + name);
        }
        return value;
    }

    /// A client with a secret must show that it knows it.
    private static void checkSecret(UserPoolClientType client, Map<String, String> given, String... names) {
        if (client.clientSecret().isEmpty()) {
            return;
        }
        String id = client.clientId().orElseThrow();
        String hash = given.get("SECRET_HASH");
        if (hash == null) {
            throw CognitoErrors.notAuthorized(
                    "Client " + id + " is configured with secret but SECRET_HASH was not" + " received");
        }
        for (String name : names) {
            byte[] wanted = secretHash(client.clientSecret().get(), name + id);
            if (MessageDigest.isEqual(wanted, hash.getBytes(StandardCharsets.UTF_8))) {
                return;
            }
        }
        throw CognitoErrors.notAuthorized("SecretHash does not match for the client: " + id);
    }

    private static byte[] secretHash(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encode(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("There is no HMAC.", e);
        }
    }
}
