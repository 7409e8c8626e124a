package samara.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import samara.functions.isolation.Isolation;
import samara.functions.isolation.PlainProcess;
import samara.functions.isolation.Sandbox;
import samara.functions.runtime.UnsupportedRuntimeException;

/// What functions do and how they fail, in each isolation that this machine has.
@ParameterizedClass
@Timeout(60)
@MethodSource("isolations")
class FunctionEngineTest {
    private static final String PYTHON = "python3.11";
    private static final String NODE = "nodejs20.x";

    private final Isolation isolation;

    @TempDir
    Path folder;

    FunctionEngineTest(Isolation isolation) {
        this.isolation = isolation;
    }

    static Stream<Isolation> isolations() {
        return Stream.concat(Sandbox.find().stream(), Stream.of(new PlainProcess()));
    }

    @Test
    void pythonHandlerGetsEventContextAndEnvironment() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            var function = bench.function(PYTHON, "src/app.handler", Map.of("src/app.py", """
                    import os
                    def handler(event, context):
                        return {"n": event["n"] + 1, "name": context.function_name, "colour": os.environ["COLOUR"],
                                "trace": os.environ["_X_AMZN_TRACE_ID"][:5], "memory": context.memory_limit_in_mb,
                                "time": 0 < context.get_remaining_time_in_millis() <= 5000}
                    """));

            assertThat(bench.answer(function, "{\"n\": 1}"))
                    .isEqualTo("{\"n\": 2, \"name\": \"tested\", \"colour\": \"red\", \"trace\": \"Root=\", "
                            + "\"memory\": \"256\", \"time\": true}");
        }
    }

    @Test
    void nodeHandlersMayBeAsyncOrCallBack() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            var async = bench.function(NODE, "app.handler", Map.of("app.mjs", """
                    export const handler = async (event, context) => {
                      console.log("seen", event.n);
                      return { n: event.n + 1, id: context.awsRequestId.slice(0, 8) };
                    };
                    """));
            var callback = bench.function(NODE, "lib/app.in.handler", Map.of("lib/app.js", """
                    exports.in = { handler: (event, context, callback) => setTimeout(() => callback(null, "late"), 5) };
                    """));

            assertThat(bench.answer(async, "{\"n\": 1}")).isEqualTo("{\"n\":2,\"id\":\"request-\"}");
            assertThat(bench.answer(callback, "{}")).isEqualTo("\"late\"");
            assertThat(bench.answer(callback, "{}")).isEqualTo("\"late\"");
            assertThat(bench.log()).containsPattern("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\trequest-\\d+\tINFO\tseen 1\n");
        }
    }

    @Test
    void logsStartEndAndReportAroundWhatTheFunctionWrites() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            var function = bench.function(PYTHON, "app.handler", Map.of("app.py", """
                    import logging
                    def handler(event, context):
                        print("printed")
                        logging.getLogger().warning("two\\nlines")
                        return None
                    """));

            InvocationResult result = bench.invoke(function, "{}");

            assertThat(bench.log.get(0)).matches("START RequestId: request-\\d+ Version: \\$LATEST\n");
            assertThat(bench.log.get(1)).isEqualTo("printed\n");
            assertThat(bench.log.get(2)).matches("\\[WARNING]\t[^\t]+Z\trequest-\\d+\ttwo\nlines\n");
            assertThat(bench.log.get(3)).matches("END RequestId: request-\\d+\n");
            assertThat(bench.log.get(4))
                    .matches("REPORT RequestId: request-\\d+\tDuration: [\\d.]+ ms\tBilled Duration: \\d+ ms\t"
                            + "Memory Size: 256 MB\tMax Memory Used: \\d+ MB\tInit Duration: [\\d.]+ ms\t\n");
            assertThat(new String(result.logTail(), java.nio.charset.StandardCharsets.UTF_8))
                    .startsWith("START")
                    .contains("printed")
                    .contains("REPORT");
        }
    }

    @Test
    void keepsAnEnvironmentWarm() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            var function = bench.function(PYTHON, "app.handler", Map.of("app.py", """
                    count = 0
                    def handler(event, context):
                        global count
                        count += 1
                        return count
                    """));

            assertThat(bench.answer(function, "{}")).isEqualTo("1");
            assertThat(bench.answer(function, "{}")).isEqualTo("2");
            bench.engine.retire(function.revision());
            assertThat(bench.answer(function, "{}")).isEqualTo("1");
        }
    }

    @Test
    void shapesErrorsAsLambdaDoes() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            var raising = bench.function(
                    PYTHON,
                    "app.handler",
                    Map.of("app.py", "def handler(event, context):\n    raise ValueError('no')\n"));
            var missing = bench.function(PYTHON, "nothing.handler", Map.of("app.py", "pass\n"));
            var wrong = bench.function(PYTHON, "app.other", Map.of("app.py", "pass\n"));
            var broken = bench.function(PYTHON, "app.handler", Map.of("app.py", "def handler(:\n"));
            var unmarshallable =
                    bench.function(PYTHON, "app.handler", Map.of("app.py", "handler = lambda e, c: object()\n"));
            var throwing = bench.function(
                    NODE,
                    "app.handler",
                    Map.of("app.js", "exports.handler = async () => { throw new TypeError('no'); };"));
            var missingNode = bench.function(NODE, "nothing.handler", Map.of("app.js", ""));
            var wrongNode = bench.function(NODE, "app.other", Map.of("app.js", ""));
            var brokenNode = bench.function(NODE, "app.handler", Map.of("app.js", "exports.handler = ("));

            assertThat(bench.answer(raising, "{}"))
                    .startsWith("{\"errorMessage\": \"no\", \"errorType\": \"ValueError\", \"requestId\": \"request-")
                    .contains("line 2, in handler\\n    raise ValueError('no')\\n");
            assertThat(bench.invoke(raising, "{}").functionError()).contains("Unhandled");
            assertThat(bench.answer(missing, "{}"))
                    .contains("Unable to import module 'nothing': No module named 'nothing'")
                    .contains("Runtime.ImportModuleError");
            assertThat(bench.answer(wrong, "{}"))
                    .contains("Handler 'other' missing on module 'app'")
                    .contains("Runtime.HandlerNotFound");
            assertThat(bench.answer(broken, "{}")).contains("Runtime.UserCodeSyntaxError");
            assertThat(bench.answer(unmarshallable, "{}")).contains("Runtime.MarshalError");
            assertThat(bench.answer(throwing, "{}")).contains("{\"errorType\":\"TypeError\",\"errorMessage\":\"no\"");
            assertThat(bench.answer(missingNode, "{}")).contains("Runtime.ImportModuleError");
            assertThat(bench.answer(wrongNode, "{}")).contains("app.other is undefined or not exported");
            assertThat(bench.answer(brokenNode, "{}")).contains("Runtime.UserCodeSyntaxError");
        }
    }

    @Test
    void endsWhatRunsOverItsTimeAndStartsAnew() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            var function = Bench.limitedTo(
                    bench.function(PYTHON, "app.handler", Map.of("app.py", """
                    import time
                    def handler(event, context):
                        if event: time.sleep(60)
                        return "awake"
                    """)), Duration.ofSeconds(1), 1);

            InvocationResult result = bench.invoke(function, "1");

            assertThat(new String(result.payload(), java.nio.charset.StandardCharsets.UTF_8))
                    .matches("\\{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: request-\\d+ "
                            + "Error: Task timed out after 1.00 seconds\"}");
            assertThat(bench.log()).containsPattern("Z request-\\d+ Task timed out after 1.00 seconds\n");
            assertThat(bench.answer(function, "0")).isEqualTo("\"awake\"");
        }
    }

    @Test
    void tellsHowAProcessEnded() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            var exiting = bench.function(
                    PYTHON, "app.handler", Map.of("app.py", "import sys\ndef handler(e, c):\n    sys.exit(7)\n"));
            var killed = bench.function(
                    NODE,
                    "app.handler",
                    Map.of("app.js", "exports.handler = async () => process.kill(process.pid, 9)"));
            var greedy = bench.function(
                    PYTHON,
                    "app.handler",
                    Map.of(
                            "app.py",
                            "import time\ndef handler(e, c):\n    x = b'x' * 600_000_000\n    time.sleep(4)\n"));

            assertThat(bench.answer(exiting, "{}")).contains("Runtime exited with error: exit status 7");
            if (isolation instanceof PlainProcess) {
                assertThat(bench.answer(killed, "{}")).contains("Runtime exited with error: signal: killed");
            }
            assertThat(bench.answer(greedy, "{}")).contains("Runtime exited with error: signal: killed");
        }
    }

    @Test
    void refusesAnAnswerOverSixMegabytes() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            var function = bench.function(PYTHON, "app.handler", Map.of("app.py", "handler = lambda e, c: 'x' * e\n"));

            assertThat(bench.answer(function, "7000000"))
                    .contains("Function.ResponseSizeTooLarge")
                    .contains("Response payload size (7000002 bytes) exceeded maximum allowed payload size");
            assertThat(bench.answer(function, "3")).isEqualTo("\"xxx\"");
            assertThat(bench.answer(function, "6000000")).hasSize(6_000_002);
        }
    }

    @Test
    void whatAnEventsProcessesWroteIsBeforeItsEnd() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            var function = bench.function(PYTHON, "app.handler", Map.of("app.py", """
                    import os, subprocess
                    def handler(event, context):
                        subprocess.run(["echo", f"from another process {event}"], check=True)
                        os.write(2, f"without a line feed {event}".encode())
                    """));
            for (int event = 0; event < 20; event++) {
                bench.log.clear();
                bench.invoke(function, Integer.toString(event));

                assertThat(bench.log).hasSize(5);
                assertThat(bench.log.get(0)).startsWith("START");
                assertThat(bench.log.get(1)).isEqualTo("from another process " + event + "\n");
                assertThat(bench.log.get(2)).isEqualTo("without a line feed " + event + "\n");
                assertThat(bench.log.get(3)).startsWith("END");
                assertThat(bench.log.get(4)).startsWith("REPORT");
            }
        }
    }

    @Test
    void survivesAFloodOfOutput() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            var function = bench.function(PYTHON, "app.handler", Map.of("app.py", """
                    def handler(event, context):
                        for i in range(200): print("x" * 100_000)
                        return "done"
                    """));

            InvocationResult result = bench.invoke(function, "{}");

            assertThat(result.functionError()).isEmpty();
            assertThat(result.logTail()).hasSizeLessThanOrEqualTo(4096);
            assertThat(bench.log()).hasSizeGreaterThan(20_000_000);
        }
    }

    @Test
    void refusesMoreAtOnceThanItsConcurrency() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            var function = Bench.limitedTo(
                    bench.function(PYTHON, "app.handler", Map.of("app.py", "handler = lambda e, c: 1\n")),
                    Duration.ofSeconds(5),
                    0);

            assertThatThrownBy(() -> bench.answer(function, "{}")).isInstanceOf(ConcurrencyExceededException.class);
        }
    }

    @Test
    void runsACustomRuntimeByItsBootstrap() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            var function = bench.function("provided.al2023", "any", Map.of("bootstrap", """
                    #!/bin/bash
                    api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
                    while true; do
                      exec 3<>"/dev/tcp/${AWS_LAMBDA_RUNTIME_API%:*}/${AWS_LAMBDA_RUNTIME_API#*:}"
                      printf 'GET /2018-06-01/runtime/invocation/next HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' >&3
                      while IFS=$'\\r' read -r line rest <&3 && [ -n "$line" ]; do
                        case "${line,,}" in lambda-runtime-aws-request-id:*) id="${line#*: }";; esac
                      done
                      echo "shell saw $id"
                      printf 'POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 4\\r\\n\\r\\n"ok"' "$id" >&3
                      read -r line <&3
                      exec 3>&-
                    done
                    """));

            assertThat(bench.answer(function, "{}")).isEqualTo("\"ok\"");
            assertThat(bench.answer(function, "{}")).isEqualTo("\"ok\"");
            assertThat(bench.log()).contains("shell saw request-");
        }
    }

    @Test
    void namesRuntimesThatCannotBeRun() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            assertThatThrownBy(() -> bench.engine.runtimes().check("dotnet8"))
                    .isInstanceOf(UnsupportedRuntimeException.class)
                    .hasMessageContaining("`dotnet8` is not built");
            assertThatThrownBy(() -> bench.engine.runtimes().check("cobol85"))
                    .hasMessageContaining("`cobol85` is no runtime");
        }
    }

    @Test
    void aSandboxSeesNeitherHomeNorOtherProcessesAndCannotWriteItsCode() throws Exception {
        if (isolation instanceof PlainProcess) {
            return;
        }
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        try (var bench = new Bench(folder, isolation)) {
            var function = bench.function(PYTHON, "app.handler", Map.of("app.py", """
                    import os
                    def handler(event, context):
                        def fails(action):
                            try:
                                action()
                                return False
                            except OSError:
                                return True
                        open("/tmp/mine", "w").write("x")
                        return [fails(lambda: open(event)), fails(lambda: open("/var/task/app.py", "a")),
                                len([p for p in os.listdir("/proc") if p.isdigit()]) < 6, os.getuid(),
                                fails(lambda: open("/etc/shadow")), os.getcwd(), os.listdir("/tmp")]
                    """));

            assertThat(bench.answer(function, "\"" + secret + "\""))
                    .isEqualTo("[true, true, true, 993, true, \"/var/task\", [\"mine\"]]");
        }
    }

    @Test
    void leavesNoProcessBehind() throws Exception {
        String mark = "739" + ProcessHandle.current().pid();
        try (var bench = new Bench(folder, isolation)) {
            var function = bench.function(PYTHON, "app.handler", Map.of("app.py", """
                    import subprocess
                    def handler(event, context):
                        subprocess.Popen(["sleep", event], start_new_session=True)
                    """));
            bench.answer(function, "\"" + mark + "\"");
        }
        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .arguments()
                                .filter(arguments -> String.join(" ", arguments).equals(mark))
                                .isPresent())
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> process.onExit()
                                .completeOnTimeout(process, 2, java.util.concurrent.TimeUnit.SECONDS)
                                .join()
                                .isAlive()))
                .isEmpty();
    }
}
