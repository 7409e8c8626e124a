package samara.cloud.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Ids;

class EdgeTest {
    private final HostCheck hosts = new HostCheck(Set.of("cloud.example"));
    private final Edge edge = Edge.listen("127.0.0.1", 0, Ids.seeded(1), this::echo);

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void passesPathsOnAsTheyCame() throws IOException {
        assertThat(exchange("GET /a//b/../c%2Fd|e?x=%20 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK")
                .endsWith("GET /a//b/../c%2Fd|e?x=%20 0");
    }

    @Test
    void answersRequestsThatWereSentAheadInTheirOrder() throws IOException {
        String one = "POST /1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc";
        String two = "GET /2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        assertThat(exchange(one + two)).containsSubsequence("POST /1 3", "GET /2 0");
    }

    @Test
    void takesABodyThatComesAfterItsHead() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            String head = String.join(
                    "\r\n",
                    "POST / HTTP/1.1",
                    "Host: localhost",
                    "Content-Length: 3",
                    "Expect: 100-continue",
                    "Connection: close",
                    "",
                    "");
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            var in = socket.getInputStream();
            // The edge has read the head when it asks for the body.
            byte[] proceed = in.readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            assertThat(new String(proceed, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 100 Continue");
            out.write("abc".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).endsWith("POST / 3");
        }
    }

    @Test
    void streamsABodyThatIsLargerThanItsBuffers() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = java.net.http.HttpRequest.newBuilder(URI.create("http://localhost:" + edge.port() + "/big"))
                    .POST(BodyPublishers.ofByteArray(new byte[3_000_000]))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("POST /big 3000000");
        }
    }

    @Test
    void refusesAHostThatIsNotItsOwn() throws IOException {
        assertThat(exchange("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        for (String host : new String[] {
            "localhost:4566",
            "api.localhost",
            "127.0.0.1:1",
            "[::1]:4566",
            "sqs.eu-west-1.amazonaws.com",
            "cloud.example"
        }) {
            assertThat(exchange("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void refusesPagesOfOtherOrigins() throws IOException {
        String head = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: ";
        assertThat(exchange(head + "https://evil.example\r\n\r\n")).startsWith("HTTP/1.1 403");
        assertThat(exchange(head + "null\r\n\r\n")).startsWith("HTTP/1.1 403");
        assertThat(exchange(head + "http://localhost:3000\r\n\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void namesWhoHasThePort() {
        assertThatThrownBy(() -> Edge.listen("127.0.0.1", edge.port(), Ids.seeded(1), this::echo))
                .isInstanceOf(PortInUseException.class)
                .hasMessageContaining("Port " + edge.port())
                .hasMessageContaining("--port");
    }

    @Test
    void answersWhateverWentWrongInside() throws IOException {
        String close = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        assertThat(exchange("GET /deep" + close)).startsWith("HTTP/1.1 500").doesNotContain("StackOverflow");
        assertThat(exchange("GET /dead" + close)).as("the connection is closed").isEmpty();
    }

    @Test
    void answers400WhenABodyIsCutOff() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n\r\nabc"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .as("a clean close, with or without the answer")
                    .matches("(?s)|HTTP/1.1 400.*");
        }
    }

    private HttpResponse echo(HttpRequest request) {
        if (request.rawPath().equals("/deep")) {
            throw new StackOverflowError("as told");
        }
        if (request.rawPath().equals("/dead")) {
            throw new OutOfMemoryError("as told");
        }
        return hosts.refusal(request).or(() -> hosts.refusalOfPage(request)).orElseGet(() -> {
            try {
                long size = request.body().readAllBytes().length;
                return HttpResponse.of(200, "text/plain", request.method() + " " + request.rawTarget() + " " + size);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private String exchange(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
