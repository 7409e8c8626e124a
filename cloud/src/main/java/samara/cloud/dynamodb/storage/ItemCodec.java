package samara.cloud.dynamodb.storage;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.cloud.dynamodb.value.Bytes;
import samara.cloud.dynamodb.value.Decimal;
import samara.cloud.dynamodb.value.Value;

/// Items as bytes: a version, the number of attributes, then each name and value; a value is its type's tag and its
/// content, lengths come first.
public final class ItemCodec {
    private static final int VERSION = 1;

    private static final int STRING = 1;
    private static final int WHOLE_NUMBER = 2;
    private static final int NUMBER = 3;
    private static final int BINARY = 4;
    private static final int STRING_SET = 5;
    private static final int NUMBER_SET = 6;
    private static final int BINARY_SET = 7;
    private static final int MAP = 8;
    private static final int LIST = 9;
    private static final int TRUE = 10;
    private static final int FALSE = 11;
    private static final int NULL = 12;

    private ItemCodec() {}

    /// An item's bytes.
    public static byte[] encode(Map<String, Value> item) {
        var sink = new ByteSink(256);
        sink.put(VERSION);
        putMembers(sink, item);
        return sink.toArray();
    }

    private static void putMembers(ByteSink sink, Map<String, Value> members) {
        sink.putVarint(members.size());
        for (var entry : members.entrySet()) {
            sink.putCounted(entry.getKey());
            put(sink, entry.getValue());
        }
    }

    private static void put(ByteSink sink, Value value) {
        switch (value) {
            case Value.S(String text) -> {
                sink.put(STRING);
                sink.putCounted(text);
            }
            case Value.N(Decimal number) -> put(sink, number);
            case Value.B(Bytes bytes) -> {
                sink.put(BINARY);
                sink.putCounted(bytes.toArray());
            }
            case Value.SS(List<String> members) -> {
                sink.put(STRING_SET);
                sink.putVarint(members.size());
                members.forEach(sink::putCounted);
            }
            case Value.NS(List<Decimal> members) -> {
                sink.put(NUMBER_SET);
                sink.putVarint(members.size());
                members.forEach(member -> put(sink, member));
            }
            case Value.BS(List<Bytes> members) -> {
                sink.put(BINARY_SET);
                sink.putVarint(members.size());
                members.forEach(member -> sink.putCounted(member.toArray()));
            }
            case Value.M(Map<String, Value> members) -> {
                sink.put(MAP);
                putMembers(sink, members);
            }
            case Value.L(List<Value> elements) -> {
                sink.put(LIST);
                sink.putVarint(elements.size());
                elements.forEach(element -> put(sink, element));
            }
            case Value.Bool(boolean isTrue) -> sink.put(isTrue ? TRUE : FALSE);
            case Value.Null() -> sink.put(NULL);
        }
    }

    private static void put(ByteSink sink, Decimal number) {
        if (number.isLong()) {
            long whole = number.longValue();
            sink.put(WHOLE_NUMBER);
            sink.putVarint(whole << 1 ^ whole >> 63);
        } else {
            BigDecimal exact = number.toBigDecimal();
            sink.put(NUMBER);
            sink.putVarint((long) exact.scale() << 1 ^ exact.scale() >> 31);
            sink.putCounted(exact.unscaledValue().toByteArray());
        }
    }

    /// The item of which these are the bytes.
    public static Map<String, Value> decode(byte[] content) {
        var source = new Source(content);
        int version = source.octet();
        if (version != VERSION) {
            throw new IllegalStateException("An item of version " + version + ", which this Samara does not know.");
        }
        return source.members();
    }

    private static final class Source {
        private final byte[] content;
        private int at;

        Source(byte[] content) {
            this.content = content;
        }

        int octet() {
            return content[at++] & 0xFF;
        }

        long varint() {
            long number = 0;
            for (int shift = 0; ; shift += 7) {
                int octet = octet();
                number |= (long) (octet & 0x7F) << shift;
                if (octet < 0x80) {
                    return number;
                }
            }
        }

        private long signed() {
            long number = varint();
            return number >>> 1 ^ -(number & 1);
        }

        int count() {
            return (int) varint();
        }

        String text() {
            int length = count();
            var text = new String(content, at, length, StandardCharsets.UTF_8);
            at += length;
            return text;
        }

        Bytes bytes() {
            int length = count();
            Bytes bytes = Bytes.copyOf(content, at, length);
            at += length;
            return bytes;
        }

        Map<String, Value> members() {
            int count = count();
            var members = LinkedHashMap.<String, Value>newLinkedHashMap(count);
            for (int n = 0; n < count; n++) {
                String name = text();
                members.put(name, value(octet()));
            }
            return members;
        }

        private Decimal number(int tag) {
            if (tag == WHOLE_NUMBER) {
                return Decimal.of(signed());
            }
            int scale = (int) signed();
            return Decimal.of(new BigDecimal(new java.math.BigInteger(bytes().toArray()), scale));
        }

        private Value value(int tag) {
            return switch (tag) {
                case STRING -> new Value.S(text());
                case WHOLE_NUMBER, NUMBER -> new Value.N(number(tag));
                case BINARY -> new Value.B(bytes());
                case STRING_SET -> new Value.SS(list(this::text));
                case NUMBER_SET -> new Value.NS(list(() -> number(octet())));
                case BINARY_SET -> new Value.BS(list(this::bytes));
                case MAP -> new Value.M(members());
                case LIST -> new Value.L(list(() -> value(octet())));
                case TRUE -> new Value.Bool(true);
                case FALSE -> new Value.Bool(false);
                case NULL -> new Value.Null();
                default -> throw new IllegalStateException("A value with the tag " + tag + " in an item.");
            };
        }

        private <T> List<T> list(java.util.function.Supplier<T> next) {
            int count = count();
            var list = new ArrayList<T>(count);
            for (int n = 0; n < count; n++) {
                list.add(next.get());
            }
            return list;
        }
    }
}
