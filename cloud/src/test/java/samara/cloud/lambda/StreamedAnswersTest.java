package samara.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.InvokeMode;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamCompleteEvent;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseHandler;

class StreamedAnswersTest extends FunctionTest {
    /// Writes a part, waits for the test to have read it, and writes another.
    private static final String STREAMS = """
            exports.handler = awslambda.streamifyResponse(async (event, stream) => {
              const url = event.url ?? event.queryStringParameters.url;
              stream = awslambda.HttpResponseStream.from(stream,
                { statusCode: 201, headers: { 'Content-Type': 'text/plain', 'X-Own': 'yes' }, cookies: ['a=1'] });
              stream.write('first,');
              await fetch(url);
              stream.write('second');
              stream.end();
            });
            """;

    private final CompletableFuture<String> wasRead = new CompletableFuture<>();
    private final HttpServer gate = server();

    @BeforeEach
    void openAGateThatWaitsForTheFirstPart() {
        gate.createContext("/", exchange -> {
            wasRead.orTimeout(30, TimeUnit.SECONDS).join();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        gate.start();
    }

    @AfterEach
    void closeTheGate() {
        gate.stop(0);
    }

    @Test
    void sendsPartsOfAUrlAsTheyAreWritten() throws Exception {
        createNode(STREAMS);
        checkStreams(url());
    }

    @Test
    void sendsPartsOfARestApisAnswerAsTheyAreWritten() throws Exception {
        createNode(STREAMS);
        checkStreams(restApi());
    }

    @Test
    void answersForAFunctionBehindARestApiThatFailed() throws Exception {
        create("def handler(event, context):\n    raise ValueError('no')\n");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(restApi())).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).isEqualTo("{\"message\": \"Internal server error\"}");
    }

    private void checkStreams(String url) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "?url=" + gateUrl())).build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(answer.headers().firstValue("X-Own")).contains("yes");
        assertThat(answer.headers().firstValue("Set-Cookie")).contains("a=1");
        try (InputStream body = answer.body()) {
            assertThat(new String(body.readNBytes(6), StandardCharsets.UTF_8)).isEqualTo("first,");
            wasRead.complete("read");
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("second");
        }
    }

    @Test
    void sendsPartsOfAnInvocationAsTheyAreWritten() {
        createNode(STREAMS);
        var seen = new Seen();
        seen.onPart = part -> {
            if (part.contains("first,")) {
                wasRead.complete("read");
            }
        };
        invoke("{\"url\":\"" + gateUrl() + "\"}", seen);
        assertThat(String.join("", seen.parts)).endsWith("first,second");
        assertThat(seen.complete.orElseThrow().errorCode()).isNull();
        assertThat(seen.response.orElseThrow().executedVersion()).isEqualTo("$LATEST");
    }

    @Test
    void givesTheAnswerOfAFunctionThatDoesNotStreamAsOnePart() {
        create("def handler(event, context):\n    print('hello')\n    return [event, 1]\n");
        var seen = new Seen();
        invoke("{\"a\":2}", seen);
        assertThat(seen.parts).containsExactly("[{\"a\": 2}, 1]");
        assertThat(seen.complete.orElseThrow().logResult()).isNotEmpty();
    }

    @Test
    void tellsInTheEndWhatFailed() throws Exception {
        create("def handler(event, context):\n    raise ValueError('no')\n");
        var seen = new Seen();
        invoke("{}", seen);
        assertThat(seen.parts).isEmpty();
        assertThat(seen.complete.orElseThrow().errorCode()).isEqualTo("Unhandled");
        assertThat(seen.complete.orElseThrow().errorDetails()).contains("ValueError");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url())).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(502);
    }

    @Test
    void refusesBeforeTheStreamBegins() {
        create("def handler(event, context):\n    return 1\n");
        lambda.putFunctionConcurrency(r -> r.functionName(name).reservedConcurrentExecutions(0));
        assertThatThrownBy(() -> invoke("{}", new Seen())).hasMessageContaining("Rate Exceeded");
        assertThatThrownBy(() -> invoke("{", new Seen()))
                .hasMessageContaining("Could not parse request body into json");
    }

    /// What a client saw.
    private static final class Seen {
        private final List<String> parts = new ArrayList<>();
        private Optional<InvokeWithResponseStreamCompleteEvent> complete = Optional.empty();
        private Optional<InvokeWithResponseStreamResponse> response = Optional.empty();
        private Consumer<String> onPart = part -> {};
    }

    private void invoke(String event, Seen seen) {
        try (LambdaAsyncClient client = LambdaAsyncClient.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .overrideConfiguration(o -> o.retryStrategy(s -> s.maxAttempts(1)))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            client.invokeWithResponseStream(
                            r -> r.functionName(name).logType("Tail").payload(SdkBytes.fromUtf8String(event)),
                            InvokeWithResponseStreamResponseHandler.builder()
                                    .onResponse(response -> seen.response = Optional.of(response))
                                    .subscriber(InvokeWithResponseStreamResponseHandler.Visitor.builder()
                                            .onPayloadChunk(chunk -> {
                                                String part = chunk.payload().asUtf8String();
                                                seen.parts.add(part);
                                                seen.onPart.accept(part);
                                            })
                                            .onInvokeComplete(end -> seen.complete = Optional.of(end))
                                            .build())
                                    .build())
                    .join();
        }
    }

    private String restApi() {
        lambda.addPermission(r -> r.functionName(name)
                .statementId("api")
                .action("lambda:InvokeFunction")
                .principal("apigateway.amazonaws.com"));
        String function =
                lambda.getFunctionConfiguration(r -> r.functionName(name)).functionArn();
        try (ApiGatewayClient apis = client(ApiGatewayClient.builder())) {
            String api = apis.importRestApi(r -> r.body(SdkBytes.fromUtf8String("""
                            {"swagger":"2.0","info":{"title":"t","version":"1"},"paths":{"/":{"get":{"responses":{},
                            "x-amazon-apigateway-integration":{"type":"aws_proxy","httpMethod":"POST","uri":
                            "arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/%s/response-streaming-invocations",
                            "responseTransferMode":"STREAM"}}}}}
                            """.formatted(function))))
                    .id();
            apis.createDeployment(r -> r.restApiId(api).stageName("v1"));
            return endpoint() + "/_aws/execute-api/" + api + "/v1";
        }
    }

    private String url() {
        lambda.addPermission(r -> r.functionName(name)
                .statementId("url")
                .action("lambda:InvokeFunctionUrl")
                .principal("*")
                .functionUrlAuthType(FunctionUrlAuthType.NONE));
        lambda.addPermission(r -> r.functionName(name)
                .statementId("function")
                .action("lambda:InvokeFunction")
                .principal("*"));
        return lambda.createFunctionUrlConfig(r ->
                        r.functionName(name).authType(FunctionUrlAuthType.NONE).invokeMode(InvokeMode.RESPONSE_STREAM))
                .functionUrl();
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String gateUrl() {
        return "http://127.0.0.1:" + gate.getAddress().getPort() + "/";
    }

    private void createNode(String source) {
        create("", r -> r.runtime("nodejs22.x").code(c -> c.zipFile(zip("app.js", source))));
    }
}
