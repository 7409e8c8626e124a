package samara.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import samara.cloud.kernel.Credentials;
import samara.gateway.json.Json;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

class FunctionUrlTest extends FunctionTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ECHO = "def handler(event, context):\n    return event\n";

    @Test
    void showsTheRequestInPayloadFormatTwo() throws Exception {
        create(ECHO);
        String url = url(FunctionUrlAuthType.NONE);
        allowEverybody();
        HttpResponse<String> answer = send(
                url + "a%20b/c?x=1&x=2&y=%C3%A9&z",
                r -> r.header("Cookie", "k=v; l=w")
                        .header("X-Twice", "1")
                        .header("x-twice", "2")
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("körper")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body().replace(" ", ""))
                .contains(
                        "\"version\":\"2.0\"", "\"rawPath\":\"/a%20b/c\"", "\"rawQueryString\":\"x=1&x=2&y=%C3%A9&z\"")
                .contains("\"cookies\":[\"k=v\",\"l=w\"]", "\"x-twice\":\"1,2\"")
                .contains("\"queryStringParameters\":{\"x\":\"1,2\",\"y\":\"é\",\"z\":\"\"}")
                .contains("\"accountId\":\"anonymous\"", "\"method\":\"POST\"", "\"path\":\"/a%20b/c\"")
                .contains("\"domainName\":\"" + id(url) + ".lambda-url.us-east-1.on.aws\"")
                .contains("\"body\":\"körper\"", "\"isBase64Encoded\":false")
                .doesNotContain("\"cookie\":", "http2-settings");
    }

    /// The sample of [AWS's page](https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads), but
    /// for what it shows as null.
    @Test
    void hasTheDocumentedKeys() throws Exception {
        create(ECHO);
        String url = url(FunctionUrlAuthType.NONE);
        allowEverybody();
        HttpResponse<String> answer =
                send(url + "a?x=1", r -> r.header("Cookie", "k=v").POST(HttpRequest.BodyPublishers.ofString("body")));
        Map<?, ?> event = object(Json.read(answer.body()));
        assertThat(event.keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder(
                        "version",
                        "routeKey",
                        "rawPath",
                        "rawQueryString",
                        "cookies",
                        "headers",
                        "queryStringParameters",
                        "requestContext",
                        "body",
                        "isBase64Encoded");
        Map<?, ?> context = object(event.get("requestContext"));
        assertThat(context.keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder(
                        "accountId",
                        "apiId",
                        "domainName",
                        "domainPrefix",
                        "http",
                        "requestId",
                        "routeKey",
                        "stage",
                        "time",
                        "timeEpoch");
        assertThat(object(context.get("http")).keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder("method", "path", "protocol", "sourceIp", "userAgent");
    }

    private static Map<?, ?> object(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    @Test
    void encodesABodyThatIsNoText() throws Exception {
        create(ECHO);
        String url = url(FunctionUrlAuthType.NONE);
        allowEverybody();
        String answer = send(
                        url,
                        r -> r.header("Content-Type", "image/png")
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[] {0, 1, (byte) 0xff})))
                .body();
        assertThat(answer).contains("\"body\": \"AAH/\"", "\"isBase64Encoded\": true", "\"rawPath\": \"/\"");
    }

    @Test
    void writesAStructuredAnswer() throws Exception {
        create("""
                def handler(event, context):
                    return {'statusCode': 201, 'headers': {'X-Own': 'yes\\r\\nX-Evil: 1', 'Content-Type': 'image/gif'},
                            'cookies': ['a=1; Secure', 'b=2'], 'body': 'R0lG', 'isBase64Encoded': True}
                """);
        String url = url(FunctionUrlAuthType.NONE);
        allowEverybody();
        HttpResponse<String> answer = send(url, r -> {});
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("GIF");
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(answer.headers().allValues("Set-Cookie")).containsExactly("a=1; Secure", "b=2");
        assertThat(answer.headers().firstValue("X-Evil")).isEmpty();
    }

    @Test
    void answersBadGatewayForAFailure() throws Exception {
        create("def handler(event, context):\n    raise ValueError('secret')\n");
        String url = url(FunctionUrlAuthType.NONE);
        allowEverybody();
        HttpResponse<String> answer = send(url, r -> {});
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).isEqualTo("Internal Server Error");
    }

    @Test
    void needsBothPermissionsOfThePublic() throws Exception {
        create(ECHO);
        String url = url(FunctionUrlAuthType.NONE);
        HttpResponse<String> nobody = send(url, r -> {});
        assertThat(nobody.statusCode()).isEqualTo(403);
        assertThat(nobody.headers().firstValue("x-samara-reason").orElse("")).contains("lambda:InvokeFunctionUrl");
        lambda.addPermission(r -> r.functionName(name)
                .statementId("url")
                .action("lambda:InvokeFunctionUrl")
                .principal("*")
                .functionUrlAuthType(FunctionUrlAuthType.NONE));
        assertThat(send(url, r -> {}).headers().firstValue("x-samara-reason").orElse(""))
                .contains("lambda:InvokeFunction on");
        lambda.addPermission(r -> r.functionName(name)
                .statementId("function")
                .action("lambda:InvokeFunction")
                .principal("*"));
        assertThat(send(url, r -> {}).statusCode()).isEqualTo(200);
        lambda.updateFunctionUrlConfig(r -> r.functionName(name).authType(FunctionUrlAuthType.AWS_IAM));
        assertThat(send(url, r -> {}).statusCode()).isEqualTo(403);
    }

    @Test
    void takesASignatureForIam() throws Exception {
        create(ECHO);
        String url = url(FunctionUrlAuthType.AWS_IAM);
        assertThat(send(url, r -> {}).statusCode()).isEqualTo(403);
        IamClient iam = client(IamClient.builder());
        iam.createUser(r -> r.userName(name));
        var key = iam.createAccessKey(r -> r.userName(name)).accessKey();
        var user = new Credentials(key.accessKeyId(), key.secretAccessKey(), Optional.empty(), Optional.empty());
        assertThat(signed(url + "hello?a=b", user).statusCode()).isEqualTo(403);
        iam.putUserPolicy(r -> r.userName(name)
                .policyName("url")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "[\"lambda:InvokeFunctionUrl\",\"lambda:InvokeFunction\"],\"Resource\":\"*\"}]}"));
        HttpResponse<String> answer = signed(url + "hello?a=b", user);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"accessKey\": \"" + key.accessKeyId() + "\"", "user/" + name + "\"")
                .contains("\"accountId\": \"000000000000\"");
        var forged = new Credentials(key.accessKeyId(), "x".repeat(40), Optional.empty(), Optional.empty());
        assertThat(signed(url + "hello?a=b", forged).statusCode()).isEqualTo(403);
    }

    @Test
    void answersPreflightRequestsItself() throws Exception {
        create("def handler(event, context):\n    return {'statusCode': 200, 'headers':"
                + " {'Access-Control-Allow-Origin': 'https://other'}}\n");
        String url = lambda.createFunctionUrlConfig(r -> r.functionName(name)
                        .authType(FunctionUrlAuthType.NONE)
                        .cors(c -> c.allowOrigins("https://shop.example")
                                .allowMethods("PUT")
                                .allowHeaders("x-a")
                                .exposeHeaders("x-b")
                                .allowCredentials(true)
                                .maxAge(60)))
                .functionUrl();
        allowEverybody();
        HttpResponse<String> preflight = send(
                url,
                r -> r.method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", "https://shop.example")
                        .header("Access-Control-Request-Method", "PUT"));
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .contains("PUT");
        assertThat(preflight.headers().firstValue("Access-Control-Max-Age")).contains("60");
        HttpResponse<String> answer = send(url, r -> r.header("Origin", "https://shop.example"));
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly("https://shop.example");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers")).contains("x-b");
        HttpResponse<String> stranger = send(url, r -> r.header("Origin", "https://other.example"));
        assertThat(stranger.headers().allValues("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void answersByTheNameThatAwsGivesIt() throws Exception {
        create(ECHO);
        String url = lambda.createFunctionUrlConfig(r -> r.functionName(name).authType(FunctionUrlAuthType.NONE))
                .functionUrl();
        allowEverybody();
        String id = url.replaceFirst(".*/lambda-url/([a-z0-9]+)/", "$1");
        try (var socket = new Socket("127.0.0.1", URI.create(url).getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /named HTTP/1.1\r\nHost: " + id
                                    + ".lambda-url.us-east-1.on.aws\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200").contains("\"rawPath\": \"/named\"");
        }
    }

    @Test
    void keepsAUrlForAFunctionAndForAnAlias() {
        create(ECHO);
        lambda.publishVersion(r -> r.functionName(name));
        lambda.createAlias(r -> r.functionName(name).name("live").functionVersion("1"));
        String own = url(FunctionUrlAuthType.NONE);
        String aliased = lambda.createFunctionUrlConfig(
                        r -> r.functionName(name).qualifier("live").authType(FunctionUrlAuthType.AWS_IAM))
                .functionUrl();
        assertThatThrownBy(() -> url(FunctionUrlAuthType.NONE)).isInstanceOf(ResourceConflictException.class);
        assertThat(lambda.listFunctionUrlConfigs(r -> r.functionName(name)).functionUrlConfigs())
                .extracting(FunctionUrlConfig::functionUrl)
                .containsExactlyInAnyOrder(own, aliased);
        assertThat(lambda.getFunctionUrlConfig(r -> r.functionName(name).qualifier("live"))
                        .functionArn())
                .endsWith(":function:" + name + ":live");
        lambda.deleteFunctionUrlConfig(r -> r.functionName(name).qualifier("live"));
        assertThatThrownBy(() ->
                        lambda.getFunctionUrlConfig(r -> r.functionName(name).qualifier("live")))
                .isInstanceOf(ResourceNotFoundException.class);
        lambda.deleteFunction(r -> r.functionName(name));
        create(ECHO);
        assertThat(lambda.listFunctionUrlConfigs(r -> r.functionName(name)).functionUrlConfigs())
                .isEmpty();
    }

    private String url(FunctionUrlAuthType auth) {
        LambdaClient client = lambda;
        return client.createFunctionUrlConfig(r -> r.functionName(name).authType(auth))
                .functionUrl();
    }

    private void allowEverybody() {
        lambda.addPermission(r -> r.functionName(name)
                .statementId("url")
                .action("lambda:InvokeFunctionUrl")
                .principal("*")
                .functionUrlAuthType(FunctionUrlAuthType.NONE));
        lambda.addPermission(r -> r.functionName(name)
                .statementId("function")
                .action("lambda:InvokeFunction")
                .principal("*"));
    }

    private static String id(String url) {
        return url.replaceAll(".*/lambda-url/([a-z0-9]+)/.*", "$1");
    }

    private static HttpResponse<String> send(String url, Consumer<HttpRequest.Builder> more)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        more.accept(request);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> signed(String url, Credentials as) throws IOException, InterruptedException {
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .uri(URI.create(url))
                .method(SdkHttpMethod.POST)
                .putHeader("Content-Type", "application/json")
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(AwsBasicCredentials.create(as.accessKeyId(), as.secretAccessKey()))
                        .request(unsigned)
                        .payload(ContentStreamProvider.fromUtf8String("{}"))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();
        return send(url, r -> {
            signed.headers().forEach((header, values) -> {
                if (!header.equalsIgnoreCase("Host") && !header.equalsIgnoreCase("Content-Length")) {
                    r.header(header, values.getFirst());
                }
            });
            r.POST(HttpRequest.BodyPublishers.ofString("{}"));
        });
    }
}
