package samara.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import samara.gateway.json.Json;

/// Files of examples: an API (OpenAPI) with requests, what its backends answer, and what must come of it: the event,
/// the
/// status, the headers, the body, the log.
public final class Corpus {
    private Corpus() {}

    /// The files of a folder of the module's test resources.
    public static List<Path> files(String folder) throws IOException {
        Path root =
                Path.of(System.getProperty("samara.root", ".."), "gateway/src/test/resources/samara/gateway", folder);
        try (Stream<Path> found = Files.list(root)) {
            List<Path> files = found.sorted().toList();
            assertThat(files).isNotEmpty();
            return files;
        }
    }

    /// Sends a request of an example, and checks what comes of it.
    ///
    /// @param prefix what the full path has before the path, such as `/Prod`
    public static void check(
            Function<ApiRequest, ApiResponse> stage, FakeBackends backends, Map<?, ?> each, String prefix) {
        backends.invoked.clear();
        backends.served.clear();
        map(each.get("functions")).forEach((name, payload) -> backends.returns(name.toString(), text(payload)));
        map(each.get("failures"))
                .forEach((name, payload) -> backends.functions.put(
                        name.toString(),
                        new BackendAnswer.Returned(text(payload).getBytes(StandardCharsets.UTF_8), true)));
        map(each.get("refusals"))
                .forEach((name, reason) ->
                        backends.functions.put(name.toString(), new BackendAnswer.Refused(reason.toString())));
        if (each.get("endpoint") instanceof Map<?, ?> endpoint) {
            Map<String, String> headers = new LinkedHashMap<>();
            map(endpoint.get("headers")).forEach((k, v) -> headers.put(k.toString(), v.toString()));
            backends.answers(Integer.parseInt(text(endpoint.get("status"))), headers, text(endpoint.get("body")));
        }
        ApiResponse response = stage.apply(request(map(each.get("request")), prefix));
        Map<?, ?> expect = map(each.get("expect"));
        expect.forEach((what, value) -> {
            switch (what.toString()) {
                case "status" -> assertThat(response.status()).isEqualTo(((Number) value).intValue());
                case "body" ->
                    assertThat(new String(body(response), StandardCharsets.UTF_8))
                            .isEqualTo(value);
                case "bodyBase64" ->
                    assertThat(Base64.getEncoder().encodeToString(body(response)))
                            .isEqualTo(value);
                case "headers" ->
                    map(value)
                            .forEach((name, header) -> assertThat(
                                            response.headers().all(name.toString()))
                                    .as(name.toString())
                                    .isEqualTo(header instanceof List ? header : List.of(header)));
                case "event" -> assertThat(backends.lastEvent().map(Json::read)).contains(value);
                case "payload" -> assertThat(backends.lastEvent()).contains(value.toString());
                case "eventHas" -> assertThat(backends.lastEvent()).get(STRING).contains(value.toString());
                case "invoked" -> assertThat(backends.invoked).hasSize(((Number) value).intValue());
                case "log" ->
                    assertThat(backends.served.getLast().log().toString()).contains(value.toString());
                case "call" -> assertThat(call(backends)).isEqualTo(value);
                case "callHeaders" ->
                    map(value)
                            .forEach((name, header) -> assertThat(
                                            backends.called.getLast().headers().all(name.toString()))
                                    .as(name.toString())
                                    .isEqualTo(List.of(header)));
                default -> throw new IllegalArgumentException("The expectation `" + what + "` is not known.");
            }
        });
    }

    /// The body, as a client has it when it has read all.
    private static byte[] body(ApiResponse response) {
        if (response.stream().isEmpty()) {
            return response.body();
        }
        try (var stream = response.stream().get()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, Object> call(FakeBackends backends) {
        Map<String, Object> call = new LinkedHashMap<>();
        if (!backends.fetched.isEmpty()) {
            var http = backends.fetched.getLast();
            call.put("method", http.method());
            call.put("url", http.url());
            call.put("body", new String(http.body(), StandardCharsets.UTF_8));
        } else {
            var service = backends.called.getLast();
            call.put("service", service.target().service());
            call.put("action", service.target().action().orElse(""));
            call.put("path", service.path());
            call.put("credentials", service.credentials().orElse(""));
            call.put("body", new String(service.body(), StandardCharsets.UTF_8));
        }
        return call;
    }

    private static ApiRequest request(Map<?, ?> request, String prefix) {
        String[] target = text(request.get("path")).split("\\?", 2);
        Headers headers = new Headers().add("Host", "abcdef1234.execute-api.localhost:4566");
        map(request.get("headers")).forEach((name, value) -> {
            for (Object one : value instanceof List<?> several ? several : List.of(value)) {
                headers.add(name.toString(), one.toString());
            }
        });
        byte[] body = request.get("bodyBase64") instanceof String base64
                ? Base64.getDecoder().decode(base64)
                : text(request.get("body")).getBytes(StandardCharsets.UTF_8);
        return new ApiRequest(
                text(request.get("method")),
                target[0],
                prefix + target[0],
                target.length > 1 ? Optional.of(target[1]) : Optional.empty(),
                headers,
                body,
                new ApiRequest.Client(
                        "127.0.0.1", "HTTP/1.1", "abcdef1234.execute-api.localhost", 4566, "http", Optional.empty()));
    }

    /// A value as text.
    public static String text(@Nullable Object value) {
        return value == null ? "" : value instanceof String text ? text : Json.text(value);
    }

    /// A value that is an object, or an empty one.
    public static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /// A value that is a list, or an empty one.
    public static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /// What a file holds.
    public static @Nullable Object read(Path file) {
        try {
            return Json.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
