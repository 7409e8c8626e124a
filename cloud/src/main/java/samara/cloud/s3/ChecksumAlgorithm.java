package samara.cloud.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/// Sums over bodies that clients may ask S3 to check and keep.
///
/// See <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html>.
enum ChecksumAlgorithm {
    CRC32,
    CRC32C,
    CRC64NVME,
    SHA1,
    SHA256;

    /// A sum that bytes are added to.
    interface Sum {
        void add(byte[] bytes, int offset, int length);

        byte[] value();

        default String base64() {
            return Base64.getEncoder().encodeToString(value());
        }
    }

    static ChecksumAlgorithm of(String name) {
        for (ChecksumAlgorithm algorithm : values()) {
            if (algorithm.name().equals(name)) {
                return algorithm;
            }
        }
        throw S3Errors.notBuilt("the checksum algorithm `" + name + "`");
    }

    Sum begin() {
        return switch (this) {
            case CRC32 -> new Crc(new CRC32());
            case CRC32C -> new Crc(new CRC32C());
            case CRC64NVME -> new Crc64();
            case SHA1 -> new Digest(digest("SHA-1"));
            case SHA256 -> new Digest(digest("SHA-256"));
        };
    }

    static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + name + ".", e);
        }
    }

    private record Crc(Checksum checksum) implements Sum {
        @Override
        public void add(byte[] bytes, int offset, int length) {
            checksum.update(bytes, offset, length);
        }

        @Override
        public byte[] value() {
            return ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array();
        }
    }

    record Digest(MessageDigest digest) implements Sum {
        @Override
        public void add(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        public byte[] value() {
            return digest.digest();
        }
    }

    /// CRC-64/NVME: reflected, its polynomial below, all ones at both ends.
    private static final class Crc64 implements Sum {
        private static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;
        private static final long[] TABLE = new long[256];

        static {
            for (int i = 0; i < TABLE.length; i++) {
                long crc = i;
                for (int bit = 0; bit < 8; bit++) {
                    crc = (crc & 1) == 1 ? crc >>> 1 ^ POLYNOMIAL : crc >>> 1;
                }
                TABLE[i] = crc;
            }
        }

        private long crc = ~0L;

        @Override
        public void add(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                crc = TABLE[(int) (crc ^ bytes[i]) & 0xff] ^ crc >>> 8;
            }
        }

        @Override
        public byte[] value() {
            return ByteBuffer.allocate(8).putLong(~crc).array();
        }
    }
}
