package samara.functions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What has come of a streamed answer and was not taken yet. The connection rests while there is much of it.
final class StreamedParts {
    private static final int MAX_KEPT_BYTES = 1_048_576;

    private final Deque<byte[]> parts = new ArrayDeque<>();
    private int kept;
    private boolean over;
    private @Nullable String contentType;
    private @Nullable Runnable resume;

    synchronized void begin(String type) {
        contentType = type;
        notifyAll();
    }

    /// Keeps a part.
    ///
    /// @param goOn run once there is room again, if there is none now
    /// @return whether there is room for more
    synchronized boolean add(byte[] part, Runnable goOn) {
        parts.add(part);
        kept += part.length;
        notifyAll();
        boolean room = kept < MAX_KEPT_BYTES;
        if (!room) {
            resume = goOn;
        }
        return room;
    }

    /// Nothing more will come.
    synchronized void end() {
        over = true;
        notifyAll();
    }

    /// Hands over what comes until it ends, or until a time.
    ///
    /// @return whether it ended
    boolean drain(ResponseStream to, long endNanos) throws InterruptedException {
        boolean begun = false;
        boolean listens = true;
        while (true) {
            byte[] part;
            String type;
            Runnable goOn = null;
            synchronized (this) {
                while (parts.isEmpty() && !over && (contentType == null || begun)) {
                    long left = (endNanos - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        return false;
                    }
                    wait(left);
                }
                type = contentType;
                part = parts.poll();
                if (part != null) {
                    kept -= part.length;
                    goOn = resume;
                    resume = null;
                } else if (over && (begun || type == null)) {
                    return true;
                }
            }
            if (goOn != null) {
                goOn.run();
            }
            listens = listens && passed(to, begun ? null : type, part);
            begun = begun || type != null;
        }
    }

    /// Passes it on; `false` when nobody listens any more: the function is not disturbed by that.
    private static boolean passed(ResponseStream to, @Nullable String type, byte @Nullable [] part) {
        try {
            if (type != null) {
                to.begin(type);
            }
            if (part != null) {
                to.write(part);
            }
            return true;
        } catch (IOException e) {
            return false; // the caller has gone
        }
    }

    /// Hands over an answer that was not streamed.
    static void pass(byte[] payload, ResponseStream to) {
        passed(to, "application/json", payload);
    }

    /// Keeps all in memory, for callers that want one answer.
    static final class Whole {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
        long size;

        void write(byte[] part) {
            size += part.length;
            if (size <= Invocation.MAX_PAYLOAD_BYTES) {
                bytes.writeBytes(part);
            }
        }
    }
}
