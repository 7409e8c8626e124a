package samara.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.junit.jupiter.api.Test;

class TimedReadsTest {
    private static final int LONG_MILLIS = 600_000;

    @Test
    void aSilentBackendIsGivenUp() throws IOException {
        try (InputStream silent = new PipedInputStream(new PipedOutputStream())) {
            var reads = new TimedReads(silent, LONG_MILLIS, 1);
            assertThatThrownBy(reads::read).isInstanceOf(TimedReads.LateException.class);
        }
    }

    @Test
    void oneThatGoesOnForTooLongIsGivenUp() throws IOException {
        var out = new PipedOutputStream();
        try (InputStream slow = new PipedInputStream(out)) {
            out.write('a');
            var reads = new TimedReads(slow, 0, LONG_MILLIS);
            assertThat(reads.read()).isEqualTo('a');
            assertThatThrownBy(reads::read).isInstanceOf(TimedReads.LateException.class);
        }
    }

    @Test
    void everythingIsReadInOrder() throws IOException {
        byte[] all = new byte[100_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        var unready = new ByteArrayInputStream(all) {
            @Override
            public synchronized int available() {
                return pos % 3 == 0 ? 0 : super.available();
            }
        };
        var reads = new TimedReads(unready, LONG_MILLIS, LONG_MILLIS);
        assertThat(reads.read()).isZero();
        assertThat(reads.readAllBytes()).hasSize(all.length - 1).endsWith((byte) (all.length - 1));
    }

    @Test
    void anErrorOfTheBackendIsTheReaders() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line is cut");
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                throw new IOException("the line is cut");
            }
        };
        assertThatThrownBy(() -> new TimedReads(broken, LONG_MILLIS, LONG_MILLIS).read())
                .hasMessage("the line is cut");
    }
}
