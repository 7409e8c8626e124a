package samara.cloud.dynamodb.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What DynamoDB says of values: when two are equal, which of them comes first, what they weigh, how messages spell
/// them.
public final class Values {
    private Values() {}

    /// Whether two values are equal: of one type, sets and maps in any order.
    public static boolean equal(Value left, Value right) {
        return switch (left) {
            case Value.SS(List<String> members) -> right instanceof Value.SS other && same(members, other.members());
            case Value.NS(List<Decimal> members) -> right instanceof Value.NS other && same(members, other.members());
            case Value.BS(List<Bytes> members) -> right instanceof Value.BS other && same(members, other.members());
            case Value.M(Map<String, Value> members) ->
                right instanceof Value.M other && sameMembers(members, other.members());
            case Value.L(List<Value> elements) ->
                right instanceof Value.L other && sameList(elements, other.elements());
            case Value.S _, Value.N _, Value.B _, Value.Bool _, Value.Null _ -> left.equals(right);
        };
    }

    private static <T> boolean same(Collection<T> left, Collection<T> right) {
        return left.size() == right.size() && new HashSet<>(left).containsAll(right);
    }

    private static boolean sameMembers(Map<String, Value> left, Map<String, Value> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (var entry : left.entrySet()) {
            Value other = right.get(entry.getKey());
            if (other == null || !equal(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameList(List<Value> left, List<Value> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int at = 0; at < left.size(); at++) {
            if (!equal(left.get(at), right.get(at))) {
                return false;
            }
        }
        return true;
    }

    /// Which of two values comes first; nothing unless both are strings, both numbers or both binary data. Strings are
    /// ordered by their bytes in UTF-8.
    public static Optional<Integer> compare(Value left, Value right) {
        if (left instanceof Value.S(String a) && right instanceof Value.S(String b)) {
            return Optional.of(Arrays.compareUnsigned(utf8(a), utf8(b)));
        }
        if (left instanceof Value.N(Decimal a) && right instanceof Value.N(Decimal b)) {
            return Optional.of(a.compareTo(b));
        }
        if (left instanceof Value.B(Bytes a) && right instanceof Value.B(Bytes b)) {
            return Optional.of(a.compareTo(b));
        }
        return Optional.empty();
    }

    /// What `size()` says of a value: bytes of a string in UTF-8 and of binary data, members of a set, list or map.
    public static Optional<Integer> length(Value value) {
        return switch (value) {
            case Value.S(String text) -> Optional.of(utf8Length(text));
            case Value.B(Bytes bytes) -> Optional.of(bytes.length());
            case Value.SS(List<String> members) -> Optional.of(members.size());
            case Value.NS(List<Decimal> members) -> Optional.of(members.size());
            case Value.BS(List<Bytes> members) -> Optional.of(members.size());
            case Value.M(Map<String, Value> members) -> Optional.of(members.size());
            case Value.L(List<Value> elements) -> Optional.of(elements.size());
            case Value.N _, Value.Bool _, Value.Null _ -> Optional.empty();
        };
    }

    /// The size of an item in bytes: its names and values.
    ///
    /// See <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html>
    public static int weight(Map<String, Value> item) {
        int sum = 0;
        for (var entry : item.entrySet()) {
            sum += utf8Length(entry.getKey()) + weight(entry.getValue());
        }
        return sum;
    }

    /// The size of a value in bytes. Maps and lists weigh three bytes, and one more for each member.
    public static int weight(Value value) {
        return switch (value) {
            case Value.S(String text) -> utf8Length(text);
            case Value.N(Decimal number) -> weight(number);
            case Value.B(Bytes bytes) -> bytes.length();
            case Value.SS(List<String> members) ->
                members.stream().mapToInt(Values::utf8Length).sum();
            case Value.NS(List<Decimal> members) ->
                members.stream().mapToInt(Values::weight).sum();
            case Value.BS(List<Bytes> members) ->
                members.stream().mapToInt(Bytes::length).sum();
            case Value.M(Map<String, Value> members) -> 3 + members.size() + weight(members);
            case Value.L(List<Value> elements) ->
                3 + elements.size() + elements.stream().mapToInt(Values::weight).sum();
            case Value.Bool _, Value.Null _ -> 1;
        };
    }

    private static int weight(Decimal number) {
        if (number.signum() == 0) {
            return 1;
        }
        return 1 + (number.precision() + 1) / 2 + (number.signum() < 0 ? 1 : 0);
    }

    /// How many bytes a string takes in UTF-8.
    public static int utf8Length(String text) {
        int length = text.length();
        int sum = length;
        for (int at = 0; at < length; at++) {
            char c = text.charAt(at);
            if (c >= 0x800) {
                // Both halves of a surrogate pair are two bytes each, four in all.
                sum += Character.isSurrogate(c) ? 1 : 2;
            } else if (c >= 0x80) {
                sum++;
            }
        }
        return sum;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// How messages spell a value: `{S:chair}`.
    public static String spell(Value value) {
        return switch (value) {
            case Value.S(String text) -> "{S:" + text + "}";
            case Value.N(Decimal number) -> "{N:" + number + "}";
            case Value.B(Bytes bytes) -> "{B:" + bytes + "}";
            case Value.SS(List<String> members) -> "{SS:" + members + "}";
            case Value.NS(List<Decimal> members) -> "{NS:" + members + "}";
            case Value.BS(List<Bytes> members) -> "{BS:" + members + "}";
            case Value.M(Map<String, Value> members) -> "{M:" + members.keySet() + "}";
            case Value.L(List<Value> elements) ->
                "{L:" + elements.stream().map(Values::spell).toList() + "}";
            case Value.Bool(boolean isTrue) -> "{BOOL:" + isTrue + "}";
            case Value.Null() -> "{NULL:true}";
        };
    }
}
