package samara.lambda;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The connection to the Runtime API: by the Unix socket where this Java has those, else by the port. */
final class RuntimeClient {
    private static final String BASE = "/2018-06-01/runtime";

    private final InputStream in;
    private final OutputStream out;

    /** A response. */
    static final class Response {
        final Map<String, String> headers = new HashMap<>();
        byte[] body = new byte[0];

        String header(String name) {
            return headers.get(name);
        }
    }

    private RuntimeClient(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in, 16_384);
        this.out = out;
    }

    static RuntimeClient connect() throws IOException {
        String path = System.getenv("SAMARA_RUNTIME_SOCKET");
        if (path != null && !path.isEmpty()) {
            try {
                SocketAddress address = (SocketAddress) Class.forName("java.net.UnixDomainSocketAddress")
                        .getMethod("of", String.class)
                        .invoke(null, path);
                SocketChannel channel = SocketChannel.open(address);
                return new RuntimeClient(Channels.newInputStream(channel), Channels.newOutputStream(channel));
            } catch (ReflectiveOperationException e) {
                // Java before 16: by the port.
            }
        }
        String api = System.getenv("AWS_LAMBDA_RUNTIME_API");
        int colon = api.lastIndexOf(':');
        Socket socket = new Socket(api.substring(0, colon), Integer.parseInt(api.substring(colon + 1)));
        socket.setTcpNoDelay(true);
        return new RuntimeClient(socket.getInputStream(), socket.getOutputStream());
    }

    void askForNext() throws IOException {
        out.write(next().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Posts an answer, and asks for the next event in the same write if that is wanted. */
    void post(String path, byte[] body, String errorType, boolean thenNext) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream(body.length + 512);
        String head = "POST " + BASE + path + " HTTP/1.1\r\nHost: runtime\r\nContent-Type: application/json\r\n"
                + (errorType == null ? "" : "Lambda-Runtime-Function-Error-Type: " + errorType + "\r\n")
                + "Content-Length: " + body.length + "\r\n\r\n";
        all.write(head.getBytes(StandardCharsets.ISO_8859_1));
        all.write(body);
        if (thenNext) {
            all.write(next().getBytes(StandardCharsets.ISO_8859_1));
        }
        all.writeTo(out);
        out.flush();
    }

    private static String next() {
        return "GET " + BASE + "/invocation/next HTTP/1.1\r\nHost: runtime\r\n\r\n";
    }

    Response receive() throws IOException {
        Response response = new Response();
        line();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            response.headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
        }
        String length = response.header("content-length");
        byte[] body = new byte[length == null ? 0 : Integer.parseInt(length)];
        int have = 0;
        while (have < body.length) {
            int count = in.read(body, have, body.length - have);
            if (count < 0) {
                throw new EOFException();
            }
            have += count;
        }
        response.body = body;
        return response;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return new String(line.toByteArray(), StandardCharsets.UTF_8);
    }
}
