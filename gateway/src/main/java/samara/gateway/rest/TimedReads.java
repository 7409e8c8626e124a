package samara.gateway.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reads of a backend's answer that give up: each after so long without a byte, all after so long in total.
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html">response
///     streaming</a>
final class TimedReads extends InputStream {
    /// How long a backend may be silent while it streams, in milliseconds.
    private static final int IDLE_MILLIS = 300_000;

    /// The same, behind an edge-optimised endpoint.
    private static final int EDGE_IDLE_MILLIS = 30_000;

    private static final int BUFFER_BYTES = 16 * 1024;

    private final InputStream in;
    private final long endNanos;
    private final long idleNanos;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int filled;

    /// @param totalMillis from now on
    TimedReads(InputStream in, int totalMillis, int idleMillis) {
        this.in = in;
        this.endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(totalMillis);
        this.idleNanos = TimeUnit.MILLISECONDS.toNanos(idleMillis);
    }

    /// Reads of what is behind a method: in the time of its integration, as idle as its endpoint's type lets it be.
    static TimedReads of(InputStream in, Exchange x) {
        boolean edge = x.deployed.api().settings().endpointTypes().contains("EDGE");
        return new TimedReads(in, x.method().integration().timeoutInMillis(), edge ? EDGE_IDLE_MILLIS : IDLE_MILLIS);
    }

    /// A read took too long.
    static final class LateException extends IOException {
        private static final long serialVersionUID = 1L;

        LateException(String message) {
            super(message);
        }
    }

    /// One byte, read without a byte more: what follows a head is somebody else's.
    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (in.available() > 0) {
            return in.read(to, offset, length);
        }
        if (at == filled) {
            fill(Math.min(length, BUFFER_BYTES));
        }
        if (filled < 0) {
            return -1;
        }
        int count = Math.min(length, filled - at);
        System.arraycopy(buffer, at, to, offset, count);
        at += count;
        return count;
    }

    private void fill(int length) throws IOException {
        byte[] own = buffer;
        FutureTask<Integer> task = new FutureTask<>(() -> in.read(own, 0, length));
        Thread.ofVirtual().name("stream").start(task);
        try {
            long left = endNanos - System.nanoTime();
            at = 0;
            filled = task.get(Math.min(left, idleNanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            buffer = new byte[BUFFER_BYTES];
            throw new LateException("The backend did not go on with its answer in time.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The gateway is shutting down.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IOException("The backend's answer can't be read: " + e.getCause(), e);
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
