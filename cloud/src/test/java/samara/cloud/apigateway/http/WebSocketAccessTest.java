package samara.cloud.apigateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import samara.cloud.kernel.Credentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.iam.IamClient;

/// Who may connect to a WebSocket API by IAM, and who may manage its connections.
class WebSocketAccessTest extends CloudTest {
    private static String path;

    @BeforeAll
    static void deploy() {
        var apis = client(ApiGatewayV2Client.builder());
        String api = apis.createApi(request -> request.name("signed")
                        .protocolType(ProtocolType.WEBSOCKET)
                        .routeSelectionExpression("$request.body.action"))
                .apiId();
        // Lets in whom the event names by its signature.
        String mock = apis.createIntegration(request -> request.apiId(api)
                        .integrationType(IntegrationType.MOCK)
                        .requestTemplates(Map.of(
                                "$default",
                                "#if($context.identity.userArn.endsWith(\":user/ada\")){\"statusCode\": 200}"
                                        + "#else{\"statusCode\": 500}#end")))
                .integrationId();
        apis.createRoute(request -> request.apiId(api)
                .routeKey("$connect")
                .authorizationType(AuthorizationType.AWS_IAM)
                .target("integrations/" + mock));
        apis.createStage(request -> request.apiId(api).stageName("live").autoDeploy(true));
        path = "/_aws/execute-api/" + api + "/live";
    }

    private static Credentials user(String name) {
        var iam = client(IamClient.builder());
        iam.createUser(request -> request.userName(name));
        var key = iam.createAccessKey(request -> request.userName(name)).accessKey();
        return new Credentials(key.accessKeyId(), key.secretAccessKey(), Optional.empty(), Optional.empty());
    }

    private static void allow(String name, String action) {
        client(IamClient.builder())
                .putUserPolicy(request -> request.userName(name)
                        .policyName(action.replace(':', '-'))
                        .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
                                + action + "\",\"Resource\":\"*\"}]}"));
    }

    /// Names and values of the headers that sign a handshake.
    private static String[] signature(Credentials credentials) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(endpoint() + path))
                .putHeader("Host", "localhost")
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(
                                AwsCredentialsIdentity.create(credentials.accessKeyId(), credentials.secretAccessKey()))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
        List<String> headers = new ArrayList<>();
        signed.request().headers().forEach((name, values) -> {
            if (!name.equals("Host")) {
                headers.addAll(List.of(name, values.getFirst()));
            }
        });
        return headers.toArray(String[]::new);
    }

    @Test
    void letsConnectWhoSignsAndMay() {
        Credentials ada = user("ada");
        assertThat(RawHandshake.answer(endpoint(), path))
                .startsWith("HTTP/1.1 403")
                .contains("{\"message\":\"Missing Authentication Token\",\"connectionId\":\"");
        assertThat(RawHandshake.answer(endpoint(), path, signature(ada)))
                .startsWith("HTTP/1.1 403")
                .contains("is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:");

        allow("ada", "execute-api:Invoke");
        assertThat(RawHandshake.answer(endpoint(), path, signature(ada))).startsWith("HTTP/1.1 101");
        var forged = new Credentials(ada.accessKeyId(), "x".repeat(40), Optional.empty(), Optional.empty());
        assertThat(RawHandshake.answer(endpoint(), path, signature(forged))).startsWith("HTTP/1.1 403");
    }

    @Test
    void letsManageConnectionsWhoMay() {
        Credentials user = user("manager");
        var connections = client(ApiGatewayManagementApiClient.builder(), user, URI.create(endpoint() + path));
        assertThatThrownBy(() -> connections.getConnection(request -> request.connectionId("any=")))
                .isInstanceOf(ForbiddenException.class)
                .hasMessageContaining("execute-api:ManageConnections");
        allow("manager", "execute-api:ManageConnections");
        assertThatThrownBy(() -> connections.postToConnection(
                        request -> request.connectionId("any=").data(SdkBytes.fromUtf8String("x"))))
                .isInstanceOf(GoneException.class);
    }
}
