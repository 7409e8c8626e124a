package samara.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The bytes of a request or an answer, which may be larger than memory. One that a client sends can be opened once.
public sealed interface Body {

    /// How many bytes, -1 where it is not known before they are read.
    long length();

    /// The bytes from the first one on. The caller closes the stream.
    ///
    /// @throws IOException where they cannot be read
    InputStream open() throws IOException;

    /// In memory.
    record Bytes(Blob bytes) implements Body {
        @Override
        public long length() {
            return bytes.length();
        }

        @Override
        public InputStream open() {
            return bytes.open();
        }
    }

    /// A part of a file.
    record OfFile(Path path, long offset, long length) implements Body {
        @Override
        public InputStream open() throws IOException {
            var channel = Files.newByteChannel(path, StandardOpenOption.READ);
            channel.position(offset);
            return new LimitedStream(Channels.newInputStream(channel), length);
        }
    }

    /// A stream that is read once, such as what a client is sending.
    record Streamed(InputStream stream, long length) implements Body {
        @Override
        public InputStream open() {
            return stream;
        }
    }

    /// No bytes.
    static Body empty() {
        return of(new byte[0]);
    }

    /// A body of these bytes, which the caller no longer writes to.
    static Body of(byte[] bytes) {
        return new Bytes(Blob.owning(bytes));
    }

    /// All of it in memory.
    ///
    /// @throws IOException where it cannot be read
    /// @throws AwsException where it is longer than `limit` bytes
    default byte[] toBytes(int limit) throws IOException {
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes(limit);
            if (bytes.length == limit && in.read() >= 0) {
                throw new AwsException(
                        "RequestEntityTooLargeException", 413, "The request is longer than " + limit + " bytes.");
            }
            return bytes;
        }
    }
}
