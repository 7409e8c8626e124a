package samara.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samara.functions.isolation.Isolation;

/// Who looks on sees what a function writes while it still works.
@Timeout(60)
class LiveLogTest {
    @TempDir
    Path folder;

    static Stream<Arguments> runtimes() {
        return Stream.of(Arguments.of("python3.11", "app.py", """
                        import socket
                        def handler(event, context):
                            print("first")
                            with socket.create_connection(("127.0.0.1", event)) as connection:
                                connection.recv(1)
                            print("second")
                        """), Arguments.of("nodejs20.x", "app.js", """
                        exports.handler = (event) => new Promise((resolve) => {
                          console.log("first");
                          require("net").connect(event, "127.0.0.1").on("data", () => {
                            console.log("second");
                            resolve();
                          });
                        });
                        """));
    }

    /// The function waits between its lines until the first has been seen; where that comes late, it times out.
    @ParameterizedTest
    @MethodSource("runtimes")
    void linesComeWhileTheFunctionWorks(String runtime, String file, String source) throws Exception {
        var seen = new CountDownLatch(1);
        List<String> lines = new CopyOnWriteArrayList<>();
        try (var bench = new Bench(folder, Isolation.best());
                var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, seen));
            var log = new FunctionLog() {
                @Override
                public boolean isLive() {
                    return true;
                }

                @Override
                public void write(FunctionSpec function, String stream, List<Event> events) {
                    events.forEach(event -> lines.add(event.message()));
                    if (String.join("", lines).contains("first")) {
                        seen.countDown();
                    }
                }
            };
            InvocationResult result = bench.engine.invoke(
                    bench.function(runtime, "app.handler", Map.of(file, source)),
                    bench.event(Integer.toString(server.getLocalPort())),
                    log);

            assertThat(result.functionError()).isEmpty();
            assertThat(String.join("", lines))
                    .containsSubsequence("START RequestId", "first\n", "second\n", "END RequestId", "REPORT RequestId");
        }
    }

    private static void answer(ServerSocket server, CountDownLatch seen) {
        try (Socket connection = server.accept()) {
            seen.await();
            connection.getOutputStream().write(1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
