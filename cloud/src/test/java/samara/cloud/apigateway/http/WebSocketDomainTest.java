package samara.cloud.apigateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import samara.cloud.tls.TlsClient;
import samara.cloud.tls.TunnelProxy;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.ValidationMethod;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.DomainNameConfiguration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/// Custom domain names of WebSocket APIs: clients connect by `wss://`, `ws://` and the path form.
class WebSocketDomainTest extends CloudTest {
    private static ApiGatewayV2Client apis;
    private static TunnelProxy proxy;
    private static TlsClient tls;
    private static HttpClient http;
    private static String api;

    @BeforeAll
    static void deploy() throws IOException {
        apis = client(ApiGatewayV2Client.builder());
        proxy = new TunnelProxy(cloud().addresses().port());
        tls = new TlsClient(cloud().addresses().port(), cloud().authority().certificate(), null);
        http = HttpClient.newBuilder()
                .proxy(ProxySelector.of(proxy.address()))
                .sslContext(tls.context())
                .build();
        api = apis.createApi(request -> request.name("chat")
                        .protocolType(ProtocolType.WEBSOCKET)
                        .routeSelectionExpression("$request.body.action")
                        .disableExecuteApiEndpoint(true))
                .apiId();
        // Says no to those who do not come by the domain.
        String mock = apis.createIntegration(request -> request.apiId(api)
                        .integrationType(IntegrationType.MOCK)
                        .templateSelectionExpression("\\$default")
                        .requestTemplates(Map.of(
                                "$default",
                                "#if($context.domainName == \"ws.example.com\"){\"statusCode\": 200}"
                                        + "#else{\"statusCode\": 403}#end")))
                .integrationId();
        apis.createRoute(request -> request.apiId(api).routeKey("$connect").target("integrations/" + mock));
        apis.createStage(request -> request.apiId(api).stageName("live").autoDeploy(true));
        domain("ws.example.com");
        map("ws.example.com", null, api, "live");
        map("ws.example.com", "chat/v1", api, "live");
    }

    @AfterAll
    static void stop() throws IOException {
        http.close();
        proxy.close();
    }

    private static void domain(String name) {
        String certificate = client(AcmClient.builder())
                .requestCertificate(request -> request.domainName(name).validationMethod(ValidationMethod.DNS))
                .certificateArn();
        apis.createDomainName(request -> request.domainName(name)
                .domainNameConfigurations(DomainNameConfiguration.builder()
                        .certificateArn(certificate)
                        .build()));
    }

    private static String map(String domain, @Nullable String key, String apiId, String stage) {
        return apis.createApiMapping(request -> request.domainName(domain)
                        .apiMappingKey(key)
                        .apiId(apiId)
                        .stage(stage))
                .apiMappingId();
    }

    @Test
    void connectsByTlsByHostAndByPath() throws InterruptedException {
        String byPath = endpoint().toString().replaceFirst("http", "ws") + "/_aws/domains/ws.example.com";
        for (String uri : new String[] {
            "wss://ws.example.com", "wss://ws.example.com/chat/v1", "ws://ws.example.com/chat/v1", "ws://ws.example.com"
        }) {
            try (var client = new SocketClient(http, uri)) {
                assertThat(client.id()).as(uri).matches("[A-Za-z0-9_-]+=");
            }
        }
        try (var direct = HttpClient.newHttpClient()) {
            for (String uri : new String[] {byPath, byPath + "/chat/v1"}) {
                try (var client = new SocketClient(direct, uri)) {
                    assertThat(client.id()).as(uri).matches("[A-Za-z0-9_-]+=");
                }
            }
        }
        assertThatThrownBy(() -> new SocketClient(http, "wss://ws.example.com/nowhere"))
                .as("a path that is no mapping's")
                .hasMessageContaining("WebSocketHandshakeException");
    }

    @Test
    void managesConnectionsThroughTheDomain() throws InterruptedException {
        try (var client = new SocketClient(http, "wss://ws.example.com/chat/v1")) {
            String id = client.id();
            for (String base : new String[] {"https://ws.example.com", "https://ws.example.com/chat/v1"}) {
                try (var connections = management(base)) {
                    connections.postToConnection(
                            request -> request.connectionId(id).data(SdkBytes.fromUtf8String("by " + base)));
                    assertThat(client.next()).isEqualTo("by " + base);
                }
            }
            var byPath = client(
                    ApiGatewayManagementApiClient.builder(),
                    cloud().adminCredentials(),
                    URI.create(endpoint() + "/_aws/domains/ws.example.com"));
            byPath.deleteConnection(request -> request.connectionId(id));
            assertThat(client.next()).isEqualTo("closed 1001");
            assertThatThrownBy(() -> byPath.getConnection(request -> request.connectionId(id)))
                    .isInstanceOf(GoneException.class);
        }
    }

    private static ApiGatewayManagementApiClient management(String base) {
        var keys = cloud().adminCredentials();
        return ApiGatewayManagementApiClient.builder()
                .endpointOverride(URI.create(base))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .endpoint(URI.create(
                                        "http://127.0.0.1:" + proxy.address().getPort()))
                                .build())
                        .tlsTrustManagersProvider(tls::trust))
                .build();
    }

    @Test
    void sharesADomainWithNoOtherKindOfApi() {
        String httpApi = apis.createApi(request ->
                        request.name("http").protocolType(ProtocolType.HTTP).target("https://example.com"))
                .apiId();
        assertThatThrownBy(() -> map("ws.example.com", "http", httpApi, "$default"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("WebSocket APIs can only be attached to a domain name with other WebSocket APIs");
        domain("http.example.com");
        String mapping = map("http.example.com", null, httpApi, "$default");
        assertThatThrownBy(() -> map("http.example.com", "chat", api, "live"))
                .hasMessageContaining("WebSocket APIs can only be attached");
        assertThatThrownBy(() -> client(ApiGatewayClient.builder())
                        .createBasePathMapping(request -> request.domainName("http.example.com")
                                .basePath("chat")
                                .restApiId(api)
                                .stage("live")))
                .hasMessageContaining("API Gateway's V2 DomainName interface");

        apis.updateApiMapping(request -> request.domainName("http.example.com")
                .apiMappingId(mapping)
                .apiId(api)
                .stage("live"));
        map("http.example.com", "chat", api, "live");
    }

    @Test
    void isMappedToRegionalDomainsOnly() {
        var rest = client(ApiGatewayClient.builder());
        String certificate = client(AcmClient.builder())
                .requestCertificate(
                        request -> request.domainName("edge.example.com").validationMethod(ValidationMethod.DNS))
                .certificateArn();
        rest.createDomainName(request -> request.domainName("edge.example.com").certificateArn(certificate));
        assertThatThrownBy(() -> map("edge.example.com", null, api, "live"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Regional");
    }
}
