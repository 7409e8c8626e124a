package samara.gateway.endpoint;

import java.io.IOException;
import java.io.InputStream;

/// The body of an answer on its connection: of a length that is known, or in chunks.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9112#name-chunked-transfer-coding">chunked transfer coding</a>
final class BodyStream extends InputStream {
    private final InputStream in;
    private final boolean chunked;
    private long left;
    private boolean begun;
    private boolean ended;

    private BodyStream(InputStream in, boolean chunked, long left) {
        this.in = in;
        this.chunked = chunked;
        this.left = left;
    }

    static InputStream ofLength(InputStream in, long bytes) {
        return new BodyStream(in, false, bytes);
    }

    static InputStream chunked(InputStream in) {
        return new BodyStream(in, true, 0);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (left == 0 && chunked && !ended) {
            nextChunk();
        }
        if (left == 0 || ended) {
            return -1;
        }
        int count = in.read(to, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new IOException("The endpoint's answer ended too soon.");
        }
        left -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (begun && !DirectCall.line(in).isEmpty()) {
            throw new IOException("The endpoint's answer has a chunk that is longer than it says.");
        }
        begun = true;
        String size = DirectCall.line(in).replaceFirst(";.*", "").strip();
        if (!size.matches("[0-9a-fA-F]{1,12}")) {
            throw new IOException("The endpoint's answer has a chunk of no size.");
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            ended = true;
            while (!DirectCall.line(in).isEmpty()) {
                // Trailers are not passed on.
            }
        }
    }

    /// What is there and can be read without waiting, where the end of a chunk is not waited for.
    @Override
    public int available() throws IOException {
        return (int) Math.min(left, in.available());
    }
}
