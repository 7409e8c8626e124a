package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/// Methods whose answers are passed on while their backend writes them. A function's is in `StreamedAnswersTest`.
class StreamedMethodTest extends CloudTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ApiGatewayClient APIS = client(ApiGatewayClient.builder());

    private final CompletableFuture<String> wasRead = new CompletableFuture<>();
    private HttpServer backend;

    @BeforeEach
    void startABackendThatWaitsInTheMiddle() throws IOException {
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("X-Up", "yes");
            exchange.sendResponseHeaders(201, 0);
            OutputStream out = exchange.getResponseBody();
            out.write("first,".getBytes(StandardCharsets.UTF_8));
            out.flush();
            wasRead.orTimeout(30, TimeUnit.SECONDS).join();
            if (exchange.getRequestURI().getPath().equals("/broken")) {
                throw new IOException("The backend gives up.");
            }
            out.write("second".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        backend.start();
    }

    @AfterEach
    void stop() {
        wasRead.complete("over");
        backend.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + backend.getAddress().getPort() + path;
    }

    private String deployed(String path) {
        String api = APIS.importRestApi(r -> r.body(SdkBytes.fromUtf8String("""
                        {"swagger":"2.0","info":{"title":"t","version":"1"},"paths":{"/":{"get":{"responses":{},
                        "x-amazon-apigateway-integration":{"type":"http_proxy","httpMethod":"GET","uri":"%s",
                        "responseTransferMode":"STREAM"}}}}}
                        """.formatted(url(path)))))
                .id();
        APIS.createDeployment(r -> r.restApiId(api).stageName("v1"));
        return api;
    }

    private static HttpResponse<InputStream> get(String api) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(endpoint() + "/_aws/execute-api/" + api + "/v1"))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String read(InputStream in, int count) throws IOException {
        return new String(in.readNBytes(count), StandardCharsets.UTF_8);
    }

    @Test
    void anEndpointsAnswerIsPassedOnAsItComes() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = get(deployed("/"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("X-Up")).contains("yes");
        try (InputStream body = answer.body()) {
            assertThat(read(body, 6)).isEqualTo("first,");
            wasRead.complete("read");
            assertThat(read(body, 100)).isEqualTo("second");
        }
    }

    @Test
    void anAnswerThatBreaksOffIsCutForTheClientToo() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = get(deployed("/broken"));

        try (InputStream body = answer.body()) {
            assertThat(read(body, 6)).isEqualTo("first,");
            wasRead.complete("read");
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aTemplateAsksForIt() throws IOException, InterruptedException {
        CloudFormationClient stacks = client(CloudFormationClient.builder());
        String stack = "streamed";
        stacks.createStack(r -> r.stackName(stack).templateBody("""
                Resources:
                  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: streamed}}
                  Method: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, HttpMethod: GET,
                    ResourceId: !GetAtt Api.RootResourceId, AuthorizationType: NONE, Integration: {Type: HTTP_PROXY,
                    IntegrationHttpMethod: GET, Uri: "%s", ResponseTransferMode: STREAM, TimeoutInMillis: 900000}}}
                  Deployment: {Type: AWS::ApiGateway::Deployment, DependsOn: Method, Properties: {RestApiId: !Ref Api,
                    StageName: v1}}
                Outputs: {Api: {Value: !Ref Api}}
                """.formatted(url("/"))));
        stacks.waiter().waitUntilStackCreateComplete(r -> r.stackName(stack), SOON);
        String api = stacks.describeStacks(r -> r.stackName(stack))
                .stacks()
                .getFirst()
                .outputs()
                .getFirst()
                .outputValue();
        try (InputStream body = get(api).body()) {
            assertThat(read(body, 6)).isEqualTo("first,");
            wasRead.complete("read");
        }
        assertThat(APIS.getExport(r -> r.restApiId(api)
                                .stageName("v1")
                                .exportType("oas30")
                                .parameters(Map.of("extensions", "integrations")))
                        .body()
                        .asUtf8String())
                .contains("\"responseTransferMode\":\"STREAM\"");
    }
}
