package samara.cloud.cognitoidp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import samara.gateway.json.Json;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/// User pools by the SDK and by CloudFormation, before a REST and an HTTP API that ask for their users.
class CognitoTest extends CloudTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PASSWORD = "Corr3ct-horse";
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Pool:
                Type: AWS::Cognito::UserPool
                Properties:
                  Policies: {PasswordPolicy: {MinimumLength: 10, RequireNumbers: true}}
                  Schema:
                    - {Name: email, AttributeDataType: String, Required: true}
                    - {Name: team, AttributeDataType: String, Mutable: true}
                  AdminCreateUserConfig: {AllowAdminCreateUserOnly: true}
                  UsernameConfiguration: {CaseSensitive: false}
              Client:
                Type: AWS::Cognito::UserPoolClient
                Properties:
                  UserPoolId: !Ref Pool
                  ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH, ALLOW_REFRESH_TOKEN_AUTH]
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: v1
                  Auth:
                    DefaultAuthorizer: Users
                    Authorizers:
                      Users: {UserPoolArn: !GetAtt Pool.Arn}
                      Scoped:
                        UserPoolArn: !GetAtt Pool.Arn
                        AuthorizationScopes: [aws.cognito.signin.user.admin]
                  DefinitionBody:
                    swagger: "2.0"
                    info: {title: t, version: "1"}
                    paths:
                      /me: {get: {responses: {}, x-amazon-apigateway-integration: &claims {type: mock,
                        requestTemplates: {application/json: '{"statusCode":200}'},
                        responses: {default: {statusCode: 200, responseTemplates: {application/json:
                          '$context.authorizer.claims.email $context.authorizer.claims.token_use $context.authorizer.claims.exp'}}}}}}
                      /scoped: {get: {security: [{Scoped: [aws.cognito.signin.user.admin]}], responses: {},
                        x-amazon-apigateway-integration: *claims}}
                      /open: {get: {security: [{NONE: []}], responses: {}, x-amazon-apigateway-integration: {type: mock,
                        requestTemplates: {application/json: '{"statusCode":200}'},
                        responses: {default: {statusCode: 200, responseTemplates: {application/json: open}}}}}}
              Tokens:
                Type: AWS::Serverless::HttpApi
                Properties:
                  Auth:
                    DefaultAuthorizer: Users
                    Authorizers:
                      Users:
                        IdentitySource: $request.header.Authorization
                        JwtConfiguration:
                          issuer: !Sub https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}
                          audience: [!Ref Client]
                  DefinitionBody:
                    openapi: 3.0.1
                    info: {title: h, version: "1"}
                    paths:
                      /me: {get: {responses: {}, x-amazon-apigateway-integration: {type: http_proxy,
                        httpMethod: GET, payloadFormatVersion: "1.0",
                        uri: !Sub "ENDPOINT/_aws/execute-api/${Api}/v1/open"}}}
            Outputs:
              Pool: {Value: !Ref Pool}
              Client: {Value: !Ref Client}
              Api: {Value: !Ref Api}
              Tokens: {Value: !Ref Tokens}
              Provider: {Value: !GetAtt Pool.ProviderURL}
            """;

    private static CognitoIdentityProviderClient cognito;
    private static CognitoIdentityProviderClient anybody;
    private static Map<String, String> stack;

    @BeforeAll
    static void deploy() {
        cognito = client(CognitoIdentityProviderClient.builder());
        anybody = CognitoIdentityProviderClient.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        var formation = client(CloudFormationClient.builder());
        formation.createStack(r -> r.stackName("users")
                .templateBody(TEMPLATE.replace("ENDPOINT", endpoint().toString()))
                .capabilities(Capability.CAPABILITY_AUTO_EXPAND, Capability.CAPABILITY_IAM));
        formation.waiter().waitUntilStackCreateComplete(r -> r.stackName("users"), SOON);
        stack = formation.describeStacks(r -> r.stackName("users")).stacks().getFirst().outputs().stream()
                .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        create("ann");
        cognito.adminSetUserPassword(
                r -> r.userPoolId(pool()).username("ann").password(PASSWORD).permanent(true));
    }

    private static String pool() {
        return Objects.requireNonNull(stack.get("Pool"));
    }

    private static void create(String name) {
        cognito.adminCreateUser(r -> r.userPoolId(pool())
                .username(name)
                .temporaryPassword("Temp0rary-1")
                .userAttributes(
                        AttributeType.builder()
                                .name("email")
                                .value(name + "@example.com")
                                .build(),
                        AttributeType.builder().name("custom:team").value("red").build()));
    }

    private static AuthenticationResultType signIn(String name, String password) {
        return anybody.initiateAuth(r -> r.clientId(stack.get("Client"))
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", name, "PASSWORD", password)))
                .authenticationResult();
    }

    private static HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(endpoint() + path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> rest(String path, String token) {
        return get("/_aws/execute-api/" + stack.get("Api") + "/v1" + path, "Authorization", token);
    }

    @Test
    void anIdentityTokenOpensAMethodWithoutScopes() {
        var tokens = signIn("ann", PASSWORD);

        var answer = rest("/me", tokens.idToken());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .as("times are in words, as in AWS's events")
                .matches("ann@example.com id \\w{3} \\w{3} \\d\\d \\d\\d:\\d\\d:\\d\\d UTC \\d{4}");
        assertThat(rest("/me", "Bearer " + tokens.idToken()).statusCode()).isEqualTo(200);
        assertThat(rest("/me", tokens.accessToken()).statusCode()).isEqualTo(401);
    }

    @Test
    void anAccessTokenOpensAMethodOfItsScope() {
        var tokens = signIn("ANN", PASSWORD);

        assertThat(rest("/scoped", tokens.accessToken()).body()).startsWith(" access ");
        assertThat(rest("/scoped", tokens.idToken()).statusCode()).isEqualTo(401);
    }

    @Test
    void withoutAGoodTokenThereIsNoWay() {
        var none = get("/_aws/execute-api/" + stack.get("Api") + "/v1/me");
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(none.headers().firstValue("x-amzn-ErrorType")).contains("UnauthorizedException");

        String token = signIn("ann", PASSWORD).idToken();
        int signature = token.lastIndexOf('.') + 1;
        String forged = token.substring(0, signature)
                + (token.charAt(signature) == 'A' ? 'B' : 'A')
                + token.substring(signature + 1);
        assertThat(rest("/me", forged).statusCode()).isEqualTo(401);
        assertThat(rest("/me", "x.y.z").statusCode()).isEqualTo(401);
    }

    @Test
    void anHttpApiBelievesThePoolsTokens() {
        String path = "/_aws/execute-api/" + stack.get("Tokens") + "/me";

        var answer =
                get(path, "Authorization", "Bearer " + signIn("ann", PASSWORD).accessToken());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("open");
        assertThat(get(path).statusCode()).isEqualTo(401);
    }

    @Test
    void theIssuerPublishesItsKeys() {
        var keys = get("/" + pool() + "/.well-known/jwks.json");
        assertThat(String.valueOf(Json.read(keys.body()))).contains("alg=RS256", "kty=RSA", "use=sig");
        assertThat(get("/" + pool() + "/.well-known/openid-configuration").body())
                .contains("\"issuer\":\"https://cognito-idp.us-east-1.amazonaws.com/" + pool() + "\"");
        assertThat(stack.get("Provider")).isEqualTo("https://cognito-idp.us-east-1.amazonaws.com/" + pool());
        assertThat(get("/us-east-1_nothing/.well-known/jwks.json").statusCode()).isEqualTo(404);
    }

    @Test
    void aTemporaryPasswordMustBeChanged() {
        create("bob");
        var challenge = anybody.initiateAuth(r -> r.clientId(stack.get("Client"))
                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", "bob", "PASSWORD", "Temp0rary-1")));
        assertThat(challenge.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);

        var tokens = anybody.respondToAuthChallenge(r -> r.clientId(stack.get("Client"))
                        .challengeName(ChallengeNameType.NEW_PASSWORD_REQUIRED)
                        .session(challenge.session())
                        .challengeResponses(Map.of("USERNAME", "bob", "NEW_PASSWORD", PASSWORD)))
                .authenticationResult();

        assertThat(rest("/me", tokens.idToken()).statusCode()).isEqualTo(200);
        assertThat(signIn("bob", PASSWORD).tokenType()).isEqualTo("Bearer");
    }

    @Test
    void aRefreshTokenGivesNewTokens() {
        String refresh = signIn("ann", PASSWORD).refreshToken();

        var again = anybody.initiateAuth(r -> r.clientId(stack.get("Client"))
                        .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                        .authParameters(Map.of("REFRESH_TOKEN", refresh)))
                .authenticationResult();

        assertThat(rest("/me", again.idToken()).statusCode()).isEqualTo(200);
        assertThat(again.refreshToken()).isNull();
        assertThatThrownBy(() -> anybody.initiateAuth(r -> r.clientId(stack.get("Client"))
                        .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                        .authParameters(Map.of("REFRESH_TOKEN", again.accessToken()))))
                .isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void whoHoldsAnAccessTokenMayAskWhoItIs() {
        var self = anybody.getUser(r -> r.accessToken(signIn("ann", PASSWORD).accessToken()));

        assertThat(self.username()).isEqualTo("ann");
        assertThat(self.userAttributes()).extracting(AttributeType::name).contains("sub", "email", "custom:team");
    }

    @Test
    void wrongInputIsAnsweredAsCognitoWordsIt() {
        assertThatThrownBy(() -> signIn("ann", "wrong"))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Incorrect username or password.");
        assertThatThrownBy(() -> signIn("nobody", "wrong")).isInstanceOf(UserNotFoundException.class);
        assertThatThrownBy(() -> create("ann")).isInstanceOf(UsernameExistsException.class);
        assertThatThrownBy(() -> cognito.adminSetUserPassword(
                        r -> r.userPoolId(pool()).username("ann").password("short")))
                .isInstanceOf(InvalidPasswordException.class)
                .hasMessageContaining("Password not long enough");
        assertThatThrownBy(() -> cognito.adminInitiateAuth(r -> r.userPoolId(pool())
                        .clientId(stack.get("Client"))
                        .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Auth flow not enabled for this client");
        assertThatThrownBy(() -> cognito.describeUserPool(r -> r.userPoolId("us-east-1_000000000")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("User pool us-east-1_000000000 does not exist.");
        assertThatThrownBy(() -> anybody.describeUserPool(r -> r.userPoolId(pool())))
                .as("unsigned")
                .hasMessageContaining("Missing Authentication Token");
    }

    @Test
    void refusesWhatIsNotBuiltByName() {
        assertThatThrownBy(() -> cognito.createUserPool(r -> r.poolName("t")
                        .lambdaConfig(l -> l.preSignUp("arn:aws:lambda:us-east-1:000000000000:function:f"))))
                .hasMessageContaining("`LambdaConfig`");
        assertThatThrownBy(() -> cognito.createUserPool(r -> r.poolName("t").mfaConfiguration("ON")))
                .hasMessageContaining("`MfaConfiguration` ON is not built");
        assertThatThrownBy(() -> anybody.initiateAuth(r -> r.clientId(stack.get("Client"))
                        .authFlow(AuthFlowType.USER_SRP_AUTH)
                        .authParameters(Map.of("USERNAME", "ann"))))
                .hasMessageContaining("`USER_SRP_AUTH` is not built");
    }

    @Test
    void aClientWithASecretMustShowIt() {
        var secret = cognito.createUserPoolClient(r -> r.userPoolId(pool())
                        .clientName("server")
                        .generateSecret(true)
                        .explicitAuthFlowsWithStrings("ALLOW_ADMIN_USER_PASSWORD_AUTH"))
                .userPoolClient();
        assertThat(secret.clientSecret()).hasSize(51);

        assertThatThrownBy(() -> cognito.adminInitiateAuth(r -> r.userPoolId(pool())
                        .clientId(secret.clientId())
                        .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", "ann", "PASSWORD", PASSWORD))))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("SECRET_HASH was not received");
        cognito.deleteUserPoolClient(r -> r.userPoolId(pool()).clientId(secret.clientId()));
        assertThat(cognito.listUserPoolClients(r -> r.userPoolId(pool())).userPoolClients())
                .singleElement()
                .satisfies(client -> assertThat(client.clientId()).isEqualTo(stack.get("Client")));
    }

    @Test
    void aPoolInChinaHasItsProviderThere() {
        var credentials = cloud().adminCredentials();
        var china = CloudFormationClient.builder()
                .endpointOverride(endpoint())
                .region(Region.CN_NORTH_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey())))
                .build();
        china.createStack(r -> r.stackName("china").templateBody("""
                Resources:
                  Pool: {Type: AWS::Cognito::UserPool}
                Outputs:
                  Name: {Value: !GetAtt Pool.ProviderName}
                  Expected: {Value: !Sub "cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${Pool}"}
                """));
        china.waiter().waitUntilStackCreateComplete(r -> r.stackName("china"), SOON);

        Map<String, String> outputs =
                china.describeStacks(r -> r.stackName("china")).stacks().getFirst().outputs().stream()
                        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        assertThat(outputs.get("Name"))
                .startsWith("cognito-idp.cn-north-1.amazonaws.com.cn/")
                .isEqualTo(outputs.get("Expected"));
    }
}
