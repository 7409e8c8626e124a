package samara.functions.image;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// How a layer or an archive is packed, told by its first bytes and not by what it says of itself.
final class Compression {
    private static final int BUFFER = 1 << 16;

    private Compression() {}

    /// The uncompressed bytes of a file.
    ///
    /// @throws ImageException if it is packed by zstd and there is no program `zstd`
    static InputStream open(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        in.mark(4);
        byte[] magic = in.readNBytes(4);
        in.reset();
        if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
            return new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
        }
        if (magic.length == 4
                && (magic[0] & 0xff) == 0x28
                && (magic[1] & 0xff) == 0xb5
                && (magic[2] & 0xff) == 0x2f
                && (magic[3] & 0xff) == 0xfd) {
            in.close();
            return zstd(file);
        }
        return in;
    }

    private static InputStream zstd(Path file) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder("zstd", "-d", "-q", "-c", "--", file.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new ImageException(
                    "A layer is compressed by zstd, and there is no program `zstd` here: install it.", e);
        }
        return new FilterInputStream(new BufferedInputStream(process.getInputStream(), BUFFER)) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                return b < 0 ? end() : b;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                return count < 0 ? end() : count;
            }

            private int end() throws IOException {
                try {
                    if (process.waitFor() != 0) {
                        throw new ImageException("A layer compressed by zstd is damaged.");
                    }
                    return -1;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new java.io.InterruptedIOException("Interrupted while a layer was unpacked.");
                }
            }

            @Override
            public void close() throws IOException {
                process.destroyForcibly();
                super.close();
            }
        };
    }
}
