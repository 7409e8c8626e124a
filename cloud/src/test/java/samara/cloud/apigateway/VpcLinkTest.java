package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import samara.cloud.tls.KeyKind;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.VpcLinkStatus;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/// VPC links of both versions, through the SDKs and an HTTP client, to a server of this test's own.
class VpcLinkTest extends CloudTest {
    private static final String BALANCER =
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/pets/1a2b3c4d5e6f7a8b";
    private static final String LISTENER =
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/pets/50dc6c495c0c9188/f2f7dc8efc522ab2";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ApiGatewayClient rest;
    private static ApiGatewayV2Client http;
    private static Upstream plain;
    private static Upstream secure;

    @BeforeAll
    static void start() throws Exception {
        rest = client(ApiGatewayClient.builder());
        http = client(ApiGatewayV2Client.builder());
        plain = Upstream.plain();
        secure = Upstream.secure(cloud().authority().issue(List.of("pets.example.com"), KeyKind.EC_PRIME256V1));
    }

    @AfterAll
    static void stop() {
        plain.close();
        secure.close();
    }

    private static String link(Map<String, String> tags) {
        return rest.createVpcLink(r -> r.name("pets").targetArns(BALANCER).tags(tags))
                .id();
    }

    private static String linkTwo(Map<String, String> tags) {
        return http.createVpcLink(r -> r.name("pets").subnetIds("subnet-1").tags(tags))
                .vpcLinkId();
    }

    private static Map<String, String> to(String url) {
        return Map.of("samara:target", url);
    }

    /// Imports an API of which `GET /{id}` goes through a link.
    private static String imported(String type, String connection, String uri, String more) {
        String body = """
                {"swagger": "2.0", "info": {"title": "pets", "version": "1"}, "paths": {"/{id}": {"get": {
                  "parameters": [{"name": "id", "in": "path", "required": true, "type": "string"}],
                  "responses": {"200": {"description": "ok"}},
                  "x-amazon-apigateway-integration": {"type": "%s", "httpMethod": "GET", "uri": "%s",
                    "connectionType": "VPC_LINK", "connectionId": "%s",
                    "requestParameters": {"integration.request.path.id": "method.request.path.id"},
                    "responses": {"default": {"statusCode": "200"}}%s}}}}}
                """.formatted(type, uri, connection, more);
        return rest.importRestApi(r -> r.body(SdkBytes.fromUtf8String(body))).id();
    }

    private static HttpResponse<String> get(String apiId, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(endpoint() + "/_aws/execute-api/" + apiId + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String deployed(String apiId) {
        rest.createDeployment(r -> r.restApiId(apiId).stageName("v1"));
        return apiId;
    }

    @Test
    void keepsLinksOfBothVersionsApart() {
        String one = link(Map.of("team", "pets"));
        String two = linkTwo(Map.of("team", "pets"));

        var first = rest.getVpcLink(r -> r.vpcLinkId(one));
        assertThat(first.status()).isEqualTo(VpcLinkStatus.AVAILABLE);
        assertThat(first.targetArns()).containsExactly(BALANCER);
        assertThat(rest.getVpcLinks().items()).extracting("id").contains(one).doesNotContain(two);
        var second = http.getVpcLink(r -> r.vpcLinkId(two));
        assertThat(second.vpcLinkStatusAsString()).isEqualTo("AVAILABLE");
        assertThat(second.vpcLinkVersionAsString()).isEqualTo("V2");
        assertThat(second.subnetIds()).containsExactly("subnet-1");
        assertThat(http.getVpcLinks(r -> r.maxResults("100")).items())
                .extracting("vpcLinkId")
                .contains(two)
                .doesNotContain(one);

        rest.updateVpcLink(r -> r.vpcLinkId(one)
                .patchOperations(p -> p.op(Op.REPLACE).path("/description").value("to the pets")));
        assertThat(rest.getVpcLink(r -> r.vpcLinkId(one)).description()).isEqualTo("to the pets");
        assertThat(http.updateVpcLink(r -> r.vpcLinkId(two).name("cats")).name())
                .isEqualTo("cats");
        String arn = "arn:aws:apigateway:us-east-1::/vpclinks/" + two;
        http.untagResource(r -> r.resourceArn(arn).tagKeys("team"));
        assertThat(http.getTags(r -> r.resourceArn(arn)).tags()).isEmpty();

        rest.deleteVpcLink(r -> r.vpcLinkId(one));
        assertThatThrownBy(() -> rest.getVpcLink(r -> r.vpcLinkId(one))).isInstanceOf(NotFoundException.class);
        http.deleteVpcLink(r -> r.vpcLinkId(two));
        assertThatThrownBy(() -> rest.deleteVpcLink(r -> r.vpcLinkId(two))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void sendsARestApisRequestToTheAddressThatItsUriNames() throws IOException, InterruptedException {
        String link = link(Map.of());

        String proxy = deployed(imported("http_proxy", link, plain.url("/pets/{id}"), ""));
        String mapped = deployed(imported("http", link, plain.url("/pets/{id}"), ""));

        assertThat(get(proxy, "/v1/7?a=b").body()).isEqualTo("GET here /pets/7?a=b");
        assertThat(get(mapped, "/v1/7?a=b").body()).isEqualTo("GET here /pets/7");
    }

    @Test
    void sendsItWhereTheLinksTagSaysUnderTheHostOfTheUri() throws IOException, InterruptedException {
        String link = link(to(plain.url("")));
        String api = imported("http_proxy", "${stageVariables.link}", "http://pets.example.com/pets/{id}", "");
        rest.createDeployment(r -> r.restApiId(api).stageName("v1").variables(Map.of("link", link)));

        assertThat(get(api, "/v1/7").body()).isEqualTo("GET pets.example.com /pets/7");
    }

    @Test
    void sendsItThroughALinkOfTheSecondVersionToTheNamedBalancer() throws IOException, InterruptedException {
        String link = linkTwo(Map.of("samara:target:loadbalancer/app/pets/1234567891011", plain.url("")));
        String target = ", \"integrationTarget\":"
                + " \"arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/pets/1234567891011\"";
        String api = deployed(imported("http_proxy", link, "http://pets.example.com/pets/{id}", target));

        assertThat(get(api, "/v1/7").body()).isEqualTo("GET pets.example.com /pets/7");
        assertThat(rest.getExport(r -> r.restApiId(api)
                                .stageName("v1")
                                .exportType("oas30")
                                .parameters(Map.of("extensions", "integrations")))
                        .body()
                        .asUtf8String())
                .contains("integrationTarget")
                .contains("\"connectionId\":\"" + link + "\"");
    }

    @Test
    void checksTheNameInACertificateAndWhoIssuedIt() throws Exception {
        String link = link(to(secure.url("")));
        String good = deployed(imported("http_proxy", link, "https://pets.example.com/pets/{id}", ""));
        String other = deployed(imported("http_proxy", link, "https://cats.example.com/pets/{id}", ""));

        assertThat(get(good, "/v1/7").body()).isEqualTo("GET pets.example.com /pets/7 nobody");
        assertThat(get(other, "/v1/7").statusCode()).isEqualTo(500);

        Upstream stranger = Upstream.secure(
                new samara.cloud.tls.TestAuthority("stranger").issue("pets.example.com", Duration.ofDays(1)));
        try (stranger) {
            String strange = link(to(stranger.url("")));
            String insecure = ", \"tlsConfig\": {\"insecureSkipVerification\": true}";
            assertThat(get(deployed(imported("http_proxy", strange, "https://pets.example.com/{id}", "")), "/v1/7")
                            .statusCode())
                    .isEqualTo(500);
            assertThat(get(
                                    deployed(
                                            imported("http_proxy", strange, "https://pets.example.com/{id}", insecure)),
                                    "/v1/7")
                            .body())
                    .isEqualTo("GET pets.example.com /7 nobody");
        }
    }

    @Test
    void refusesToDeployWhatLeadsNowhere() {
        String link = link(Map.of());
        String unknown = imported("http_proxy", link, "http://pets.example.com/", "");
        assertThatThrownBy(() -> deployed(unknown))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Give the link a tag `samara:target`");
        String missing = imported("http_proxy", "nolink", "http://127.0.0.1:1/", "");
        assertThatThrownBy(() -> deployed(missing)).hasMessageContaining("There is no VPC link `nolink`");
        String mock = imported("mock", link, "http://127.0.0.1:1/", "");
        assertThatThrownBy(() -> deployed(mock)).hasMessageContaining("of the types HTTP and HTTP_PROXY, not MOCK");
        String secured = imported("http_proxy", link(to("http://127.0.0.1:1")), "https://pets.example.com/", "");
        assertThatThrownBy(() -> deployed(secured)).hasMessageContaining("asks for HTTPS");
    }

    @Test
    void refusesTargetsThatAreNotOfThisMachine() {
        for (String bad : List.of(
                "http://example.com",
                "http://8.8.8.8",
                "http://169.254.169.254",
                "http://0x7f000001",
                "http://127.0.0.1/path",
                "ftp://127.0.0.1",
                "127.0.0.1")) {
            assertThatThrownBy(() -> link(to(bad)))
                    .as(bad)
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("names an address of this machine");
        }
        assertThat(link(to("http://[::1]:8080"))).isNotEmpty();
        assertThat(link(to("https://192.168.0.7"))).isNotEmpty();
        assertThatThrownBy(() -> rest.createVpcLink(r -> r.name("a").targetArns(LISTENER)))
                .hasMessageContaining("one network load balancer");
    }

    private static String httpApi(String name) {
        String api = http.createApi(r -> r.name(name).protocolType(ProtocolType.HTTP))
                .apiId();
        http.createStage(r -> r.apiId(api).stageName("v1").autoDeploy(true));
        http.createStage(r -> r.apiId(api).stageName("$default").autoDeploy(true));
        return api;
    }

    private static String integration(String api, String link, String server, Map<String, String> parameters) {
        return http.createIntegration(r -> r.apiId(api)
                        .integrationType(IntegrationType.HTTP_PROXY)
                        .integrationMethod("ANY")
                        .connectionType(ConnectionType.VPC_LINK)
                        .connectionId(link)
                        .integrationUri(LISTENER)
                        .requestParameters(parameters)
                        .tlsConfig(server.isEmpty() ? null : tls(server))
                        .payloadFormatVersion("1.0"))
                .integrationId();
    }

    private static software.amazon.awssdk.services.apigatewayv2.model.TlsConfigInput tls(String server) {
        return software.amazon.awssdk.services.apigatewayv2.model.TlsConfigInput.builder()
                .serverNameToVerify(server)
                .build();
    }

    @Test
    void sendsAnHttpApisRequestWithTheStageInItsPath() throws IOException, InterruptedException {
        String api = httpApi("private");
        String link =
                linkTwo(Map.of("samara:target:listener/app/pets/50dc6c495c0c9188/f2f7dc8efc522ab2", plain.url("")));
        String asItIs = integration(api, link, "", Map.of());
        String rewritten = integration(api, link, "", Map.of("overwrite:path", "/pets/$request.path.id"));
        http.createRoute(r -> r.apiId(api).routeKey("GET /as/{proxy+}").target("integrations/" + asItIs));
        http.createRoute(r -> r.apiId(api).routeKey("GET /to/{id}").target("integrations/" + rewritten));

        String host = api + ".execute-api.us-east-1.amazonaws.com";
        assertThat(get(api, "/v1/as/it/is?a=b").body()).isEqualTo("GET " + host + " /v1/as/it/is?a=b");
        assertThat(get(api, "/as/it/is").body()).isEqualTo("GET " + host + " /as/it/is");
        assertThat(get(api, "/v1/to/7").body()).isEqualTo("GET " + host + " /pets/7");

        assertThatThrownBy(() -> http.deleteVpcLink(r -> r.vpcLinkId(link)))
                .hasMessageContaining("referenced in [ANY:" + asItIs + ":" + api + "]");
    }

    @Test
    void verifiesTheServerNameOfAnHttpApisIntegration() throws IOException, InterruptedException {
        String api = httpApi("secure");
        String link = linkTwo(to(secure.url("")));
        String good = integration(api, link, "pets.example.com", Map.of());
        String bad = integration(api, link, "cats.example.com", Map.of());
        http.createRoute(r -> r.apiId(api).routeKey("GET /good").target("integrations/" + good));
        http.createRoute(r -> r.apiId(api).routeKey("GET /bad").target("integrations/" + bad));

        assertThat(get(api, "/good").body()).endsWith("/good nobody");
        assertThat(get(api, "/bad").statusCode()).isEqualTo(503);
        assertThat(http.getIntegration(r -> r.apiId(api).integrationId(good))
                        .tlsConfig()
                        .serverNameToVerify())
                .isEqualTo("pets.example.com");
        assertThatThrownBy(() -> integration(api, link, "", Map.of())).hasMessageContaining("asks for HTTP.");
    }

    @Test
    void refusesAPrivateIntegrationOfAnHttpApiThatLeadsNowhere() {
        String api = httpApi("nowhere");
        String link = linkTwo(Map.of());

        assertThatThrownBy(() -> integration(api, link, "", Map.of()))
                .hasMessageContaining("`samara:target:listener/app/pets/50dc6c495c0c9188/f2f7dc8efc522ab2`");
        assertThatThrownBy(() -> http.createIntegration(r -> r.apiId(api)
                        .integrationType(IntegrationType.HTTP_PROXY)
                        .connectionType(ConnectionType.VPC_LINK)
                        .connectionId(link)
                        .integrationUri("http://127.0.0.1:1")
                        .payloadFormatVersion("1.0")))
                .hasMessageContaining("valid ELB listener ARN");
        assertThatThrownBy(() -> http.createIntegration(r -> r.apiId(api)
                        .integrationType(IntegrationType.HTTP_PROXY)
                        .integrationUri("http://127.0.0.1:1")
                        .tlsConfig(tls("a"))
                        .payloadFormatVersion("1.0")))
                .hasMessageContaining("`tlsConfig` is for private integrations");
    }

    @Test
    void deploysLinksOfBothVersionsByATemplate() throws IOException, InterruptedException {
        CloudFormationClient stacks = client(CloudFormationClient.builder());
        stacks.createStack(r ->
                r.stackName("links").templateBody("""
                Resources:
                  One: {Type: AWS::ApiGateway::VpcLink, Properties: {Name: one, TargetArns: [%s],
                    Tags: [{Key: samara:target, Value: "%s"}]}}
                  Two: {Type: AWS::ApiGatewayV2::VpcLink, Properties: {Name: two, SubnetIds: [subnet-1],
                    Tags: {samara:target: "%s"}}}
                  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: links}}
                  Method: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, HttpMethod: GET,
                    ResourceId: !GetAtt Api.RootResourceId, AuthorizationType: NONE, Integration: {Type: HTTP_PROXY,
                    IntegrationHttpMethod: GET, Uri: "http://a.example.com/one", ConnectionType: VPC_LINK,
                    ConnectionId: !Ref One}}}
                  Deployment: {Type: AWS::ApiGateway::Deployment, DependsOn: Method, Properties: {RestApiId: !Ref Api,
                    StageName: v1}}
                  Http: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: links, ProtocolType: HTTP}}
                  Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Http, StageName: $default,
                    AutoDeploy: true}}
                  Integration: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Http,
                    IntegrationType: HTTP_PROXY, IntegrationMethod: GET, PayloadFormatVersion: "1.0",
                    ConnectionType: VPC_LINK, ConnectionId: !Ref Two, IntegrationUri: %s}}
                  Route: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Http, RouteKey: GET /two,
                    Target: !Sub "integrations/${Integration}"}}
                Outputs: {Api: {Value: !Ref Api}, Http: {Value: !Ref Http}}
                """.formatted(BALANCER, plain.url(""), plain.url(""), LISTENER)));
        var made = stacks.waiter()
                .waitUntilStackCreateComplete(r -> r.stackName("links"), SOON)
                .matched()
                .response()
                .orElseThrow()
                .stacks()
                .getFirst()
                .outputs();

        assertThat(get(made.getFirst().outputValue(), "/v1").body()).isEqualTo("GET a.example.com /one");
        assertThat(get(made.getLast().outputValue(), "/two").body()).endsWith(" /two");
    }
}
