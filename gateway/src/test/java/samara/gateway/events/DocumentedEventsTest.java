package samara.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import samara.gateway.ApiRequest;
import samara.gateway.Backends.FunctionCall;
import samara.gateway.Corpus;
import samara.gateway.FakeBackends;
import samara.gateway.Headers;
import samara.gateway.api.Stage;
import samara.gateway.http.DeployedHttpApi;
import samara.gateway.http.HttpApiStage;
import samara.gateway.http.HttpStage;
import samara.gateway.json.Json;
import samara.gateway.openapi.HttpApiReader;
import samara.gateway.openapi.OpenApiReader;
import samara.gateway.openapi.OpenApiText;
import samara.gateway.rest.DeployedApi;
import samara.gateway.rest.RestStage;

/// Every kind of event has exactly the keys that AWS's page shows for it: `events/documented.json` names the pages.
/// What
/// only some requests have (a client's certificate, what an authorizer said) is not asked for here.
class DocumentedEventsTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("samara.root", ".."), "gateway/src/test/resources/samara/gateway/events");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T01:02:03.456Z"));
    /// Objects whose keys are the client's.
    private static final Set<String> FREE = Set.of(
            "headers",
            "multiValueHeaders",
            "queryStringParameters",
            "multiValueQueryStringParameters",
            "pathParameters",
            "stageVariables",
            "requestContext.authorizer");
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:";
    private static final String URI =
            "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/" + FUNCTION + "%s/invocations";

    @TestFactory
    Stream<DynamicTest> everyEventHasTheDocumentedKeys() {
        Map<String, Map<?, ?>> events = new LinkedHashMap<>();
        events.put("REST proxy", rest("/items/{id}", "proxy", ""));
        events.put("REST TOKEN authorizer", rest("/items/{id}", "authorizer", "token"));
        events.put("REST REQUEST authorizer", rest("/items/{id}", "authorizer", "request"));
        for (String version : List.of("1.0", "2.0")) {
            events.put("HTTP proxy " + version, http(version, "proxy"));
            events.put("HTTP authorizer " + version, http(version, "authorizer"));
        }
        Map<?, ?> documented = Corpus.map(Corpus.read(FOLDER.resolve("documented.json")));
        assertThat(events)
                .containsOnlyKeys(
                        documented.keySet().stream().map(String::valueOf).toList());
        return events.entrySet().stream()
                .map(event -> DynamicTest.dynamicTest(event.getKey(), () -> {
                    var page = Corpus.map(documented.get(event.getKey()));
                    List<String> keys = Corpus.list(page.get("keys")).stream()
                            .map(String::valueOf)
                            .toList();
                    assertThat(keys("", event.getValue()))
                            .as(String.valueOf(page.get("see")))
                            .containsExactlyInAnyOrderElementsOf(keys);
                }));
    }

    private static Set<String> keys(String at, Map<?, ?> object) {
        Set<String> keys = new TreeSet<>();
        object.forEach((name, value) -> {
            String key = at + name;
            if (!key.equals("requestContext.authorizer")) {
                keys.add(key);
            }
            if (value instanceof Map<?, ?> inner && !FREE.contains(key)) {
                keys.addAll(keys(key + ".", inner));
            }
        });
        return keys;
    }

    private static Map<?, ?> rest(String path, String function, String authorizer) {
        Map<String, Object> method = method("1.0");
        Map<String, Object> document = document(path, method);
        if (!authorizer.isEmpty()) {
            method.put("security", List.of(Map.of("A", List.of())));
            secure(
                    document,
                    Map.of(
                            "type",
                            authorizer,
                            "authorizerUri",
                            URI.formatted("authorizer"),
                            "identitySource",
                            "method.request.header.Authorization"));
        }
        AtomicLong ids = new AtomicLong();
        var reading = OpenApiReader.read(node(document), () -> "id" + ids.incrementAndGet());
        FakeBackends backends = backends("{\"principalId\": \"p\", \"policyDocument\": {\"Statement\": []}}");
        new RestStage(
                        new DeployedApi(
                                "abcdef1234", "123456789012", "eu-west-1", "aws", reading.api(), Stage.of("Prod", "d")),
                        backends,
                        CLOCK,
                        () -> 42L)
                .handle(request("/Prod"));
        return event(backends, function);
    }

    private static Map<?, ?> http(String version, String function) {
        Map<String, Object> method = method(version);
        Map<String, Object> document = document("/items/{id}", method);
        if (function.equals("authorizer")) {
            method.put("security", List.of(Map.of("A", List.of())));
            secure(
                    document,
                    Map.of(
                            "type",
                            "request",
                            "authorizerUri",
                            URI.formatted("authorizer"),
                            "authorizerPayloadFormatVersion",
                            version,
                            "identitySource",
                            "$request.header.Authorization"));
        }
        AtomicLong ids = new AtomicLong();
        var reading = HttpApiReader.read(node(document), () -> "id" + ids.incrementAndGet());
        FakeBackends backends = backends("{\"isAuthorized\": false}");
        var stage = new HttpApiStage(
                HttpApiStage.DEFAULT,
                Optional.of("dep1"),
                Optional.empty(),
                true,
                Map.of("table", "items"),
                Optional.empty(),
                HttpApiStage.RouteSettings.NONE,
                Map.of());
        new HttpStage(
                        new DeployedHttpApi("abcdef1234", "123456789012", "eu-west-1", "aws", reading.api(), stage),
                        backends,
                        CLOCK,
                        () -> 42L)
                .handle(request(""));
        return event(backends, function);
    }

    private static Map<String, Object> method(String version) {
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("responses", Map.of());
        method.put(
                "x-amazon-apigateway-integration",
                Map.of(
                        "type",
                        "aws_proxy",
                        "httpMethod",
                        "POST",
                        "uri",
                        URI.formatted("proxy"),
                        "payloadFormatVersion",
                        version));
        return method;
    }

    private static Map<String, Object> document(String path, Map<String, Object> method) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.0.1");
        document.put("info", Map.of("title", "t", "version", "1"));
        document.put("paths", Map.of(path, Map.of("post", method)));
        return document;
    }

    private static void secure(Map<String, Object> document, Map<String, Object> authorizer) {
        Map<String, Object> scheme = new LinkedHashMap<>();
        scheme.put("type", "apiKey");
        scheme.put("name", "Authorization");
        scheme.put("in", "header");
        scheme.put("x-amazon-apigateway-authtype", "custom");
        scheme.put("x-amazon-apigateway-authorizer", authorizer);
        document.put("components", Map.of("securitySchemes", Map.of("A", scheme)));
    }

    private static samara.template.Node node(Map<String, Object> document) {
        return OpenApiText.parse(Json.text(document).getBytes(StandardCharsets.UTF_8));
    }

    private static FakeBackends backends(String decision) {
        FakeBackends backends = new FakeBackends();
        backends.returns(FUNCTION + "proxy", "{\"statusCode\": 200}");
        backends.returns(FUNCTION + "authorizer", decision);
        return backends;
    }

    private static ApiRequest request(String prefix) {
        Headers headers = new Headers().add("Host", "abcdef1234.execute-api.eu-west-1.amazonaws.com");
        headers.add("User-Agent", "test").add("Authorization", "token").add("Cookie", "a=b");
        return new ApiRequest(
                "POST",
                "/items/7",
                prefix + "/items/7",
                Optional.of("x=1"),
                headers,
                "{}".getBytes(StandardCharsets.UTF_8),
                new ApiRequest.Client(
                        "127.0.0.1",
                        "HTTP/1.1",
                        "abcdef1234.execute-api.eu-west-1.amazonaws.com",
                        443,
                        "https",
                        Optional.empty()));
    }

    private static Map<?, ?> event(FakeBackends backends, String function) {
        List<@Nullable Object> events = new ArrayList<>();
        for (FunctionCall call : backends.invoked) {
            if (call.function().equals(FUNCTION + function)) {
                events.add(Json.read(call.payload()));
            }
        }
        assertThat(events).as("events of " + function).hasSize(1);
        return Corpus.map(events.getFirst());
    }
}
