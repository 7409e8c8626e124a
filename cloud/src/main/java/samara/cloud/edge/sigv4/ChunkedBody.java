package samara.cloud.edge.sigv4;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import samara.wire.AwsException;

/// A body in AWS's own chunks (`Content-Encoding: aws-chunked`), each with a signature over it and the one before, and
/// trailing headers after them. A chunk is passed on only after its signature was found right; a checksum among the
/// trailing headers is compared when the body ends.
///
/// See <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html>.
final class ChunkedBody extends InputStream {
    /// Clients send chunks of 64 KB to 1 MB.
    private static final int MAX_CHUNK = 16 * 1024 * 1024;

    private static final int MAX_LINE = 8 * 1024;
    private static final String CHUNK_SIGNATURE = "chunk-signature=";

    private final InputStream in;
    private final Kind kind;
    private final Signature seed;
    private final byte[] key;
    private final List<Checksum> checksums;
    private String previous;
    private byte[] chunk = {};
    private int position;
    private boolean ended;

    /// What was declared for the hash of the body.
    record Kind(boolean isSigned, boolean hasTrailer) {
        static Kind of(String declared) {
            return switch (declared) {
                case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> new Kind(true, false);
                case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> new Kind(true, true);
                case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new Kind(false, true);
                default ->
                    throw new AuthenticationException(
                            AuthenticationException.Kind.INCOMPLETE,
                            "The value `" + declared + "` of `x-amz-content-sha256` is not known.");
            };
        }
    }

    /// @param trailers what the request says to come behind its body (`x-amz-trailer`)
    ChunkedBody(InputStream in, String trailers, Kind kind, Signature seed, byte[] key) {
        this.in = in;
        this.kind = kind;
        this.seed = seed;
        this.key = key;
        this.checksums = Checksum.among(trailers);
        this.previous = seed.signature();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        if (length == 0) {
            return 0;
        }
        while (position == chunk.length) {
            if (ended) {
                return -1;
            }
            readChunk();
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, to, offset, count);
        position += count;
        return count;
    }

    private void readChunk() throws IOException {
        String head = line();
        int semicolon = head.indexOf(';');
        int size = size(semicolon < 0 ? head : head.substring(0, semicolon));
        byte[] data = in.readNBytes(size);
        if (data.length < size) {
            throw new EOFException("The body ended within a chunk.");
        }
        if (kind.isSigned) {
            int start = head.indexOf(CHUNK_SIGNATURE);
            String signature = start < 0
                    ? ""
                    : head.substring(start + CHUNK_SIGNATURE.length()).strip();
            check("AWS4-HMAC-SHA256-PAYLOAD", Hashes.EMPTY_SHA256 + "\n" + Hashes.sha256(data), signature);
        }
        for (Checksum checksum : checksums) {
            checksum.update(data);
        }
        if (size == 0) {
            ended = true;
            readTrailer();
        } else {
            if (!line().isEmpty()) {
                throw malformed("A chunk is longer than it says.");
            }
        }
        chunk = data;
        position = 0;
    }

    private void readTrailer() throws IOException {
        List<String> trailers = new ArrayList<>();
        String signature = "";
        for (String line = lineOrEnd(); !line.isEmpty(); line = lineOrEnd()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw malformed("A trailing header has no colon.");
            }
            String name = line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            if (name.equals("x-amz-trailer-signature")) {
                signature = value;
            } else {
                trailers.add(name + ":" + value + "\n");
                for (Checksum checksum : checksums) {
                    checksum.check(name, value);
                }
            }
        }
        if (kind.isSigned && kind.hasTrailer) {
            check("AWS4-HMAC-SHA256-TRAILER", Hashes.sha256(String.join("", trailers)), signature);
        }
    }

    private void check(String algorithm, String hashes, String signature) {
        String text = algorithm + "\n" + seed.date() + "\n" + seed.scope() + "\n" + previous + "\n" + hashes;
        String expected = Hashes.hex(Hashes.hmac(key, text));
        if (!Hashes.areSame(expected, signature)) {
            throw new AwsException(
                    "SignatureDoesNotMatch", 403, "The signature of a chunk does not match what was computed.");
        }
        previous = expected;
    }

    private static int size(String text) {
        try {
            int size = Integer.parseInt(text.strip(), 16);
            if (size >= 0 && size <= MAX_CHUNK) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw malformed("A chunk's size is not a hexadecimal number.");
        }
        throw malformed("A chunk is larger than " + MAX_CHUNK / 1024 / 1024 + " MiB.");
    }

    private String line() throws IOException {
        return line(false);
    }

    private String lineOrEnd() throws IOException {
        return line(true);
    }

    private String line(boolean mayEnd) throws IOException {
        var text = new java.io.ByteArrayOutputStream(96);
        while (true) {
            int next = in.read();
            if (next < 0 && mayEnd) {
                return text.toString(StandardCharsets.UTF_8);
            }
            if (next < 0) {
                throw new EOFException("The body ended within a chunk's head.");
            }
            if (next == '\n') {
                return text.toString(StandardCharsets.UTF_8);
            }
            if (next != '\r') {
                text.write(next);
            }
            if (text.size() > MAX_LINE) {
                throw malformed("A chunk's head is too long.");
            }
        }
    }

    private static AwsException malformed(String why) {
        return new AwsException("IncompleteBody", 400, "The request body is not in AWS's chunks. " + why);
    }
}
