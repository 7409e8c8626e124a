package samara.cloud.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Blobs;
import samara.wire.AwsException;
import samara.wire.Body;

/// A body on its way into the store, with what is computed over it as it passes.
///
/// @param stored where it is kept
/// @param eTag its MD5, hexadecimal
record Upload(Blobs.Stored stored, String eTag, Optional<StoredChecksum> checksum) {

    /// What a client says of a body.
    ///
    /// @param md5 Base64, from `Content-MD5`
    /// @param value the sum of `algorithm` that the body must have, absent where the edge checks it behind the body
    record Expected(Optional<String> md5, Optional<String> algorithm, Optional<String> value) {
        static final Expected NOTHING = new Expected(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Keeps a body.
    ///
    /// @throws AwsException where it is not what was said, or ends early; nothing refers to it then
    static Upload receive(Blobs blobs, Body body, Expected expected) {
        var algorithm = expected.algorithm().map(ChecksumAlgorithm::of);
        try (var in =
                new Summed(body.open(), algorithm.map(ChecksumAlgorithm::begin).orElse(null))) {
            Blobs.Stored stored = blobs.put(in);
            byte[] md5 = in.md5.value();
            if (expected.md5().isPresent()
                    && !expected.md5().get().equals(Base64.getEncoder().encodeToString(md5))) {
                throw S3Errors.badDigest("Content-MD5");
            }
            Optional<StoredChecksum> checksum = Optional.empty();
            if (algorithm.isPresent() && in.sum != null) {
                String value = in.sum.base64();
                if (expected.value().isPresent() && !expected.value().get().equals(value)) {
                    throw S3Errors.badDigest(algorithm.get().name());
                }
                checksum = Optional.of(new StoredChecksum(algorithm.get().name(), value, StoredChecksum.FULL_OBJECT));
            }
            return new Upload(stored, HexFormat.of().formatHex(md5), checksum);
        } catch (IOException e) {
            if (e.getCause() instanceof AwsException cause) {
                throw cause;
            }
            throw new UncheckedIOException(e);
        }
    }

    /// Sums up what is read, and refuses what is too long.
    private static final class Summed extends FilterInputStream {
        private final ChecksumAlgorithm.Sum md5 = new ChecksumAlgorithm.Digest(ChecksumAlgorithm.digest("MD5"));
        private final ChecksumAlgorithm.@Nullable Sum sum;
        private long length;

        Summed(InputStream in, ChecksumAlgorithm.@Nullable Sum sum) {
            super(in);
            this.sum = sum;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            int read = super.read(bytes, offset, count);
            if (read > 0) {
                length += read;
                if (length > S3Limits.UPLOAD_BYTES) {
                    throw S3Errors.entityTooLarge();
                }
                md5.add(bytes, offset, read);
                if (sum != null) {
                    sum.add(bytes, offset, read);
                }
            }
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
