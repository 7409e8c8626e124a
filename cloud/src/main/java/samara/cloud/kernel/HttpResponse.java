package samara.cloud.kernel;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// What a client is answered with.
public record HttpResponse(int status, Headers headers, Content content) {
    private static final int COPIED_BYTES = 64 * 1024;

    /// The body.
    public sealed interface Content {
        /// All of it. A `Content-Length` is sent.
        @SuppressWarnings("ArrayRecordComponent")
        record Bytes(byte[] bytes) implements Content {}

        /// A part of a file, sent without being read into memory. A `Content-Length` is sent.
        record File(Path path, long offset, long length) implements Content {

            /// Writes it to where a file can't be sent as it is.
            public void copyTo(OutputStream out) throws IOException {
                try (var from = FileChannel.open(path)) {
                    from.position(offset);
                    InputStream in = Channels.newInputStream(from);
                    long left = length;
                    var buffer = new byte[COPIED_BYTES];
                    while (left > 0) {
                        int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                        if (count < 0) {
                            throw new EOFException("The file is shorter than it was.");
                        }
                        out.write(buffer, 0, count);
                        left -= count;
                    }
                }
            }
        }

        /// What `writer` writes, as it is written, in chunks. When the writer fails the connection is closed, so that
        /// the client sees that the answer is incomplete.
        record Streamed(Writer writer) implements Content {}

        /// The connection becomes a WebSocket; only where the request asks for that, and with the status 101.
        record Upgraded(WebSocket.Listener listener, WebSocket.Limits limits) implements Content {}
    }

    /// Writes a body; runs on a virtual thread and may block. `flush` sends what was written so far.
    @FunctionalInterface
    public interface Writer {
        /// Writes it all.
        void writeTo(OutputStream out) throws IOException;
    }

    /// An answer of bytes.
    public static HttpResponse of(int status, Headers headers, byte[] body) {
        return new HttpResponse(status, headers, new Content.Bytes(body));
    }

    /// An answer of text.
    public static HttpResponse of(int status, String contentType, String body) {
        return of(status, Headers.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }
}
