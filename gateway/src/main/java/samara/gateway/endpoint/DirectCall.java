package samara.gateway.endpoint;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import samara.gateway.Backends.HttpCall;
import samara.gateway.Headers;

/// One request by HTTP/1.1 on a connection of its own.
final class DirectCall {
    private static final int CONNECT_MILLIS = 5000;
    private static final int LINE_LIMIT_BYTES = 64 * 1024;
    private static final int HEADER_LIMIT = 500;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int OK = 200;
    private static final Set<String> OURS =
            Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final Socket socket;

    /// The head of an answer.
    ///
    /// @param body ends where the answer does; closing it closes the connection
    record Answer(int status, Headers headers, InputStream body) {}

    private DirectCall(Socket socket) {
        this.socket = socket;
    }

    /// Connects.
    ///
    /// @param timeoutMillis how long the endpoint may be silent
    static DirectCall open(Way way, int timeoutMillis) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(
                    new InetSocketAddress(way.host(), way.port()),
                    Math.min(CONNECT_MILLIS, Math.max(1, timeoutMillis)));
            plain.setSoTimeout(timeoutMillis);
            plain.setTcpNoDelay(true);
            return new DirectCall(
                    way.tls().isPresent()
                            ? TlsSockets.over(plain, way, way.tls().get())
                            : plain);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /// Sends the request, and reads the head of its answer.
    Answer send(HttpCall call) throws IOException {
        try {
            return answered(call);
        } catch (IOException | IllegalArgumentException e) {
            socket.close();
            throw e;
        }
    }

    private Answer answered(HttpCall call) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request(call));
        out.flush();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        while (true) {
            int status = status(line(in));
            Headers headers = headers(in);
            if (status >= OK) {
                return new Answer(status, headers, new Closing(body(call, status, headers, in), socket));
            }
        }
    }

    private static byte[] request(HttpCall call) throws IOException {
        URI url = URI.create(call.url());
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        StringBuilder head = new StringBuilder();
        add(
                head,
                call.method() + " " + path + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()) + " HTTP/1.1");
        add(head, "Host: " + call.headers().get("Host").orElse(url.getRawAuthority()));
        add(head, "Connection: close");
        call.headers().forEach((name, value) -> {
            if (!OURS.contains(name.toLowerCase(Locale.ROOT))) {
                add(head, name + ": " + value);
            }
        });
        if (call.body().length > 0 || WITH_BODY.contains(call.method())) {
            add(head, "Content-Length: " + call.body().length);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(call.body());
        return bytes.toByteArray();
    }

    /// Adds a line to a request's head.
    ///
    /// @throws IllegalArgumentException where it would be several
    private static void add(StringBuilder head, String line) {
        if (line.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
            throw new IllegalArgumentException("A line of the request's head has a control character in it.");
        }
        head.append(line).append("\r\n");
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new IOException("The endpoint does not speak HTTP/1.1.");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Headers headers(InputStream in) throws IOException {
        Headers headers = new Headers();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon <= 0 || headers.size() >= HEADER_LIMIT) {
                throw new IOException("The endpoint's answer has headers that can't be read, or too many.");
            }
            headers.add(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static InputStream body(HttpCall call, int status, Headers headers, InputStream in) throws IOException {
        if (call.method().equals("HEAD") || status == NO_CONTENT || status == NOT_MODIFIED) {
            return InputStream.nullInputStream();
        }
        List<String> coding = headers.all("Transfer-Encoding");
        if (!coding.isEmpty()) {
            headers.remove("Transfer-Encoding");
            if (!coding.equals(List.of("chunked"))) {
                throw new IOException("The endpoint's answer has the transfer encoding " + coding + ".");
            }
            return BodyStream.chunked(in);
        }
        String length = headers.get("Content-Length").orElse("");
        return length.matches("\\d{1,18}") ? BodyStream.ofLength(in, Long.parseLong(length)) : in;
    }

    /// A line without its end.
    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.size() >= LINE_LIMIT_BYTES) {
                throw new IOException("The endpoint's answer ended too soon, or has a line without an end.");
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /// A body with its connection.
    private static final class Closing extends FilterInputStream {
        private final Socket socket;

        Closing(InputStream in, Socket socket) {
            super(in);
            this.socket = socket;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
