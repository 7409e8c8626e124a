package samara.cloud.apigateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A WebSocket handshake as bytes, for what a client hides: the answer's body, and frames that no client sends.
final class RawHandshake {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private RawHandshake() {}

    /// A connection on which a handshake was sent.
    ///
    /// @param headers names and values, one after the other
    static Socket connected(URI endpoint, String path, String... headers) throws IOException {
        Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setSoTimeout(20_000);
        StringBuilder request = new StringBuilder("GET " + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /// The head of the answer.
    static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /// The answer: its head, and the body of a refusal.
    static String answer(URI endpoint, String path, String... headers) {
        try (Socket socket = connected(endpoint, path, headers)) {
            String head = head(socket.getInputStream());
            Matcher length = LENGTH.matcher(head);
            int bytes = head.startsWith("HTTP/1.1 101") || !length.find() ? 0 : Integer.parseInt(length.group(1));
            return head + new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
