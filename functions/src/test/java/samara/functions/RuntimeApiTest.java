package samara.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import samara.functions.isolation.Isolation;

/// Streamed answers, JSON logs, and what a context tells.
@Timeout(60)
class RuntimeApiTest {
    @TempDir
    Path folder;

    /// Keeps what is streamed.
    private static final class Kept implements ResponseStream {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String contentType = "";
        int parts;

        @Override
        public void begin(String type) {
            contentType = type;
        }

        @Override
        public void write(byte[] part) {
            bytes.writeBytes(part);
            parts++;
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static InvocationResult streamed(Bench bench, FunctionSpec function, Kept kept) throws Exception {
        return bench.engine.stream(function, bench.event("{\"n\":3}"), (spec, name, events) -> {}, kept);
    }

    @Test
    void aStreamedAnswerIsHandedOnInParts() throws Exception {
        try (var bench = new Bench(folder, Isolation.best())) {
            var function = bench.function("nodejs20.x", "app.handler", Map.of("app.mjs", """
                    export const handler = awslambda.streamifyResponse(async (event, stream, context) => {
                      stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { a: "b" } });
                      for (let i = 0; i < event.n; i++) {
                        stream.write(`part ${i};`);
                        await new Promise((resolve) => setTimeout(resolve, 5));
                      }
                      stream.end();
                    });
                    """));
            var kept = new Kept();

            InvocationResult result = streamed(bench, function, kept);

            assertThat(result.functionError()).isEmpty();
            assertThat(kept.contentType).isEqualTo("application/vnd.awslambda.http-integration-response");
            assertThat(kept.text())
                    .isEqualTo("{\"statusCode\":201,\"headers\":{\"a\":\"b\"}}" + "\0".repeat(8)
                            + "part 0;part 1;part 2;");
            assertThat(kept.parts).isGreaterThan(1);
            assertThat(bench.answer(function, "{\"n\":1}")).endsWith("\0part 0;");
        }
    }

    @Test
    void aSlowReaderSlowsALargeStreamDown() throws Exception {
        try (var bench = new Bench(folder, Isolation.best())) {
            var function = bench.function("nodejs20.x", "app.handler", Map.of("app.mjs", """
                    import { pipeline } from "node:stream/promises";
                    import { Readable } from "node:stream";
                    export const handler = awslambda.streamifyResponse(async (event, stream) => {
                      stream.setContentType("text/plain");
                      await pipeline(Readable.from((function* () { for (let i = 0; i < 300; i++) yield "x".repeat(65536); })()), stream);
                    });
                    """));
            var kept = new Kept();

            assertThat(streamed(bench, function, kept).functionError()).isEmpty();
            assertThat(kept.bytes.size()).isEqualTo(300 * 65536);
            assertThat(kept.contentType).isEqualTo("text/plain");
            assertThat(bench.answer(function, "{}")).contains("Function.ResponseSizeTooLarge");
        }
    }

    @Test
    void aFailureWithinAStreamIsToldByItsTrailers() throws Exception {
        try (var bench = new Bench(folder, Isolation.best())) {
            var function = bench.function("nodejs20.x", "app.handler", Map.of("app.mjs", """
                    export const handler = awslambda.streamifyResponse(async (event, stream) => {
                      stream.write("begun");
                      await new Promise((resolve) => setTimeout(resolve, 5));
                      throw new TypeError("no");
                    });
                    """));
            var kept = new Kept();

            InvocationResult result = streamed(bench, function, kept);

            assertThat(kept.text()).isEqualTo("begun");
            assertThat(result.functionError()).contains("Unhandled");
            assertThat(new String(result.payload(), StandardCharsets.UTF_8))
                    .contains("\"errorType\":\"TypeError\",\"errorMessage\":\"no\"");
        }
    }

    @Test
    void anAnswerThatIsNotStreamedComesInOnePart() throws Exception {
        try (var bench = new Bench(folder, Isolation.best())) {
            var function = bench.function("python3.11", "app.handler", Map.of("app.py", "handler = lambda e, c: e\n"));
            var kept = new Kept();

            streamed(bench, function, kept);

            assertThat(kept.text()).isEqualTo("{\"n\": 3}");
            assertThat(kept.contentType).isEqualTo("application/json");
        }
    }

    @Test
    void contextsTellClientIdentityAndTenant() throws Exception {
        try (var bench = new Bench(folder, Isolation.best())) {
            var python = bench.function("python3.11", "app.handler", Map.of("app.py", """
                    def handler(event, context):
                        return [context.client_context.custom["k"], context.identity.cognito_identity_id, context.tenant_id]
                    """));
            var node = bench.function("nodejs20.x", "app.handler", Map.of("app.js", """
                    exports.handler = async (event, context) =>
                      [context.clientContext.custom.k, context.identity.cognitoIdentityId, context.tenantId];
                    """));

            assertThat(streamed(bench, python)).isEqualTo("[\"v\", \"me\", \"blue\"]");
            assertThat(streamed(bench, node)).isEqualTo("[\"v\",\"me\",\"blue\"]");
        }
    }

    private static String streamed(Bench bench, FunctionSpec function) throws Exception {
        var kept = new Kept();
        streamed(bench, function, kept);
        return kept.text();
    }

    @Test
    void logsAreJsonWhereTheConfigurationSaysSo() throws Exception {
        try (var bench = new Bench(folder, Isolation.best())) {
            var json = new Logging(Logging.Format.JSON, "WARN", "INFO");
            var python = Bench.with(
                    bench.function("python3.11", "app.handler", Map.of("app.py", """
                            import logging
                            def handler(event, context):
                                logging.info("unseen")
                                logging.warning("two\\nlines", extra={"colour": "red"})
                                raise ValueError("no")
                            """)), List.of(), Map.of(), json);
            var node = Bench.with(
                    bench.function("nodejs20.x", "app.handler", Map.of("app.js", """
                            exports.handler = async () => { console.info("unseen"); console.warn({ a: 1 }); };
                            """)), List.of(), Map.of(), json);

            bench.answer(python, "1");
            bench.answer(node, "1");

            assertThat(bench.log())
                    .containsPattern("\\{\"time\":\"[^\"]+Z\",\"type\":\"platform.start\",\"record\":\\{\"requestId\":"
                            + "\"request-\\d+\",\"version\":\"\\$LATEST\"")
                    .containsPattern(
                            "\\{\"timestamp\": \"[^\"]+Z\", \"level\": \"WARNING\", \"message\": "
                                    + "\"two\\\\nlines\", \"logger\": \"root\", \"requestId\": \"request-\\d+\", \"colour\": \"red\"}")
                    .containsPattern(
                            "\"log_level\": \"ERROR\", \"errorMessage\": \"no\", \"errorType\": \"ValueError\"")
                    .containsPattern("\"level\":\"WARN\",\"requestId\":\"request-\\d+\",\"message\":\\{\"a\":1}}")
                    .containsPattern("\"type\":\"platform.report\",\"record\":\\{\"requestId\":\"request-\\d+\","
                            + "\"status\":\"error\",\"errorType\":\"ValueError\"")
                    .doesNotContain("unseen", "START RequestId", "REPORT RequestId");
        }
    }
}
