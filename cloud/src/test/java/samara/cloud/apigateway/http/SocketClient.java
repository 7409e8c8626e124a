package samara.cloud.apigateway.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A WebSocket client of the JDK, and what it was sent: messages, and `closed {status}`.
final class SocketClient implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<String> got = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    /// Connects.
    ///
    /// @param headers names and values of the handshake, one after the other
    SocketClient(HttpClient http, String uri, String... headers) {
        var builder = http.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(URI.create(uri), this).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            got.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        got.add("closed " + status);
        return null;
    }

    void say(String message) {
        socket.sendText(message, true).join();
    }

    /// What comes next.
    String next() throws InterruptedException {
        return String.valueOf(got.poll(20, TimeUnit.SECONDS));
    }

    /// The answer to a message.
    String ask(String message) throws InterruptedException {
        say(message);
        return next();
    }

    /// Its connection's id, which the answer to a message that no route takes has.
    String id() throws InterruptedException {
        return ask("nothing").replaceFirst(".*\"connectionId\":\"([^\"]*)\".*", "$1");
    }

    WebSocket socket() {
        return socket;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
