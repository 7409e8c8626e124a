package samara.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cli.command.Environment;
import samara.cli.terminal.Terminal;

/// A `local start-…` command that serves in this process until it is closed.
final class Served implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("https?://[0-9.]+:\\d+");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Object written = new Object();
    private final Thread thread;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile boolean ended;

    /// Starts a command line, and returns when it serves, or has ended.
    Served(Path folder, String... line) throws InterruptedException {
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(new Watched(), true, StandardCharsets.UTF_8),
                false);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PATH", String.valueOf(System.getenv("PATH")));
        variables.put("HOME", folder.toString());
        var environment = new Environment(variables, folder, "samara", Optional.empty(), InstantSource.system());
        thread = Thread.ofPlatform().daemon().start(() -> {
            Main.run(List.of(line), terminal, environment);
            synchronized (written) {
                ended = true;
                written.notifyAll();
            }
        });
        await(Pattern.compile("Ctrl-C ends it"));
    }

    private final class Watched extends OutputStream {
        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            synchronized (written) {
                err.write(bytes, from, count);
                written.notifyAll();
            }
        }
    }

    /// What it has said.
    String err() {
        synchronized (written) {
            return err.toString(StandardCharsets.UTF_8);
        }
    }

    /// Waits until it says something, or has ended.
    void await(Pattern text) throws InterruptedException {
        synchronized (written) {
            while (!ended && !text.matcher(err()).find()) {
                written.wait(30_000);
            }
        }
    }

    /// The address of a path.
    URI at(String path) {
        Matcher address = ADDRESS.matcher(err());
        if (!address.find()) {
            throw new IllegalStateException("It does not serve: " + err());
        }
        return URI.create(address.group() + path);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /// Lambda's `Invoke` with an empty event.
    String invoke(String function) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at("/2015-03-31/functions/" + function + "/invocations"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
