package samara.cloud.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Ids;
import samara.cloud.tls.LocalAuthority;
import samara.cloud.tls.ServerNames;

/// The port with TLS, through the JDK's client.
class EdgeTlsTest {
    private static final int FILE_BYTES = 300_000;
    /// The type of an HTTP/2 frame.
    private static final int RST_STREAM = 3;

    private static Edge edge;
    private static Edge tlsOnly;
    private static SSLContext trusting;
    private static Path file;

    @BeforeAll
    static void listen(@TempDir Path folder) throws IOException, GeneralSecurityException {
        file = Files.write(folder.resolve("file"), new byte[FILE_BYTES]);
        var authority = new LocalAuthority(folder, Clock.system(), Ids.random());
        var names = new ServerNames(authority, List.of());
        edge = Edge.listen("127.0.0.1", 0, Ids.seeded(1), EdgeTlsTest::answer, names);
        tlsOnly = Edge.listenTls("127.0.0.1", 0, Ids.seeded(1), EdgeTlsTest::answer, names);
        var known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        known.setCertificateEntry("ca", authority.certificate());
        var managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(known);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, managers.getTrustManagers(), null);
    }

    @AfterAll
    static void close() {
        edge.close();
        tlsOnly.close();
    }

    private static HttpResponse answer(HttpRequest request) {
        if (request.rawPath().equals("/file")) {
            return new HttpResponse(
                    200, Headers.none(), new HttpResponse.Content.File(file, 100_000, FILE_BYTES - 100_000));
        }
        try {
            long size = request.body().readAllBytes().length;
            return HttpResponse.of(
                    200,
                    "text/plain",
                    request.transport().scheme() + " " + request.transport().protocol() + " " + request.host() + " "
                            + request.rawTarget() + " " + size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().sslContext(trusting).version(version).build();
    }

    private static java.net.http.HttpRequest.Builder request(String url) {
        return java.net.http.HttpRequest.newBuilder(URI.create(url));
    }

    private static String https(String path) {
        return "https://localhost:" + edge.port() + path;
    }

    @Test
    void speaksTlsAndPlainHttpOnOnePort() throws Exception {
        try (var client = client(HttpClient.Version.HTTP_1_1)) {
            var plain = request("http://localhost:" + edge.port() + "/a%2Fb?c").build();
            assertThat(client.send(plain, BodyHandlers.ofString()).body())
                    .isEqualTo("http HTTP/1.1 localhost /a%2Fb?c 0");
            var secure = request(https("/a%2Fb?c")).build();
            assertThat(client.send(secure, BodyHandlers.ofString()).body())
                    .isEqualTo("https HTTP/1.1 localhost /a%2Fb?c 0");
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void takesLargeBodiesAndSendsFiles(HttpClient.Version version) throws Exception {
        try (var client = client(version)) {
            var body = request(https("/big"))
                    .POST(BodyPublishers.ofByteArray(new byte[3_000_000]))
                    .build();
            var answer = client.send(body, BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.body()).endsWith(" /big 3000000");
            var sent = client.send(request(https("/file")).build(), BodyHandlers.ofByteArray());
            assertThat(sent.body()).hasSize(FILE_BYTES - 100_000);
            var head = client.send(request(https("/file")).HEAD().build(), BodyHandlers.discarding());
            assertThat(head.headers().firstValue("content-length")).hasValue("200000");
        }
    }

    @Test
    void answersManyHttp2RequestsOfOneConnectionAtATime() {
        try (var client = client(HttpClient.Version.HTTP_2)) {
            var answers = IntStream.range(0, 60)
                    .mapToObj(i -> client.sendAsync(request(https("/" + i)).build(), BodyHandlers.ofString()))
                    .toList();
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
            for (int i = 0; i < 60; i++) {
                assertThat(answers.get(i).join().body()).isEqualTo("https HTTP/2.0 localhost /" + i + " 0");
            }
        }
    }

    @Test
    void closesConnectionsWithoutTlsWhereItIsRequired() throws Exception {
        try (var client = client(HttpClient.Version.HTTP_1_1)) {
            var secure = request("https://localhost:" + tlsOnly.port() + "/").build();
            assertThat(client.send(secure, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            var plain = request("http://localhost:" + tlsOnly.port() + "/").build();
            assertThatThrownBy(() -> client.send(plain, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    /// Opens a connection with TLS for HTTP/2, or leaves the handshake out.
    private static Socket raw(boolean handshake) throws IOException {
        if (!handshake) {
            return new Socket(InetAddress.getLoopbackAddress(), edge.port());
        }
        var socket =
                (SSLSocket) trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), edge.port());
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    @Test
    void rubbishEndsItsOwnConnectionOnly() throws Exception {
        byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] settings = {0, 0, 0, 4, 0, 0, 0, 0, 0};
        var random = new Random(7);
        for (int i = 0; i < 24; i++) {
            byte[] rubbish = new byte[1 + random.nextInt(200)];
            random.nextBytes(rubbish);
            boolean handshake = i % 3 > 0;
            try (Socket socket = raw(handshake)) {
                socket.setSoTimeout(20_000);
                var out = socket.getOutputStream();
                if (!handshake) {
                    // A record that says it is a handshake, and is none.
                    rubbish[0] = 0x16;
                } else if (i % 3 == 2) {
                    out.write(preface);
                    out.write(settings);
                }
                out.write(rubbish);
                out.flush();
                socket.shutdownOutput();
                assertThat(socket.getInputStream().readAllBytes()).isNotNull();
            } catch (SocketException | SSLException e) {
                // The server closed the connection before all was sent, or said why by an alert.
                assertThat(e).isNotNull();
            }
        }
        try (var client = client(HttpClient.Version.HTTP_2)) {
            assertThat(client.send(request(https("/after")).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    /// A field of a header list that is no entry of a table.
    private static void field(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        for (String text : List.of(name, value)) {
            block.write(text.length());
            block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @CsvSource({"GE T,/", "GET,/a b", "GET,"})
    void aRequestLineThatCannotBeIsReset(String method, @Nullable String path) throws Exception {
        var block = new ByteArrayOutputStream();
        field(block, ":method", method);
        field(block, ":scheme", "https");
        field(block, ":authority", "localhost");
        if (path != null) {
            field(block, ":path", path);
        }
        try (Socket socket = raw(true)) {
            socket.setSoTimeout(20_000);
            var out = new DataOutputStream(socket.getOutputStream());
            out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
            out.write(new byte[] {0, 0, (byte) block.size(), 1, 5, 0, 0, 0, 1});
            block.writeTo(out);
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            int type;
            byte[] payload;
            do {
                payload = new byte[in.readUnsignedByte() << 16 | in.readUnsignedShort()];
                type = in.readUnsignedByte();
                in.skipNBytes(5);
                in.readFully(payload);
            } while (type != RST_STREAM);
            assertThat(payload).as("PROTOCOL_ERROR").containsExactly(0, 0, 0, 1);
        }
    }
}
