package samara.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import samara.functions.isolation.Isolation;
import samara.functions.isolation.PlainProcess;
import samara.functions.isolation.Sandbox;

/// Extensions, wrapper scripts and layers.
@ParameterizedClass
@Timeout(60)
@MethodSource("isolations")
class ExtensionTest {
    /// An extension that subscribes to telemetry, prints what it is told, and prints its events.
    private static final String WATCHER = """
            #!/usr/bin/env python3
            import http.server, json, os, sys, threading, urllib.request
            api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"]
            def call(method, path, headers, body=None):
                request = urllib.request.Request(api + path, method=method, headers=headers,
                                                 data=None if body is None else json.dumps(body).encode())
                with urllib.request.urlopen(request) as answer:
                    return answer.headers, json.loads(answer.read() or b"null")
            class Receiver(http.server.BaseHTTPRequestHandler):
                def do_POST(self):
                    for event in json.loads(self.rfile.read(int(self.headers["content-length"]))):
                        if event["type"] != "extension":
                            print("TOLD", event["type"], json.dumps(event["record"]), flush=True)
                    self.send_response(200); self.send_header("content-length", "0"); self.end_headers()
                def log_message(self, *_): pass
            host = HOST
            server = http.server.ThreadingHTTPServer((host, PORT), Receiver)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            headers, about = call("POST", "/2020-01-01/extension/register",
                                  {"Lambda-Extension-Name": os.path.basename(__file__),
                                   "Lambda-Extension-Accept-Feature": "accountId"},
                                  {"events": ["INVOKE", "SHUTDOWN"]})
            me = {"Lambda-Extension-Identifier": headers["Lambda-Extension-Identifier"]}
            print("REGISTERED", json.dumps(about), flush=True)
            call("PUT", "/2022-07-01/telemetry", me, {
                "schemaVersion": "2022-12-13", "types": ["platform", "function"],
                "buffering": {"timeoutMs": 25, "maxItems": 1000, "maxBytes": 262144},
                "destination": {"protocol": "HTTP", "URI": "http://sandbox.localdomain:%d" % PORT}})
            while True:
                _, event = call("GET", "/2020-01-01/extension/event/next", me)
                print("EVENT", event["eventType"], event.get("requestId", event.get("shutdownReason")), flush=True)
                if event["eventType"] == "SHUTDOWN":
                    sys.exit(0)
            """;

    private final Isolation isolation;

    @TempDir
    Path folder;

    ExtensionTest(Isolation isolation) {
        this.isolation = isolation;
    }

    static Stream<Isolation> isolations() {
        return Stream.concat(Sandbox.find().stream(), Stream.of(new PlainProcess()));
    }

    private String watcher(int port) {
        String host = isolation instanceof PlainProcess ? "\"127.0.0.1\"" : "\"sandbox.localdomain\"";
        return WATCHER.replace("host = HOST", "host = " + host).replace("PORT", Integer.toString(port));
    }

    private static int freePort() throws java.io.IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void anExternalExtensionFollowsThePhasesAndIsToldByTelemetry() throws Exception {
        var bench = new Bench(folder, isolation);
        try (bench) {
            Path layer = bench.layer(Map.of("extensions/watcher", watcher(freePort())));
            var function = Bench.with(
                    bench.function("python3.11", "app.handler", Map.of("app.py", """
                            def handler(event, context):
                                print("from the function")
                                return event
                            """)),
                    List.of(layer),
                    Map.of(),
                    Logging.TEXT);

            assertThat(bench.answer(function, "1")).isEqualTo("1");
            assertThat(bench.answer(function, "2")).isEqualTo("2");
        }
        assertThat(bench.log())
                .contains("REGISTERED {\"functionName\": \"tested\", \"functionVersion\": \"$LATEST\", "
                        + "\"handler\": \"app.handler\", \"accountId\": \"123456789012\"}\n")
                .containsPattern("EVENT INVOKE request-\\d+\n(.*\n)*EVENT INVOKE request-\\d+\n")
                .contains("EVENT SHUTDOWN spindown\n")
                .contains("TOLD platform.initRuntimeDone {\"initializationType\": \"on-demand\", \"phase\": \"init\", "
                        + "\"status\": \"success\"}")
                .contains("TOLD platform.extension {\"name\": \"watcher\", \"state\": \"Ready\"")
                .contains("TOLD function \"from the function\"")
                .containsPattern("TOLD platform.start \\{\"requestId\": \"request-\\d+\", \"version\": \"\\$LATEST\"")
                .containsPattern(
                        "TOLD platform.runtimeDone \\{\"requestId\": \"request-\\d+\", \"status\": \"success\"")
                .containsPattern("TOLD platform.report .*\"billedDurationMs\": \\d+, \"memorySizeMB\": 256");
    }

    @Test
    void anExtensionThatEndsEndsTheEnvironment() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            Path layer = bench.layer(Map.of("extensions/quitter", "#!/bin/sh\necho leaving\nexit 3\n"));
            var function = Bench.with(
                    bench.function("python3.11", "app.handler", Map.of("app.py", "handler = lambda e, c: e\n")),
                    List.of(layer),
                    Map.of(),
                    Logging.TEXT);

            assertThat(bench.answer(function, "1"))
                    .contains("Extension.Crash")
                    .contains("The extension `quitter` ended with status 3.");
            assertThat(bench.log()).contains("leaving\n");
        }
    }

    @Test
    void anExtensionIsToldOfATimeout() throws Exception {
        var bench = new Bench(folder, isolation);
        try (bench) {
            Path layer = bench.layer(Map.of("extensions/watcher", watcher(freePort())));
            var slow = Bench.limitedTo(
                    Bench.with(
                            bench.function(
                                    "python3.11",
                                    "app.handler",
                                    Map.of("app.py", "import time\ndef handler(e, c): time.sleep(30)\n")),
                            List.of(layer),
                            Map.of(),
                            Logging.TEXT),
                    Duration.ofSeconds(1),
                    1);

            assertThat(bench.answer(slow, "1")).contains("Sandbox.Timedout");
        }
        assertThat(bench.log()).contains("EVENT SHUTDOWN timeout\n");
    }

    @Test
    void anInternalExtensionRegistersFromWithinTheRuntime() throws Exception {
        var bench = new Bench(folder, isolation);
        try (bench) {
            var function = bench.function("python3.11", "app.handler", Map.of("app.py", """
                    import json, os, threading, urllib.request, urllib.error
                    api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2020-01-01/extension/"
                    def register(events):
                        return urllib.request.urlopen(urllib.request.Request(
                            api + "register", method="POST", data=json.dumps({"events": events}).encode(),
                            headers={"Lambda-Extension-Name": "inner"}))
                    try:
                        register(["SHUTDOWN"])
                    except urllib.error.HTTPError as error:
                        refused = [error.code, json.loads(error.read())["errorType"]]
                    me = {"Lambda-Extension-Identifier": register(["INVOKE"]).headers["Lambda-Extension-Identifier"]}
                    seen = []
                    def follow():
                        while True:
                            with urllib.request.urlopen(urllib.request.Request(api + "event/next", headers=me)) as next:
                                seen.append(json.loads(next.read())["eventType"])
                    threading.Thread(target=follow, daemon=True).start()
                    def handler(event, context):
                        return [refused, len(seen) <= event]
                    """));

            assertThat(bench.answer(function, "1"))
                    .isEqualTo("[[403, \"ShutdownEventNotSupportedForInternalExtension\"], true]");
            assertThat(bench.answer(function, "2")).contains("true");
        }
    }

    @Test
    void aWrapperScriptIsGivenTheRuntimesCommand() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            Path layer = bench.layer(Map.of("wrapper", "#!/bin/bash\nexport ADDED=\"$# words\"\nexec \"$@\"\n"));
            var plain = bench.function(
                    "python3.11",
                    "app.handler",
                    Map.of("app.py", "import os\nhandler = lambda e, c: os.environ['ADDED']\n"));
            var wrapped =
                    Bench.with(plain, List.of(layer), Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/opt/wrapper"), Logging.TEXT);
            var missing = Bench.with(plain, List.of(), Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/opt/none"), Logging.TEXT);

            assertThat(bench.answer(wrapped, "1")).isEqualTo("\"2 words\"");
            assertThat(bench.answer(missing, "1"))
                    .contains("Runtime.InvalidEntrypoint")
                    .contains("fork/exec /opt/none: no such file or directory");
        }
    }

    @Test
    void aLaterLayerOverridesALibrary() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            Path first = bench.layer(Map.of("python/colours.py", "BEST = 'red'\n", "python/other.py", "X = 1\n"));
            Path second = bench.layer(Map.of("python/colours.py", "BEST = 'green'\n"));
            var function = Bench.with(
                    bench.function("python3.11", "app.handler", Map.of("app.py", """
                            import colours, other
                            handler = lambda e, c: [colours.BEST, other.X]
                            """)),
                    List.of(first, second),
                    Map.of(),
                    Logging.TEXT);

            assertThat(bench.answer(function, "1")).isEqualTo("[\"green\", 1]");
        }
    }

    @Test
    void extensionsLeaveNothingBehind() throws Exception {
        long mark = 4_000_000 + ProcessHandle.current().pid();
        try (var bench = new Bench(folder, isolation)) {
            Path layer = bench.layer(Map.of(
                    "extensions/stubborn",
                    "#!/bin/bash\ntrap '' TERM\npython3 - <<'E'\n"
                            + "import json, os, urllib.request\n"
                            + "api = 'http://' + os.environ['AWS_LAMBDA_RUNTIME_API'] + '/2020-01-01/extension/'\n"
                            + "r = urllib.request.urlopen(urllib.request.Request(api + 'register', method='POST',"
                            + " data=b'{\"events\": []}', headers={'Lambda-Extension-Name': 'stubborn'}))\n"
                            + "i = r.headers['Lambda-Extension-Identifier']\n"
                            + "import threading\n"
                            + "threading.Thread(target=lambda: urllib.request.urlopen(urllib.request.Request("
                            + "api + 'event/next', headers={'Lambda-Extension-Identifier': i})), daemon=True).start()\n"
                            + "os.system('sleep " + mark + "')\nE\n"));
            var function = Bench.with(
                    bench.function("python3.11", "app.handler", Map.of("app.py", "handler = lambda e, c: e\n")),
                    List.of(layer),
                    Map.of(),
                    Logging.TEXT);
            assertThat(bench.answer(function, "1")).isEqualTo("1");
        }
        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .arguments()
                                .filter(all -> List.of(all).contains(Long.toString(mark)))
                                .isPresent())
                        .filter(process -> process.onExit()
                                .completeOnTimeout(process, 2, TimeUnit.SECONDS)
                                .join()
                                .isAlive()))
                .isEmpty();
    }
}
