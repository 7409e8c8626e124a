package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.StackFrame;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import samara.functions.runtime.Runtimes;
import samara.functions.runtime.UnsupportedRuntimeException;

/// `--debug-port` and the options beside it, with a client of each runtime's own protocol: the JDK's debugger interface
/// for Java, the inspector's WebSocket for Node.js, and a debugger of the test's for Python, which is called as debugpy
/// is.
@Timeout(120)
class DebuggerTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Python:
                Type: AWS::Serverless::Function
                Properties: {Runtime: python3.12, Handler: app.handler, CodeUri: python, Timeout: 1}
              Other:
                Type: AWS::Serverless::Function
                Properties: {Runtime: python3.12, Handler: app.handler, CodeUri: python}
              Node:
                Type: AWS::Serverless::Function
                Properties: {Runtime: nodejs22.x, Handler: app.handler, CodeUri: node}
              Java:
                Type: AWS::Serverless::Function
                Properties: {Runtime: java25, Handler: "App::handle", CodeUri: java, MemorySize: 512}
              Shell:
                Type: AWS::Serverless::Function
                Properties: {Runtime: provided.al2023, Handler: x, CodeUri: python}
            """;

    /// Says how it was called to the client that comes, then runs what it was given.
    private static final String DEBUGGER = """
            import runpy, socket, sys
            host, port = sys.argv[sys.argv.index("--listen") + 1].split(":")
            with socket.create_server((host, int(port))) as server:
                client, _ = server.accept()
                with client:
                    client.sendall(" ".join(sys.argv[1:]).encode())
            del sys.argv[:next(i for i, one in enumerate(sys.argv) if one.endswith("bootstrap.py"))]
            runpy.run_path(sys.argv[0], run_name="__main__")
            """;

    @TempDir
    Path folder;

    private int port;

    @BeforeEach
    void application() throws IOException {
        write("template.yaml", TEMPLATE);
        write(
                "python/app.py",
                "import os\ndef handler(event, context):\n    return {'extra': os.environ.get('EXTRA')}\n");
        write("debugger/debugpy/__main__.py", DEBUGGER);
        write("debugger/mine.py", DEBUGGER);
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void assume(String runtime) {
        try {
            new Runtimes(warning -> {}, java.time.InstantSource.system()).interpreter(runtime);
        } catch (UnsupportedRuntimeException e) {
            assumeTrue(false, "no interpreter for " + runtime + " is installed");
        }
    }

    private CompletableFuture<Run> invoke(String... more) {
        String[] line = new String[more.length + 4];
        System.arraycopy(new String[] {"local", "invoke", "-d", Integer.toString(port)}, 0, line, 0, 4);
        System.arraycopy(more, 0, line, 4, more.length);
        Map<String, String> variables =
                Map.of("PATH", String.valueOf(System.getenv("PATH")), "HOME", folder.toString());
        return CompletableFuture.supplyAsync(() -> Run.of(folder, variables, "samara", line));
    }

    /// Tries until the function's process listens, or the command has ended.
    private static <T> T attached(CompletableFuture<?> command, Callable<T> attempt) throws Exception {
        while (true) {
            try {
                return attempt.call();
            } catch (ConnectException e) {
                assertThat(command.isDone())
                        .as("the command has ended: %s", command)
                        .isFalse();
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private String greeting(CompletableFuture<?> command, String host) throws Exception {
        return attached(command, () -> {
            try (var socket = new Socket(host, port)) {
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        });
    }

    @Test
    void debugpyOfTheGivenFolderWaitsForAClientBeforePython() throws Exception {
        assume("python3.12");
        write("more.json", "{\"Parameters\": {\"EXTRA\": \"for debugging\"}}");
        CompletableFuture<Run> run =
                invoke("Python", "--debugger-path", "debugger", "--container-env-vars", "more.json");

        assertThat(greeting(run, "127.0.0.1"))
                .startsWith("--listen 127.0.0.1:" + port + " --wait-for-client ")
                .endsWith("bootstrap.py");

        assertThat(run.get().out()).contains("\"extra\": \"for debugging\"");
        assertThat(run.get().err()).contains("`Python` waits for a debugger at 127.0.0.1:" + port);
    }

    @Test
    void theArgumentsOfSamsContainersStayOnTheChosenAddress() throws Exception {
        assume("python3.12");
        CompletableFuture<Run> run = invoke(
                "Python",
                "--debugger-path",
                "debugger",
                "--container-host-interface",
                "127.0.0.2",
                "--debug-args",
                "/tmp/lambci_debug_files/mine.py --quick --listen 0.0.0.0:" + port);

        assertThat(greeting(run, "127.0.0.2")).startsWith("--quick --listen 127.0.0.2:" + port + " ");
        assertThat(run.get().out()).contains("\"extra\": null");
    }

    @Test
    void onlyTheNamedFunctionIsDebuggedWhereSeveralAreServed() throws Exception {
        assume("python3.12");
        try (var served = new Served(
                folder,
                "local",
                "start-lambda",
                "-p",
                "0",
                "-d",
                Integer.toString(port),
                "--debugger-path",
                "debugger",
                "--debug-function",
                "Python")) {
            assertThat(served.invoke("Other")).contains("extra");
            assertThat(served.err()).doesNotContain("waits for a debugger");
            var answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return served.invoke("Python");
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(greeting(answer, "127.0.0.1")).startsWith("--listen");
            assertThat(answer.get()).contains("extra");
        }
    }

    @Test
    void nodeStopsForTheInspector() throws Exception {
        assume("nodejs22.x");
        write("node/app.js", "exports.handler = async () => {\n  const x = 41;\n  debugger;\n  return x;\n};\n");
        CompletableFuture<Run> run = invoke("Node", "--debug-args", "--stack-trace-limit=3");

        var messages = new LinkedBlockingQueue<String>();
        // The inspector takes a request to go on in HTTP/2 for a WebSocket's.
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                    .build();
            String targets = attached(
                    run,
                    () -> client.send(list, HttpResponse.BodyHandlers.ofString())
                            .body());
            Matcher address = Pattern.compile("ws://[^\"]+").matcher(targets);
            assertThat(address.find()).as(targets).isTrue();
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create(address.group()), new Listener(messages))
                    .get();
            socket.sendText("{\"id\": 1, \"method\": \"Debugger.enable\"}", true)
                    .get();
            socket.sendText("{\"id\": 2, \"method\": \"Runtime.runIfWaitingForDebugger\"}", true)
                    .get();
            await(messages, "\"reason\":\"Break on start\"");
            socket.sendText("{\"id\": 3, \"method\": \"Debugger.resume\"}", true)
                    .get();
            String paused = await(messages, "Debugger.paused");
            Matcher frame = Pattern.compile("\"callFrameId\":\"([^\"]+)\"").matcher(paused);
            assertThat(frame.find()).as(paused).isTrue();
            socket.sendText(
                            "{\"id\": 4, \"method\": \"Debugger.evaluateOnCallFrame\", \"params\": {\"callFrameId\": \""
                                    + frame.group(1) + "\", \"expression\": \"x + ':' + Error.stackTraceLimit\"}}",
                            true)
                    .get();
            assertThat(await(messages, "\"id\":4")).contains("\"41:3\"");
            socket.sendText("{\"id\": 5, \"method\": \"Debugger.resume\"}", true)
                    .get();
            await(messages, "\"id\":5");
            socket.abort();
        }
        assertThat(run.get().out()).contains("41");
    }

    private static String await(BlockingQueue<String> messages, String part) throws InterruptedException {
        String message = "";
        while (!message.contains(part)) {
            message = messages.poll(60, TimeUnit.SECONDS);
            assertThat(message).as("no message with %s came", part).isNotNull();
        }
        return message;
    }

    private record Listener(BlockingQueue<String> messages, StringBuilder text) implements WebSocket.Listener {
        Listener(BlockingQueue<String> messages) {
            this(messages, new StringBuilder());
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, data, last);
        }
    }

    @Test
    void javaStopsForTheDebuggerOfTheJdk() throws Exception {
        assume("java25");
        write("java/App.java", """
                public class App {
                    public String handle(Object event) {
                        int x = 41;
                        return "x=" + x;
                    }
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-g",
                                folder.resolve("java/App.java").toString()))
                .isZero();
        CompletableFuture<Run> run = invoke("Java");

        VirtualMachine machine = attached(run, this::attachJava);
        var wanted = machine.eventRequestManager().createClassPrepareRequest();
        wanted.addClassFilter("App");
        wanted.enable();
        // The machine waits at its start: the first event set is that, and letting it go on starts the machine. A
        // second
        // resume would undo the stop at the next event.
        String x = "";
        while (x.isEmpty()) {
            EventSet events = machine.eventQueue().remove();
            for (Event event : events) {
                if (event instanceof ClassPrepareEvent prepared) {
                    var line = prepared.referenceType().locationsOfLine(4).getFirst();
                    machine.eventRequestManager().createBreakpointRequest(line).enable();
                } else if (event instanceof BreakpointEvent hit) {
                    x = value(hit, "x");
                }
            }
            letGoOn(events);
        }

        assertThat(x).isEqualTo("41");
        assertThat(run.get().out()).contains("x=41");
    }

    private static void letGoOn(EventSet events) {
        try {
            events.resume();
        } catch (VMDisconnectedException e) {
            // The function may end before its machine says that it goes on. What it printed is looked at.
        }
    }

    private VirtualMachine attachJava() throws IOException, IllegalConnectorArgumentsException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(one -> one.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        var arguments = connector.defaultArguments();
        Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
        Objects.requireNonNull(arguments.get("port")).setValue(Integer.toString(port));
        return connector.attach(arguments);
    }

    private static String value(BreakpointEvent hit, String name) throws Exception {
        try {
            StackFrame frame = hit.thread().frame(0);
            return frame.getValue(frame.visibleVariableByName(name)).toString();
        } catch (IncompatibleThreadStateException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatCannotBeDebuggedIsSaid() throws Exception {
        assertThat(invoke("Shell").get().err()).contains("`provided.al2023` is not built in Samara yet");
        assertThat(invoke("Python", "-d", "5").get().err()).contains("--debug-port is given 2 times");
        assertThat(invoke("Python", "--debugger-path", "gone").get().err())
                .contains("The folder of --debugger-path")
                .contains("gone, does not exist");
        assertThat(Run.of(folder, "local", "invoke", "Python", "--debug-args", "-m pdb")
                        .err())
                .contains("--debug-args needs --debug-port");
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThat(invoke("Python").get().err()).contains("The port " + port + " of --debug-port is in use");
        }
    }
}
