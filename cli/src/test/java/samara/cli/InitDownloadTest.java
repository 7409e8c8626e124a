package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `init --location` with the address of a zip file, at servers of this machine.
class InitDownloadTest {
    @TempDir
    Path folder;

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(server, "/good.zip", zip("repo-main/", "{\"slug\": \"made\"}", 1));
        answer(server, "/bomb.zip", zip("", "{\"slug\": \"made\"}", 201 << 20));
        answer(server, "/no.zip", "<html>".getBytes(StandardCharsets.UTF_8));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpServer server, String path, byte[] body) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    /// A template with one file of so many zeros.
    private static byte[] zip(String prefix, String variables, long size) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(prefix + "cookiecutter.json"));
            zip.write(variables.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(prefix + "{{cookiecutter.slug}}/a.bin"));
            byte[] zeros = new byte[1 << 20];
            for (long left = size; left > 0; left -= zeros.length) {
                zip.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
        }
        return bytes.toByteArray();
    }

    private Run init(String location) {
        return Run.of(folder, "init", "--no-input", "--location", location);
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void nothingWasMade() throws IOException {
        try (var left = Files.list(folder)) {
            assertThat(left.filter(path -> !path.endsWith("keys.p12"))).isEmpty();
        }
    }

    @Test
    void aZipFileIsFetchedAndRendered() {
        Run run = init(at("/good.zip"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(folder.resolve("made/a.bin")).exists();
    }

    @Test
    void whatUnpacksToTooMuchIsRefused() throws IOException {
        Run run = init(at("/bomb.zip"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("holds more than 200 MB. Nothing was made.");
        nothingWasMade();
    }

    @Test
    void whatIsNoZipFileOrIsNotThereIsRefused() throws IOException {
        assertThat(init(at("/no.zip")).err()).contains("can't be unpacked");
        assertThat(init(at("/gone.zip")).err()).contains("127.0.0.1 answered 404 for /gone.zip.");
        nothingWasMade();
    }

    @Test
    void otherMachinesAreOnlyAskedByHttps() throws IOException {
        assertThat(init("http://templates.example/one.zip").err())
                .contains("A zip file is fetched by https only, not by `http`.");
        assertThat(init("file:///etc/one.zip").err()).contains("fetched by https only, not by `file`.");
        nothingWasMade();
    }

    @Test
    void aServerWithACertificateOfItsOwnIsNotBelieved() throws Exception {
        var secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        answer(secure, "/good.zip", zip("", "{\"slug\": \"made\"}", 1));
        secure.start();
        try {
            Run run = init("https://localhost:" + secure.getAddress().getPort() + "/good.zip");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("could not be fetched from localhost")
                    .contains("certification path");
            nothingWasMade();
        } finally {
            secure.stop(0);
        }
    }

    private SSLContext selfSigned() throws IOException, InterruptedException, GeneralSecurityException {
        Path keys = folder.resolve("keys.p12");
        char[] password = "password".toCharArray();
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-alias",
                        "own",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        "password",
                        "-storetype",
                        "PKCS12")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, password);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
