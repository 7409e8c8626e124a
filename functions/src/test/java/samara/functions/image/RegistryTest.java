package samara.functions.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Pulls from a registry on this machine, which wants a token as the public ones do.
@Timeout(30)
class RegistryTest {
    @TempDir
    private Path folder;

    private final Map<String, byte[]> served = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private ImageStore store = new ImageStore(Path.of(""));

    RegistryTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        store = new ImageStore(folder.resolve("store"));
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        asked.add(path);
        try (exchange) {
            if (path.equals("/token")) {
                String login = authorization.isEmpty() ? "anonymous" : "known";
                reply(exchange, 200, ("{\"token\": \"for-" + login + "\"}").getBytes(StandardCharsets.UTF_8));
            } else if (!authorization.startsWith("Bearer for-")) {
                exchange.getResponseHeaders()
                        .add(
                                "WWW-Authenticate",
                                "Bearer realm=\"http://" + host() + "/token\",service=\"r\",scope=\"s\"");
                reply(exchange, 401, new byte[0]);
            } else if (path.contains("/private/") && !authorization.endsWith("known")) {
                reply(exchange, 403, new byte[0]);
            } else {
                byte[] body = served.get(path);
                reply(exchange, body == null ? 404 : 200, body == null ? new byte[0] : body);
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /// Puts an image into the registry; the digest of its manifest.
    private String publish(String repository, String tag, String content) throws IOException {
        var other = new ImageStore(folder.resolve("other"));
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        var layer = other.addLayer(tar -> tar.add(
                new TarEntry("file", TarEntry.Kind.FILE, 0644, bytes.length, 0, ""),
                new java.io.ByteArrayInputStream(bytes)));
        StoredImage image = other.add(ImageConfig.empty(), List.of(layer));
        for (String digest : List.of(image.id(), layer.blob().digest())) {
            served.put("/v2/" + repository + "/blobs/" + digest, other.blobs().small(digest));
        }
        byte[] manifest = other.blobs().small(image.digest());
        served.put("/v2/" + repository + "/manifests/" + image.digest(), manifest);
        Document index = Document.empty()
                .with("schemaVersion", 2)
                .with(
                        "manifests",
                        List.of(
                                entry(Blobs.digest(new byte[0]), "s390x"),
                                entry(image.digest(), ImageConfig.machine())));
        served.put("/v2/" + repository + "/manifests/" + tag, index.json());
        return image.digest();
    }

    private static Document entry(String digest, String architecture) {
        return Document.empty()
                .with("digest", digest)
                .with("size", 1)
                .with("platform", Document.empty().with("os", "linux").with("architecture", architecture));
    }

    private Registry registry(Path... logins) {
        return new Registry(new RegistryLogins(List.of(logins)), text -> {});
    }

    @Test
    void pullsTheImageOfThisMachinesArchitectureOnce() throws IOException {
        String digest = publish("lambda/python", "3.12", "pulled");
        var sources = new ImageSources(store, List.of(registry()));

        StoredImage image = sources.find(host() + "/lambda/python:3.12", folder);
        assertThat(image.digest()).isEqualTo(digest);
        assertThat(store.root(image).resolve("file")).hasContent("pulled");
        int requests = asked.size();
        assertThat(sources.find(host() + "/lambda/python:3.12", folder)).isEqualTo(image);
        assertThat(asked).hasSize(requests);
    }

    @Test
    void pullsByDigest() throws IOException {
        String digest = publish("a/b", "v1", "pulled");
        ImageReference reference = ImageReference.of(host() + "/a/b@" + digest);
        assertThat(registry().provide(reference, store))
                .map(StoredImage::digest)
                .contains(digest);
    }

    @Test
    void logsInWithWhatTheUserHas() throws IOException {
        publish("private/app", "v1", "secret");
        ImageReference reference = ImageReference.of(host() + "/private/app:v1");
        assertThatThrownBy(() -> registry().provide(reference, store))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("403");
        String login = Base64.getEncoder().encodeToString("me:pass".getBytes(StandardCharsets.UTF_8));
        Path settings = Files.writeString(
                folder.resolve("config.json"), "{\"auths\": {\"" + host() + "\": {\"auth\": \"" + login + "\"}}}");
        assertThat(registry(settings).provide(reference, store)).isPresent();
    }

    @Test
    void whatIsNotThereIsSaid() {
        var sources = new ImageSources(store, List.of(registry()));
        assertThatThrownBy(() -> sources.find(host() + "/no/such:v1", folder))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("/no/such:v1")
                .hasMessageContaining("registry");
    }

    @Test
    void aLayerWithOtherBytesThanItsDigestIsRefused() throws IOException {
        publish("a/b", "v1", "pulled");
        served.replaceAll((path, body) -> path.contains("/blobs/") ? "forged".getBytes(StandardCharsets.UTF_8) : body);
        assertThatThrownBy(() -> registry().provide(ImageReference.of(host() + "/a/b:v1"), store))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("damaged");
    }
}
