package samara.cloud.edge.sigv4;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import samara.wire.AwsException;

/// A checksum that clients send behind a streamed body.
sealed interface Checksum {

    /// Those of a list of header names. S3's CRC64NVME is not known: it is passed over.
    static List<Checksum> among(String names) {
        List<Checksum> found = new ArrayList<>();
        for (String name : names.toLowerCase(Locale.ROOT).split(",", -1)) {
            String header = name.strip();
            switch (header) {
                case "x-amz-checksum-crc32" -> found.add(new Crc(header, new CRC32()));
                case "x-amz-checksum-crc32c" -> found.add(new Crc(header, new CRC32C()));
                case "x-amz-checksum-sha1" -> found.add(new Digest(header, Hashes.digest("SHA-1")));
                case "x-amz-checksum-sha256" -> found.add(new Digest(header, Hashes.digest("SHA-256")));
                default -> {}
            }
        }
        return found;
    }

    String header();

    void update(byte[] data);

    byte[] value();

    /// Compares, where the header is this one's.
    default void check(String name, String sent) {
        if (name.toLowerCase(Locale.ROOT).equals(header())
                && !Base64.getEncoder().encodeToString(value()).equals(sent)) {
            throw new AwsException(
                    "BadDigest", 400, "The " + header() + " you specified did not match the calculated checksum.");
        }
    }

    record Crc(String header, java.util.zip.Checksum crc) implements Checksum {
        @Override
        public void update(byte[] data) {
            crc.update(data);
        }

        @Override
        public byte[] value() {
            return ByteBuffer.allocate(Integer.BYTES)
                    .putInt((int) crc.getValue())
                    .array();
        }
    }

    record Digest(String header, MessageDigest digest) implements Checksum {
        @Override
        public void update(byte[] data) {
            digest.update(data);
        }

        @Override
        public byte[] value() {
            return digest.digest();
        }
    }
}
