package samara.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import samara.functions.isolation.Isolation;
import samara.functions.isolation.Sandbox;

/// What a function in a sandbox tries against the machine and others, and what becomes of it.
@Timeout(90)
class EscapeTest {
    /// `refused(action)` is whether the system refused it.
    private static final String REFUSED = """
            import os
            def refused(action):
                try:
                    action()
                    return False
                except OSError:
                    return True
            """;

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void needsASandbox() {
        assumeTrue(Sandbox.find().isPresent(), "needs bubblewrap");
        sandbox = Sandbox.find().orElseThrow();
    }

    private static FunctionSpec python(Bench bench, String source) throws Exception {
        return bench.function("python3.11", "app.handler", Map.of("app.py", REFUSED + source));
    }

    @Test
    void seesNoHomeNoCredentialsNoStoreAndNoOtherFunction() throws Exception {
        Path store = Files.writeString(folder.resolve("store"), "secret");
        try (var bench = new Bench(folder, sandbox)) {
            var other = python(bench, "handler = lambda e, c: 1\n");
            bench.answer(other, "1");
            Path code = ((FunctionCode.Zip) other.code()).folder();
            var function = python(bench, """
                    def handler(event, context):
                        seen = [path for path in event if not refused(lambda: os.stat(path))]
                        seen += [name for name in os.listdir("/") if name in ("home", "root", "work", "mnt", "srv")]
                        seen += [name for name in os.environ if "SECRET" in name or "HOME" == name]
                        seen += os.listdir("/run/samara")
                        return [seen, refused(lambda: open("/var/task/x", "w")), refused(lambda: open("/usr/x", "w")),
                                refused(lambda: open("/var/runtime/x", "w")), refused(lambda: open("/etc/passwd", "a"))]
                    """);
            String home = System.getProperty("user.home");
            String event = "[\"" + store + "\", \"" + code + "\", \"" + home + "\", \"" + home + "/.aws\", \""
                    + folder.resolve("engine") + "\", \"/etc/shadow\", \"/var/lib\"]";

            assertThat(bench.answer(function, event))
                    .isEqualTo("[[\"runtime.sock\"], true, true, true, true]")
                    .doesNotContain("secret");
        }
    }

    @Test
    void neitherKillsItsParentNorSeesOtherProcesses() throws Exception {
        try (var bench = new Bench(folder, sandbox)) {
            var function = python(bench, """
                    import signal
                    def handler(event, context):
                        kill = lambda pid: refused(lambda: os.kill(pid, signal.SIGKILL))
                        kill(os.getppid())
                        return [kill(event), sorted(int(p) for p in os.listdir("/proc") if p.isdigit())[:1]]
                    """);

            assertThat(bench.answer(
                            function, Long.toString(ProcessHandle.current().pid())))
                    .isEqualTo("[true, [1]]");
            assertThat(bench.answer(function, "999999")).contains("true");
        }
    }

    @Test
    void systemCallsThatReachForTheMachineAreRefused() throws Exception {
        assumeTrue(sandbox.hardened(), "needs a bubblewrap with --disable-userns, and a known processor");
        try (var bench = new Bench(folder, sandbox)) {
            var function = python(bench, """
                    import ctypes
                    libc = ctypes.CDLL(None, use_errno=True)
                    def handler(event, context):
                        outcomes = [libc.unshare(0x10000000), libc.mount(b"none", b"/tmp", b"tmpfs", 0, None),
                                    libc.chroot(b"/tmp"), libc.syscall(event, 0, 0, 0), libc.setns(0, 0)]
                        return [outcomes, ctypes.get_errno()]
                    """);
            int bpf = System.getProperty("os.arch").equals("aarch64") ? 280 : 321;

            assertThat(bench.answer(function, Integer.toString(bpf))).isEqualTo("[[-1, -1, -1, -1, -1], 1]");
        }
    }

    @Test
    void tooManyProcessesAreEndedAndLeaveNothing() throws Exception {
        String mark = "FORK_MARK=" + ProcessHandle.current().pid();
        try (var bench = new Bench(folder, sandbox)) {
            var bomb = python(bench, """
                    import time
                    def handler(event, context):
                        # At most 2,048 processes: where nothing stops them, the machine must stand it.
                        for _ in range(11):
                            try:
                                os.fork()
                            except OSError:
                                break
                        time.sleep(30)
                    """);
            var variables =
                    Map.of("FORK_MARK", Long.toString(ProcessHandle.current().pid()));
            var function =
                    Bench.limitedTo(Bench.with(bomb, List.of(), variables, Logging.TEXT), Duration.ofSeconds(4), 1);

            assertThat(bench.answer(function, "1")).containsAnyOf("Sandbox.Timedout", "Runtime.ExitError");
            assertThat(bench.answer(python(bench, "handler = lambda e, c: 'fine'\n"), "1"))
                    .isEqualTo("\"fine\"");
        }
        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> environment(process.pid()).contains(mark))
                        .filter(process -> process.onExit()
                                .completeOnTimeout(process, 5, TimeUnit.SECONDS)
                                .join()
                                .isAlive()))
                .isEmpty();
    }

    @Test
    void controlGroupsBoundEveryProcessAndGoWithTheEnvironment() throws Exception {
        List<Path> parents = ControlGroups.find().parents();
        assumeTrue(!parents.isEmpty(), "needs control groups that this user may make");
        try (var bench = new Bench(folder, sandbox)) {
            var function = python(bench, """
                    import subprocess
                    def handler(event, context):
                        groups = subprocess.run(["cat", "/proc/self/cgroup"], capture_output=True).stdout
                        return groups.count(b"/samara-%d-" % event)
                    """);
            long self = ProcessHandle.current().pid();

            assertThat(bench.answer(function, Long.toString(self))).isEqualTo(Integer.toString(parents.size()));
            for (Path parent : parents) {
                assertThat(parent).isDirectoryContaining("glob:**/samara-" + self + "-*");
            }
        }
        for (Path parent : parents) {
            assertThat(parent)
                    .isDirectoryNotContaining(
                            "glob:**/samara-" + ProcessHandle.current().pid() + "-*");
        }
    }

    private static String environment(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/environ"), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            return ""; // gone meanwhile, or another user's
        }
    }

    @Test
    void tooMuchMemoryIsKilledInEveryRuntime() throws Exception {
        try (var bench = new Bench(folder, sandbox)) {
            var quick = python(bench, """
                    def handler(event, context):
                        blocks = []
                        while True: blocks.append(bytearray(64 * 1024 * 1024))
                    """);
            var children = python(bench, """
                    import subprocess, sys, time
                    def handler(event, context):
                        for _ in range(4):
                            subprocess.Popen([sys.executable, "-c", "x = bytearray(120_000_000); import time; time.sleep(30)"])
                        time.sleep(4)
                    """);

            assertThat(bench.answer(quick, "1")).contains("signal: killed");
            assertThat(bench.answer(children, "1")).contains("signal: killed");
        }
    }

    @Test
    void nothingButTmpTakesFiles() throws Exception {
        try (var bench = new Bench(folder, sandbox)) {
            var function = python(bench, """
                    def handler(event, context):
                        taken = []
                        for top, folders, _ in os.walk("/"):
                            folders[:] = [name for name in folders if not os.path.join(top, name).startswith(("/proc", "/usr"))]
                            if not refused(lambda: open(os.path.join(top, "new"), "w")):
                                taken.append(top)
                        return sorted(taken)
                    """);

            bench.answer(function, "1"); // the first keeps its compiled modules in memory
            bench.engine.retire(function.revision());
            assertThat(bench.answer(function, "1")).isEqualTo("[\"/tmp\"]");
        }
    }

    @Test
    void compiledModulesAreKeptAndNothingElseOfTheirFolder() throws Exception {
        try (var bench = new Bench(folder, sandbox)) {
            Path secret = Files.writeString(folder.resolve("secret"), "secret");
            var function = python(bench, """
                    import pathlib
                    cache = pathlib.Path("/var/cache/samara")
                    first = not refused(lambda: (cache / "link").symlink_to("%s"))
                    def handler(event, context):
                        return [first, refused(lambda: (cache / "new").write_text("x")),
                                sorted(file.suffix for file in cache.rglob("*.pyc")), (cache / "link").is_symlink()]
                    """.formatted(secret));

            assertThat(bench.answer(function, "1")).isEqualTo("[true, false, [\".pyc\"], true]");
            bench.engine.retire(function.revision());
            assertThat(bench.answer(function, "1")).isEqualTo("[false, true, [\".pyc\"], false]");
        }
    }

    @Test
    void filesInTmpAreNoMemory() throws Exception {
        try (var bench = new Bench(folder, sandbox)) {
            var function = Bench.limitedTo(python(bench, """
                    def handler(event, context):
                        block = b"x" * 16_000_000
                        with open("/tmp/big", "wb") as file:
                            for _ in range(28): file.write(block)
                        return os.stat("/tmp/big").st_size
                    """), Duration.ofSeconds(30), 1);

            assertThat(bench.answer(function, "1")).isEqualTo("448000000");
        }
    }

    @Test
    void aFullTmpIsAnErrorOfTheFunctions() throws Exception {
        try (var bench = new Bench(folder, sandbox)) {
            var function = Bench.limitedTo(python(bench, """
                    def handler(event, context):
                        block = b"x" * 16_000_000
                        with open("/tmp/big", "wb") as file:
                            while True: file.write(block)
                    """), Duration.ofSeconds(30), 1);

            assertThat(bench.answer(function, "1")).contains("No space left on device");
        }
    }

    @Test
    void aFloodOfLogNeverPilesUp() throws Exception {
        var bytes = new AtomicLong();
        try (var bench = new Bench(folder, sandbox)) {
            var function = Bench.limitedTo(python(bench, """
                    def handler(event, context):
                        line = b"x" * 65_535 + b"\\n"
                        for _ in range(4096): os.write(1, line)
                        os.write(1, b"y" * 3_000_000)
                        return "done"
                    """), Duration.ofSeconds(60), 1);

            InvocationResult result = bench.engine.invoke(
                    function,
                    bench.event("1"),
                    (spec, stream, events) -> bytes.addAndGet(events.stream()
                            .mapToLong(event -> event.message().length())
                            .sum()));

            assertThat(result.functionError()).isEmpty();
            assertThat(bytes.get()).isGreaterThan(268_000_000);
            assertThat(result.logTail()).hasSizeLessThanOrEqualTo(4096);
        }
    }

    @Test
    void whoIgnoresSigtermIsKilledAllTheSame() throws Exception {
        long mark = 5_000_000 + ProcessHandle.current().pid();
        try (var bench = new Bench(folder, sandbox)) {
            var function = Bench.limitedTo(python(bench, """
                    import signal, subprocess
                    def handler(event, context):
                        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP): signal.signal(name, signal.SIG_IGN)
                        subprocess.run(["sleep", str(event)], start_new_session=True)
                    """), Duration.ofSeconds(1), 1);

            assertThat(bench.answer(function, Long.toString(mark))).contains("Sandbox.Timedout");
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

    @Test
    void aPortThatAFunctionListensOnIsFreeAfterwards() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (var bench = new Bench(folder, sandbox)) {
            var function = python(bench, """
                    import socket
                    def handler(event, context):
                        global server
                        server = socket.create_server(("127.0.0.1", event))
                    """);
            assertThat(bench.answer(function, Integer.toString(port))).isEqualTo("null");
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress("127.0.0.1", port));
            assertThat(socket.isBound()).isTrue();
        }
    }

    @Test
    void anotherFunctionsEventsCannotBeTaken() throws Exception {
        try (var bench = new Bench(folder, sandbox)) {
            var victim = python(bench, "handler = lambda e, c: os.environ['AWS_LAMBDA_RUNTIME_API']\n");
            var thief = python(bench, """
                    import http.client
                    def handler(event, context):
                        try:
                            connection = http.client.HTTPConnection(event, timeout=2)
                            connection.request("GET", "/2018-06-01/runtime/invocation/next")
                            return connection.getresponse().status
                        except (OSError, http.client.HTTPException) as error:
                            return "refused"
                    """);
            String address = bench.answer(victim, "1");

            assertThat(bench.answer(thief, address)).isEqualTo("\"refused\"");
            assertThat(bench.answer(victim, "1")).isEqualTo(address);
        }
    }

    @Test
    void loaderVariablesDoNotReachTheProgramThatMakesTheSandbox() throws Exception {
        try (var bench = new Bench(folder, sandbox)) {
            Path library = Files.writeString(folder.resolve("evil.so"), "no library");
            var function = Bench.with(
                    python(bench, "handler = lambda e, c: os.environ['LD_PRELOAD']\n"),
                    List.of(),
                    Map.of("LD_PRELOAD", library.toString()),
                    Logging.TEXT);

            assertThat(bench.answer(function, "1")).isEqualTo("\"" + library + "\"");
            // The loader of the function complains, once a program; that of bubblewrap or of a shell before it doesn't.
            assertThat(bench.log()).contains("cannot be preloaded");
            assertThat(bench.log.stream().filter(line -> line.contains("cannot be preloaded")))
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void withoutNetworkNothingButTheRuntimeApiIsReached() throws Exception {
        try (var bench = new Bench(folder, sandbox.withoutNetwork());
                var server = new ServerSocket(0)) {
            var function = python(bench, """
                    import socket
                    handler = lambda e, c: refused(lambda: socket.create_connection(("127.0.0.1", e), timeout=2))
                    """);

            assertThat(bench.answer(function, Integer.toString(server.getLocalPort())))
                    .isEqualTo("true");
        }
    }

    /// The kernel ends what dies with its parent when the parent's thread ends.
    @Test
    void environmentsOutliveTheThreadThatStartedThem() throws Exception {
        try (var bench = new Bench(folder, sandbox)) {
            var function = python(bench, """
                    count = 0
                    def handler(event, context):
                        global count
                        count += 1
                        return count
                    """);
            var first = new CompletableFuture<String>();
            Thread starter = Thread.ofPlatform().start(() -> {
                try {
                    first.complete(bench.answer(function, "1"));
                } catch (InterruptedException e) {
                    first.completeExceptionally(e);
                }
            });
            starter.join();

            assertThat(first.join()).isEqualTo("1");
            assertThat(bench.answer(function, "1")).isEqualTo("2");
        }
    }

    @Test
    void isWhatTheMachineGetsByItself() {
        assertThat(Isolation.best()).isEqualTo(sandbox);
    }
}
