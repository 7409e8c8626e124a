package samara.functions;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Hands parts from the thread that makes them to the one that reads them. The maker waits where the reader is slow,
/// and is told by an exception where the reader has gone.
public final class PartStream extends InputStream {
    private static final int PARTS_WAITING = 16;
    private static final long LOOK_MILLIS = 250;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> parts = new ArrayBlockingQueue<>(PARTS_WAITING);
    private byte[] current = END;
    private int read;
    private boolean ended;
    private volatile boolean closed;

    /// Adds a part; waits while many are unread.
    ///
    /// @throws IOException where nobody reads any more
    public void add(byte[] part) throws IOException {
        if (part.length > 0) {
            put(part);
        }
    }

    /// Says that there is no more.
    public void end() {
        try {
            put(END);
        } catch (IOException e) {
            ended = true; // nobody reads: nobody has to be told
        }
    }

    private void put(byte[] part) throws IOException {
        try {
            while (!parts.offer(part, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (closed) {
                    throw new IOException("The client has gone.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The process is being stopped.", e);
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (read == current.length && !next()) {
            return -1;
        }
        int count = Math.min(length, current.length - read);
        System.arraycopy(current, read, into, offset, count);
        read += count;
        return count;
    }

    private boolean next() throws IOException {
        if (ended) {
            return false;
        }
        try {
            current = parts.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The process is being stopped.", e);
        }
        read = 0;
        ended = current.length == 0;
        return !ended;
    }

    /// What can be read without waiting.
    @Override
    public int available() {
        byte[] next = read < current.length || ended ? END : parts.peek();
        return current.length - read + (next == null ? 0 : next.length);
    }

    @Override
    public void close() {
        closed = true;
        parts.clear();
    }
}
