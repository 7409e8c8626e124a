package samara.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samara.gateway.json.Json;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.TracingMode;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.model.Trace;

/// What an invocation leaves in X-Ray: through the port, and with segments that the function itself sends by UDP.
class FunctionTracesTest extends FunctionTest {
    private static final AtomicInteger TRACES = new AtomicInteger();

    /// Sends a subsegment as an X-Ray SDK does, and answers with its environment.
    private static final String SENDS = """
            import json, os, socket, time
            def handler(event, context):
                header = dict(part.split('=') for part in os.environ['_X_AMZN_TRACE_ID'].split(';'))
                if header.get('Sampled') == '1':
                    segment = {'id': '00000000000000f1', 'name': 'work', 'type': 'subsegment',
                        'trace_id': header['Root'], 'parent_id': header['Parent'], 'annotations': {'who': 'me'},
                        'start_time': time.time(), 'end_time': time.time()}
                    host, port = os.environ['AWS_XRAY_DAEMON_ADDRESS'].split(':')
                    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                    text = '{"format":"json","version":1}\\n' + json.dumps(segment)
                    sender.sendto(text.encode(), (host, int(port)))
                if (event or {}).get('fail'):
                    raise KeyError('lost')
                return {'statusCode': 200, 'body': json.dumps({k: v for k, v in os.environ.items() if 'X' in k})}
            """;

    private final XRayClient xray = client(XRayClient.builder());
    private final String traceId = "1-65432100-%024x".formatted(TRACES.incrementAndGet());

    @BeforeEach
    void letTheFunctionWriteSegments() {
        client(IamClient.builder())
                .attachRolePolicy(
                        r -> r.roleName("worker").policyArn("arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"));
    }

    private void create(TracingMode mode) {
        create(SENDS, r -> r.tracingConfig(t -> t.mode(mode)));
    }

    private String invoke(String event, String header) {
        return lambda.invoke(r -> r.functionName(name)
                        .payload(SdkBytes.fromUtf8String(event))
                        .overrideConfiguration(o -> o.putHeader("X-Amzn-Trace-Id", header)))
                .payload()
                .asUtf8String();
    }

    /// The segments of the trace, as soon as services have written this many: the function's own may come before them.
    private List<Map<?, ?>> segments(int count) {
        return Eventually.there(() -> Optional.of(found())
                .filter(found -> found.stream()
                                .filter(segment -> segment.get("origin") != null)
                                .count()
                        >= count));
    }

    private List<Map<?, ?>> found() {
        return xray.batchGetTraces(r -> r.traceIds(traceId)).traces().stream()
                .map(Trace::segments)
                .flatMap(List::stream)
                .<Map<?, ?>>map(segment -> object(Json.read(segment.document())))
                .toList();
    }

    private static Map<?, ?> object(@org.jspecify.annotations.Nullable Object json) {
        return (Map<?, ?>) Objects.requireNonNull(json);
    }

    private static Map<?, ?> origin(List<Map<?, ?>> segments, String origin) {
        return segments.stream()
                .filter(segment -> origin.equals(segment.get("origin")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + origin + " in " + segments));
    }

    private static Stream<String> parts(Map<?, ?> segment) {
        return ((List<?>) Objects.requireNonNull(segment.get("subsegments")))
                .stream().map(part -> String.valueOf(object(part).get("name")));
    }

    @Test
    void writesSegmentsOfTheServiceAndTheFunction() {
        create(TracingMode.ACTIVE);
        String answer = invoke("{}", "Root=" + traceId + ";Parent=00000000000000e1;Sampled=1");
        // The function's own comes by UDP, and may be the last.
        List<Map<?, ?>> segments = Eventually.there(() -> Optional.of(found())
                .filter(found -> found.stream()
                        .filter(one -> "AWS::Lambda::Function".equals(one.get("origin")))
                        .flatMap(FunctionTracesTest::parts)
                        .anyMatch("work"::equals)));
        Map<?, ?> service = origin(segments, "AWS::Lambda");
        Map<?, ?> function = origin(segments, "AWS::Lambda::Function");
        assertThat(String.valueOf(service.get("parent_id"))).isEqualTo("00000000000000e1");
        assertThat(function.get("parent_id")).isEqualTo(service.get("id"));
        assertThat(parts(function)).containsExactlyInAnyOrder("Initialization", "Invocation", "Overhead", "work");
        assertThat(String.valueOf(service.get("resource_arn"))).endsWith(":function:" + name);
        assertThat(answer)
                .contains("\\\"AWS_XRAY_CONTEXT_MISSING\\\": \\\"LOG_ERROR\\\"")
                .contains("\\\"_X_AMZN_TRACE_ID\\\": \\\"Root=" + traceId + ";Parent=" + function.get("id")
                        + ";Sampled=1\\\"");

        invoke("{}", "Root=" + traceId + ";Sampled=1");
        Map<?, ?> warm = segments(4).stream()
                .filter(segment -> !Objects.equals(segment.get("id"), function.get("id")))
                .filter(segment -> "AWS::Lambda::Function".equals(segment.get("origin")))
                .findFirst()
                .orElseThrow();
        assertThat(parts(warm)).contains("Invocation").doesNotContain("Initialization");
    }

    @Test
    void saysWhatWentWrong() {
        create(TracingMode.ACTIVE);
        invoke("{\"fail\":true}", "Root=" + traceId + ";Sampled=1");
        Map<?, ?> function = origin(segments(2), "AWS::Lambda::Function");
        assertThat(String.valueOf(function.get("fault"))).isEqualTo("true");
        assertThat(String.valueOf(function.get("cause"))).contains("KeyError", "lost");
    }

    @Test
    void passesOnTheDecisionOfTheCaller() {
        create(TracingMode.PASS_THROUGH);
        assertThat(invoke("{}", "Root=" + traceId)).contains("Root=" + traceId + ";Parent=", ";Sampled=0");
        assertThat(invoke("{}", "Root=" + traceId + ";Sampled=0")).contains(";Sampled=0");
        assertThat(invoke("{}", "nonsense")).contains("Root=1-", ";Sampled=0");
        invoke("{}", "Root=" + traceId + ";Sampled=1");
        assertThat(segments(2)).hasSize(2);
    }

    @Test
    void decidesWhereNobodyHas() {
        create(TracingMode.ACTIVE);
        assertThat(invoke("{}", "Root=" + traceId)).contains(";Sampled=1");
        assertThat(segments(2)).hasSize(2);
    }

    @Test
    void keepsAllAttemptsOfAnEventInOneTrace() {
        create(TracingMode.ACTIVE);
        lambda.invoke(r -> r.functionName(name)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"fail\":true}"))
                .overrideConfiguration(o -> o.putHeader("X-Amzn-Trace-Id", "Root=" + traceId)));
        List<Map<?, ?>> first = segments(2);
        Map<?, ?> service = origin(first, "AWS::Lambda");
        assertThat(parts(service)).containsExactly("Dwell Time", "Attempt #1");
        assertThat(Json.text(service.get("http"))).contains("202");
        Map<?, ?> attempt = object(((List<?>) Objects.requireNonNull(service.get("subsegments"))).getLast());
        assertThat(origin(first, "AWS::Lambda::Function").get("parent_id")).isEqualTo(attempt.get("id"));

        List<Map<?, ?>> second = Eventually.there(() -> {
            cloud().kernel().clock().advance(Duration.ofSeconds(20));
            return Optional.of(found())
                    .filter(found -> found.stream()
                                    .filter(one -> one.get("origin") != null)
                                    .count()
                            >= 4);
        });
        assertThat(second.stream().filter(one -> "AWS::Lambda".equals(one.get("origin"))))
                .anySatisfy(one -> assertThat(parts(one)).containsExactly("Dwell Time", "Attempt #2"));
    }

    @Test
    void writesNoSegmentOfAFunctionThatMayNot() {
        client(IamClient.builder())
                .detachRolePolicy(
                        r -> r.roleName("worker").policyArn("arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"));
        create(TracingMode.ACTIVE);
        invoke("{}", "Root=" + traceId + ";Sampled=1");
        assertThat(segments(1))
                .allSatisfy(segment ->
                        assertThat(String.valueOf(segment.get("origin"))).isEqualTo("AWS::Lambda"));
        assertThat(Eventually.there(() -> cloud()
                        .kernel()
                        .events()
                        .latest(
                                event -> event.operation().equals("PutTraceSegments")
                                        && event.errorCode().isPresent(),
                                1)
                        .stream()
                        .findFirst()))
                .satisfies(event -> assertThat(event.principal()).contains(":assumed-role/worker/"));
    }

    @Test
    void dropsDatagramsThatAreNoSegments() throws IOException {
        create("import os\ndef handler(event, context):\n    return os.environ['AWS_XRAY_DAEMON_ADDRESS']\n");
        int port = Integer.parseInt(invoke("{}").replaceAll("\"|.*:", ""));
        try (var socket = new DatagramSocket()) {
            for (String text : List.of(
                    "",
                    "nonsense",
                    "{\"format\":\"json\",\"version\":1}\nnonsense",
                    "{\"format\":\"json\",\"version\":2}\n{}",
                    "{\"format\":\"json\",\"version\":1}\n[]",
                    "{\"format\":\"json\",\"version\":1}\n{\"trace_id\":\"" + traceId + "\",\"name\":\"x\"}")) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.ofLiteral("127.0.0.1"), port));
            }
        }
        lambda.deleteFunction(r -> r.functionName(name));
        create(TracingMode.ACTIVE);
        invoke("{}", "Root=" + traceId + ";Sampled=1");
        assertThat(parts(origin(segments(2), "AWS::Lambda::Function"))).contains("Invocation");
        assertThat(found()).noneMatch(segment -> "x".equals(segment.get("name")));
    }

    @Test
    void isOneTraceFromTheStageToTheFunction() throws IOException, InterruptedException {
        create(TracingMode.ACTIVE);
        String api = api();
        HttpResponse<String> answer = get(api, "Root=" + traceId + ";Sampled=1");
        assertThat(answer.body()).contains("Root=" + traceId);
        assertThat(answer.headers().firstValue("X-Amzn-Trace-Id").orElse(""))
                .startsWith("Root=" + traceId + ";Parent=")
                .endsWith(";Sampled=1");
        List<Map<?, ?>> segments = segments(3);
        Map<?, ?> stage = origin(segments, "AWS::ApiGateway::Stage");
        assertThat(String.valueOf(stage.get("name"))).isEqualTo("traced/v1");
        assertThat(Json.text(stage.get("http")))
                .contains("\"status\":200", "/a\"", "\"method\":\"GET\"", "\"client_ip\":\"127.0.0.1\"");
        assertThat(parts(stage)).containsExactly("Lambda");
        Map<?, ?> call = object(((List<?>) Objects.requireNonNull(stage.get("subsegments"))).getFirst());
        assertThat(origin(segments, "AWS::Lambda").get("parent_id")).isEqualTo(call.get("id"));

        assertThat(get(api, "Root=" + traceId + ";Sampled=0").headers().firstValue("X-Amzn-Trace-Id"))
                .contains("Root=" + traceId + ";Sampled=0");
        var graph = xray.getTraceGraph(r -> r.traceIds(traceId)).services();
        assertThat(graph)
                .extracting(service -> service.type())
                .containsExactly("AWS::ApiGateway::Stage", "client", "AWS::Lambda", "AWS::Lambda::Function");
    }

    /// A REST API in front of the function, with a stage that traces.
    private String api() {
        String arn = "arn:aws:lambda:us-east-1:000000000000:function:" + name;
        ApiGatewayClient apis = client(ApiGatewayClient.builder());
        String id = apis.importRestApi(r -> r.body(SdkBytes.fromUtf8String("""
                        {"swagger":"2.0","info":{"title":"traced","version":"1"},"paths":{"/a":{"get":{"responses":{},
                        "x-amazon-apigateway-integration":{"type":"aws_proxy","httpMethod":"POST","uri":
                        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/%s/invocations"}}}}}
                        """.formatted(arn))))
                .id();
        lambda.addPermission(r -> r.functionName(name)
                .statementId("api")
                .action("lambda:InvokeFunction")
                .principal("apigateway.amazonaws.com"));
        apis.createDeployment(r -> r.restApiId(id).stageName("v1").tracingEnabled(true));
        return id;
    }

    private static HttpResponse<String> get(String api, String header) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(endpoint() + "/_aws/execute-api/" + api + "/v1/a"))
                                .header("X-Amzn-Trace-Id", header)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
