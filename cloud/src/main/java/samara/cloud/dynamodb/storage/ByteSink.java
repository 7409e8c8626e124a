package samara.cloud.dynamodb.storage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes to which one writes.
final class ByteSink {
    private byte[] content;
    private int length;

    ByteSink(int expected) {
        content = new byte[expected];
    }

    private void room(int more) {
        if (length + more > content.length) {
            content = Arrays.copyOf(content, Math.max(content.length * 2, length + more));
        }
    }

    void put(int octet) {
        room(1);
        content[length++] = (byte) octet;
    }

    void put(byte[] octets) {
        room(octets.length);
        System.arraycopy(octets, 0, content, length, octets.length);
        length += octets.length;
    }

    void putInt(int number) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            put(number >>> shift);
        }
    }

    /// Seven bits a byte, the lowest first, the top bit set on all but the last.
    void putVarint(long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            put((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        put((int) rest);
    }

    void putCounted(byte[] octets) {
        putVarint(octets.length);
        put(octets);
    }

    void putCounted(String text) {
        putCounted(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] toArray() {
        return Arrays.copyOf(content, length);
    }
}
