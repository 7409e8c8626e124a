package samara.cloud.edge;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Objects;

/// A body that is read while it comes in. The event loop adds parts; the handler's thread takes them, and asks for the
/// next one when it has none left, so that no more than one part waits here.
final class RequestBody extends InputStream {
    private static final byte[] NOTHING = {};

    /// What the client sent is not the whole body. Nobody but the client can do anything about it.
    static final class CutException extends IOException {
        private static final long serialVersionUID = 1L;

        private CutException() {
            super("The request's body ended early or is larger than 5 GiB.");
        }
    }

    private final Runnable askForMore;
    private final long limit;
    private final ArrayDeque<byte[]> parts = new ArrayDeque<>();
    private byte[] current = NOTHING;
    private int position;
    private long received;
    private boolean asked;
    private boolean ended;
    private boolean failed;

    /// A body of at most `limit` bytes.
    RequestBody(Runnable askForMore, long limit) {
        this.askForMore = askForMore;
        this.limit = limit;
        // The connection asks for the first part itself.
        this.asked = true;
    }

    synchronized void add(byte[] part, boolean last) {
        received += part.length;
        if (part.length > 0) {
            parts.add(part);
        }
        asked = false;
        ended = last;
        failed |= received > limit;
        if (part.length == 0 && !last) {
            ask();
        }
        notifyAll();
    }

    /// The rest will not come.
    synchronized void fail() {
        failed = true;
        notifyAll();
    }

    private void ask() {
        if (!asked && !ended) {
            asked = true;
            askForMore.run();
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        if (length == 0) {
            return 0;
        }
        while (position == current.length) {
            byte[] next = parts.poll();
            if (next != null) {
                current = next;
                position = 0;
            } else if (failed) {
                throw new CutException();
            } else if (ended) {
                return -1;
            } else {
                ask();
                await();
            }
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, to, offset, count);
        position += count;
        return count;
    }

    @Override
    public synchronized int available() {
        return current.length - position;
    }

    @SuppressWarnings("WaitNotInLoop") // its caller loops
    private synchronized void await() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The wait for the request's body was interrupted.", e);
        }
    }
}
