package samara.gateway.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/// A backend's answer on its way to the client, counted.
final class StreamedBody extends InputStream {
    private final InputStream in;
    private final Consumer<End> ended;
    private long bytes;
    private boolean over;

    /// How it ended.
    ///
    /// @param failure why it is incomplete
    record End(long bytes, Optional<String> failure) {}

    /// @param ended is told once
    StreamedBody(InputStream in, Consumer<End> ended) {
        this.in = in;
        this.ended = ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        try {
            int count = in.read(to, offset, length);
            if (count < 0) {
                end(Optional.empty());
            } else {
                bytes += count;
            }
            return count;
        } catch (IOException e) {
            end(Optional.of("Execution failed while the answer was streamed: " + e.getMessage()));
            throw e;
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    private void end(Optional<String> failure) {
        if (!over) {
            over = true;
            ended.accept(new End(bytes, failure));
        }
    }

    @Override
    public void close() throws IOException {
        end(Optional.of("The client went before the answer was complete."));
        in.close();
    }
}
