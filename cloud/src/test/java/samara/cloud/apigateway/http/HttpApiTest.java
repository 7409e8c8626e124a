package samara.cloud.apigateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.iam.IamClient;

/// HTTP APIs through the SDK and an HTTP client, in front of an endpoint of this test's own.
class HttpApiTest extends CloudTest {
    private static HttpServer upstream;
    private static ApiGatewayV2Client apis;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        apis = client(ApiGatewayV2Client.builder());
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", exchange -> {
            byte[] body =
                    (exchange.getRequestMethod() + " " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        upstream.start();
    }

    @AfterAll
    static void stop() {
        upstream.stop(0);
    }

    private static String upstream(String path) {
        return "http://127.0.0.1:" + upstream.getAddress().getPort() + path;
    }

    private HttpResponse<String> get(String apiId, String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(endpoint() + "/_aws/execute-api/" + apiId + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String api(String name) {
        return apis.createApi(request -> request.name(name).protocolType(ProtocolType.HTTP))
                .apiId();
    }

    private static String integration(String api, String url) {
        return apis.createIntegration(request -> request.apiId(api)
                        .integrationType(IntegrationType.HTTP_PROXY)
                        .integrationMethod("ANY")
                        .integrationUri(url)
                        .payloadFormatVersion("1.0"))
                .integrationId();
    }

    @Test
    void servesWhatWasQuicklyMade() throws IOException, InterruptedException {
        String api = apis.createApi(request ->
                        request.name("quick").protocolType(ProtocolType.HTTP).target(upstream("/up")))
                .apiId();

        assertThat(get(api, "/anything").body()).isEqualTo("GET /up");
        assertThat(apis.getStage(request -> request.apiId(api).stageName("$default"))
                        .autoDeploy())
                .isTrue();
    }

    @Test
    void deploysChangesToStagesThatDeployByThemselves() throws IOException, InterruptedException {
        String api = api("auto");
        String integration = integration(api, upstream("/items/{id}"));
        apis.createStage(request -> request.apiId(api).stageName("$default").autoDeploy(true));
        apis.createStage(request -> request.apiId(api).stageName("v1"));
        assertThat(get(api, "/items/7").statusCode()).isEqualTo(404);

        apis.createRoute(
                request -> request.apiId(api).routeKey("GET /items/{id}").target("integrations/" + integration));

        assertThat(get(api, "/items/7?a=1").body()).isEqualTo("GET /items/7?a=1");
        assertThat(get(api, "/v1/items/7").statusCode())
                .as("nothing was deployed to this stage")
                .isEqualTo(404);
        apis.createDeployment(request -> request.apiId(api).stageName("v1"));
        assertThat(get(api, "/v1/items/7").body()).isEqualTo("GET /items/7");
    }

    @Test
    void letsPagesOfOtherOriginsCallAsItsCorsSettingsSay() throws IOException, InterruptedException {
        String api = apis.createApi(request -> request.name("cors")
                        .protocolType(ProtocolType.HTTP)
                        .target(upstream("/"))
                        .corsConfiguration(
                                cors -> cors.allowOrigins("https://example.com").allowMethods("GET")))
                .apiId();

        var answer = get(api, "/", "Origin", "https://example.com");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("https://example.com");
        apis.deleteCorsConfiguration(request -> request.apiId(api));
        assertThat(get(api, "/", "Origin", "https://example.com").headers().firstValue("access-control-allow-origin"))
                .isEmpty();
    }

    @Test
    void throttlesAsTheStageSays() throws IOException, InterruptedException {
        String api = apis.createApi(request -> request.name("throttled")
                        .protocolType(ProtocolType.HTTP)
                        .target(upstream("/")))
                .apiId();
        apis.updateStage(request -> request.apiId(api)
                .stageName("$default")
                .defaultRouteSettings(
                        settings -> settings.throttlingBurstLimit(1).throttlingRateLimit(0.001)));

        assertThat(get(api, "/").statusCode()).isEqualTo(200);
        var second = get(api, "/");
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.body()).isEqualTo("{\"message\":\"Too Many Requests\"}");
    }

    @Test
    void importsOpenApiAndImportsItAnew() throws IOException, InterruptedException {
        String document = """
                {"openapi":"3.0.1","info":{"title":"imported","version":"2"},"paths":{"%s":{"get":{"responses":{},
                "x-amazon-apigateway-integration":{"type":"http_proxy","httpMethod":"GET","uri":"%s",
                "payloadFormatVersion":"1.0"}}}}}
                """;
        String api = apis.importApi(request -> request.body(document.formatted("/a", upstream("/one"))))
                .apiId();
        apis.createStage(request -> request.apiId(api).stageName("$default").autoDeploy(true));
        assertThat(get(api, "/a").body()).isEqualTo("GET /one");

        apis.reimportApi(request -> request.apiId(api).body(document.formatted("/b", upstream("/two"))));

        assertThat(get(api, "/a").statusCode()).isEqualTo(404);
        assertThat(get(api, "/b").body()).isEqualTo("GET /two");
        assertThat(apis.getApi(request -> request.apiId(api)).name()).isEqualTo("imported");
        assertThat(apis.getRoutes(request -> request.apiId(api)).items())
                .singleElement()
                .satisfies(route -> assertThat(route.routeKey()).isEqualTo("GET /b"));
    }

    @Test
    void keepsWhatRoutesNeed() {
        String api = api("checks");
        String integration = integration(api, upstream("/"));
        apis.createRoute(request -> request.apiId(api).routeKey("GET /a").target("integrations/" + integration));

        assertThatThrownBy(() ->
                        apis.deleteIntegration(request -> request.apiId(api).integrationId(integration)))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> apis.createRoute(request -> request.apiId(api).routeKey("GET /a")))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> apis.createRoute(request -> request.apiId(api).routeKey("get a")))
                .isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> apis.createRoute(
                        request -> request.apiId(api).routeKey("GET /b").target("integrations/none")))
                .isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> apis.getRoute(request -> request.apiId(api).routeId("none")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void changesOnlyWhatARequestNames() {
        String api = api("changes");
        String authorizer = apis.createAuthorizer(request -> request.apiId(api)
                        .name("tokens")
                        .authorizerType(AuthorizerType.JWT)
                        .identitySource("$request.header.Authorization")
                        .jwtConfiguration(
                                jwt -> jwt.issuer("https://issuer.example").audience("app")))
                .authorizerId();

        apis.updateAuthorizer(
                request -> request.apiId(api).authorizerId(authorizer).name("renamed"));

        var after = apis.getAuthorizer(request -> request.apiId(api).authorizerId(authorizer));
        assertThat(after.name()).isEqualTo("renamed");
        assertThat(after.jwtConfiguration().issuer()).isEqualTo("https://issuer.example");
        assertThat(after.jwtConfiguration().audience()).containsExactly("app");
    }

    @Test
    void tagsApisAndStages() {
        String api = api("tags");
        apis.createStage(request -> request.apiId(api).stageName("v1").tags(Map.of("a", "1")));
        String arn = "arn:aws:apigateway:us-east-1::/apis/" + api;

        apis.tagResource(request -> request.resourceArn(arn).tags(Map.of("b", "2", "c", "3")));
        apis.untagResource(request -> request.resourceArn(arn).tagKeys("c"));

        assertThat(apis.getTags(request -> request.resourceArn(arn)).tags()).isEqualTo(Map.of("b", "2"));
        assertThat(apis.getTags(request -> request.resourceArn(arn + "/stages/v1"))
                        .tags())
                .isEqualTo(Map.of("a", "1"));
    }

    @Test
    void refusesWhatIsNotBuiltByName() {
        String api = api("refusals");
        assertThatThrownBy(() -> apis.createIntegration(request -> request.apiId(api)
                        .integrationType(IntegrationType.AWS_PROXY)
                        .integrationSubtype("SQS-SendMessage")
                        .payloadFormatVersion("1.0")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(
                        "The parameter `QueueUrl` is required for an integration of the subtype `SQS-SendMessage`.");
        assertThatThrownBy(() -> apis.createIntegration(request -> request.apiId(api)
                        .integrationType(IntegrationType.AWS_PROXY)
                        .integrationSubtype("AppConfig-GetConfiguration")
                        .payloadFormatVersion("1.0")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("`AppConfig-GetConfiguration` is not built");
    }

    @Test
    void callsServicesInTheRolesName() throws IOException, InterruptedException {
        IamClient iam = client(IamClient.builder());
        String role = iam.createRole(r -> r.roleName("http-api").assumeRolePolicyDocument("""
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                                "Principal":{"Service":"apigateway.amazonaws.com"}}]}"""))
                .role()
                .arn();
        String api = api("services");
        String integration = apis.createIntegration(request -> request.apiId(api)
                        .integrationType(IntegrationType.AWS_PROXY)
                        .integrationSubtype("StepFunctions-StartExecution")
                        .credentialsArn(role)
                        .payloadFormatVersion("1.0")
                        .requestParameters(Map.of("StateMachineArn", "$request.querystring.machine")))
                .integrationId();
        apis.createRoute(request -> request.apiId(api).routeKey("GET /start").target("integrations/" + integration));
        apis.createStage(request -> request.apiId(api).stageName("$default").autoDeploy(true));

        var started = get(api, "/start?machine=m");
        assertThat(started.statusCode())
                .as("what this cloud has not built says so")
                .isEqualTo(501);
        assertThat(started.body()).contains("StartExecution");
        assertThat(get(api, "/start").body()).isEqualTo("{\"message\":\"Bad Request\"}");

        iam.deleteRole(r -> r.roleName("http-api"));
        var refused = get(api, "/start?machine=m");
        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void takesItsRoutesAndStagesWithIt() throws IOException, InterruptedException {
        String api = apis.createApi(request ->
                        request.name("gone").protocolType(ProtocolType.HTTP).target(upstream("/")))
                .apiId();

        apis.deleteApi(request -> request.apiId(api));

        assertThatThrownBy(() -> apis.getStage(request -> request.apiId(api).stageName("$default")))
                .isInstanceOf(NotFoundException.class);
        assertThat(get(api, "/").statusCode()).isEqualTo(403);
    }

    @Test
    void refusesAnAuthorizerThatARouteWouldNotAsk() {
        String api = api("unasked");
        String authorizer = apis.createAuthorizer(request -> request.apiId(api)
                        .name("tokens")
                        .authorizerType(AuthorizerType.JWT)
                        .identitySource("$request.header.Authorization")
                        .jwtConfiguration(
                                jwt -> jwt.issuer("https://issuer.example").audience("a")))
                .authorizerId();

        assertThatThrownBy(() -> apis.createRoute(
                        request -> request.apiId(api).routeKey("GET /a").authorizerId(authorizer)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("`AuthorizerId` is only for routes with the authorization type JWT or CUSTOM");
        assertThatThrownBy(() -> apis.createRoute(request -> request.apiId(api)
                        .routeKey("GET /a")
                        .authorizationType("CUSTOM")
                        .authorizerId(authorizer)))
                .hasMessageContaining("needs an authorizer of the type REQUEST");
    }

    @Test
    void opensARouteAndThenDeletesItsAuthorizer() {
        String api = api("opened");
        String authorizer = apis.createAuthorizer(request -> request.apiId(api)
                        .name("tokens")
                        .authorizerType(AuthorizerType.JWT)
                        .identitySource("$request.header.Authorization")
                        .jwtConfiguration(
                                jwt -> jwt.issuer("https://issuer.example").audience("a")))
                .authorizerId();
        String route = apis.createRoute(request -> request.apiId(api)
                        .routeKey("GET /a")
                        .authorizationType("JWT")
                        .authorizerId(authorizer))
                .routeId();
        assertThatThrownBy(() ->
                        apis.deleteAuthorizer(request -> request.apiId(api).authorizerId(authorizer)))
                .isInstanceOf(ConflictException.class);

        apis.updateRoute(request -> request.apiId(api).routeId(route).authorizationType("NONE"));

        assertThat(apis.getRoute(request -> request.apiId(api).routeId(route)).authorizerId())
                .isNull();
        apis.deleteAuthorizer(request -> request.apiId(api).authorizerId(authorizer));
    }

    @Test
    void refusesStagesThatNameRoutesOrVariablesThatCanNotBe() {
        String api = api("stages");

        assertThatThrownBy(() -> apis.createStage(request -> request.apiId(api)
                        .stageName("a")
                        .routeSettings(Map.of(
                                "GET /no",
                                RouteSettings.builder().throttlingBurstLimit(1).build()))))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Unable to find Route by key GET /no within the provided RouteSettings");
        assertThatThrownBy(() -> apis.createStage(
                        request -> request.apiId(api).stageName("a").stageVariables(Map.of("a-b", "c"))))
                .hasMessageContaining("Stage variable names have letters, digits and _ only: a-b");
    }

    @Test
    void refusesIntegrationsThatCallNothing() {
        String api = api("nothing");

        assertThatThrownBy(() -> integration(api, "127.0.0.1/items"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Invalid HTTP endpoint specified for URI: `127.0.0.1/items`");
        assertThatThrownBy(() -> apis.createIntegration(request -> request.apiId(api)
                        .integrationType(IntegrationType.AWS_PROXY)
                        .integrationUri("https://example.com/")
                        .payloadFormatVersion("2.0")))
                .hasMessageContaining("does not name a function");
    }
}
