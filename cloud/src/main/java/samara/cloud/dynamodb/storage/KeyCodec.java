package samara.cloud.dynamodb.storage;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import samara.cloud.dynamodb.value.Bytes;
import samara.cloud.dynamodb.value.Decimal;
import samara.cloud.dynamodb.value.Value;

/// Keys as bytes. A partition's key begins with a hash of its value, so that partitions lie in no useful order, as in
/// AWS, and a parallel scan's segments are ranges of the hash. After it, sort keys lie in DynamoDB's order.
///
/// ```
/// partition: hash (4 bytes) length (varint) content
/// sort:      strings and binary data: content with 00 as 00 FF, ended by 00 00
///            numbers: 00 negative, 01 zero, 02 positive; exponent + 130; digits by twos + 1; 00 (all but the first
///            byte inverted for negative ones)
/// ```
public final class KeyCodec {
    private static final int SCALAR_LENGTH = 48;
    private static final int EXPONENT_BIAS = 130;
    private static final int NEGATIVE = 0;
    private static final int ZERO = 1;
    private static final int POSITIVE = 2;
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private KeyCodec() {}

    /// The bytes that keys of a partition begin with, and no key of another does.
    public static byte[] partition(Value value) {
        byte[] content = scalar(value);
        var sink = new ByteSink(content.length + 8);
        sink.putInt(hash(content));
        sink.putCounted(content);
        return sink.toArray();
    }

    /// The bytes of a sort key: ordered as the values are, and none the beginning of another.
    public static byte[] sort(Value value) {
        var sink = new ByteSink(SCALAR_LENGTH);
        switch (value) {
            case Value.S(String text) -> putEscaped(sink, text.getBytes(StandardCharsets.UTF_8), true);
            case Value.B(Bytes bytes) -> putEscaped(sink, bytes.toArray(), true);
            case Value.N(Decimal number) -> putNumber(sink, number);
            case Value.SS _, Value.NS _, Value.BS _, Value.M _, Value.L _, Value.Bool _, Value.Null _ ->
                throw noKey(value);
        }
        return sink.toArray();
    }

    /// The bytes that all sort keys begin with whose values begin with `prefix`.
    public static byte[] sortPrefix(Value prefix) {
        var sink = new ByteSink(SCALAR_LENGTH);
        switch (prefix) {
            case Value.S(String text) -> putEscaped(sink, text.getBytes(StandardCharsets.UTF_8), false);
            case Value.B(Bytes bytes) -> putEscaped(sink, bytes.toArray(), false);
            case Value.N _, Value.SS _, Value.NS _, Value.BS _, Value.M _, Value.L _, Value.Bool _, Value.Null _ ->
                throw noKey(prefix);
        }
        return sink.toArray();
    }

    /// The key's parts one after the other.
    public static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    /// The first bytes that come after everything that begins with `prefix`; nothing, if there is no such thing.
    public static Optional<byte[]> after(byte[] prefix) {
        for (int at = prefix.length - 1; at >= 0; at--) {
            if (prefix[at] != (byte) 0xFF) {
                byte[] next = Arrays.copyOf(prefix, at + 1);
                next[at]++;
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /// Where segment `segment` of `total` begins, in the hashes of partitions; `total` itself is the end of all.
    ///
    /// @return four bytes; nothing for the end of the last segment
    public static Optional<byte[]> segmentStart(int segment, int total) {
        if (segment == total) {
            return Optional.empty();
        }
        long from = (1L << 32) * segment / total;
        var sink = new ByteSink(4);
        sink.putInt((int) from);
        return Optional.of(sink.toArray());
    }

    private static IllegalArgumentException noKey(Value value) {
        return new IllegalArgumentException("No value of a key: " + value.type());
    }

    private static byte[] scalar(Value value) {
        return switch (value) {
            case Value.S(String text) -> text.getBytes(StandardCharsets.UTF_8);
            case Value.B(Bytes bytes) -> bytes.toArray();
            case Value.N(Decimal number) -> {
                var sink = new ByteSink(SCALAR_LENGTH);
                putNumber(sink, number);
                yield sink.toArray();
            }
            case Value.SS _, Value.NS _, Value.BS _, Value.M _, Value.L _, Value.Bool _, Value.Null _ ->
                throw noKey(value);
        };
    }

    private static void putEscaped(ByteSink sink, byte[] content, boolean isWhole) {
        for (byte octet : content) {
            sink.put(octet);
            if (octet == 0) {
                sink.put(0xFF);
            }
        }
        if (isWhole) {
            sink.put(0);
            sink.put(0);
        }
    }

    private static void putNumber(ByteSink sink, Decimal number) {
        if (number.signum() == 0) {
            sink.put(ZERO);
            return;
        }
        int mask = number.signum() < 0 ? 0xFF : 0;
        sink.put(number.signum() < 0 ? NEGATIVE : POSITIVE);
        sink.put(number.exponent() + EXPONENT_BIAS ^ mask);
        String digits = spelled(number.digits());
        for (int at = 0; at < digits.length(); at += 2) {
            int tens = digits.charAt(at) - '0';
            int ones = at + 1 < digits.length() ? digits.charAt(at + 1) - '0' : 0;
            sink.put(tens * 10 + ones + 1 ^ mask);
        }
        sink.put(mask);
    }

    private static String spelled(BigInteger digits) {
        return digits.compareTo(MAX_LONG) <= 0 ? Long.toString(digits.longValue()) : digits.toString();
    }

    /// FNV-1a, with its bits spread so that short keys reach all of the range.
    private static int hash(byte[] content) {
        int hash = 0x811C9DC5;
        for (byte octet : content) {
            hash = (hash ^ octet & 0xFF) * 0x01000193;
        }
        hash = (hash ^ hash >>> 16) * 0x7FEB352D;
        hash = (hash ^ hash >>> 15) * 0x846CA68B;
        return hash ^ hash >>> 16;
    }
}
