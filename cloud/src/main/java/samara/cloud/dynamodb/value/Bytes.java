package samara.cloud.dynamodb.value;

import java.util.Arrays;
import java.util.Base64;

/// Immutable bytes, ordered as DynamoDB orders them: unsigned.
public final class Bytes implements Comparable<Bytes> {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /// A copy of these bytes.
    public static Bytes copyOf(byte[] content) {
        return new Bytes(content.clone());
    }

    /// A copy of a part of these bytes.
    public static Bytes copyOf(byte[] content, int from, int length) {
        return new Bytes(Arrays.copyOfRange(content, from, from + length));
    }

    /// A copy of the content.
    public byte[] toArray() {
        return content.clone();
    }

    /// How many there are.
    public int length() {
        return content.length;
    }

    /// One of them.
    public byte at(int index) {
        return content[index];
    }

    /// Whether these begin with `prefix`.
    public boolean startsWith(Bytes prefix) {
        int length = prefix.content.length;
        return length <= content.length && Arrays.equals(content, 0, length, prefix.content, 0, length);
    }

    /// Whether `part` is somewhere in these.
    public boolean contains(Bytes part) {
        int length = part.content.length;
        for (int at = 0; at + length <= content.length; at++) {
            if (Arrays.equals(content, at, at + length, part.content, 0, length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(content);
    }
}
