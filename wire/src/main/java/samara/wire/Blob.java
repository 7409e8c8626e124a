package samara.wire;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Bytes that never change.
public final class Blob {
    private static final int SHOWN = 16;
    private final byte[] bytes;

    private Blob(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of these bytes.
    public static Blob of(byte[] bytes) {
        return new Blob(bytes.clone());
    }

    /// These bytes themselves: the caller no longer writes to them.
    public static Blob owning(byte[] bytes) {
        return new Blob(bytes);
    }

    /// A text in UTF-8.
    public static Blob of(String text) {
        return new Blob(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A copy of the bytes.
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /// The bytes, not to be written to.
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /// The bytes as a stream.
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    /// The bytes in Base64.
    public String toBase64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// The bytes read as UTF-8.
    public String toUtf8() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// How many bytes.
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Blob blob && Arrays.equals(bytes, blob.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length <= SHOWN ? "Blob[" + toBase64() + "]" : "Blob[" + bytes.length + " bytes]";
    }
}
