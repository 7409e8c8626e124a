package samara.cloud.dynamodb.value;

import java.util.List;
import java.util.Map;

/// A value of an attribute. The records bear the names of DynamoDB's data type descriptors. Lists, sets and maps keep
/// the order in which they were given; sets hold no value twice (whoever makes one sees to it).
public sealed interface Value {
    /// A string.
    record S(String text) implements Value {}

    /// A number.
    record N(Decimal number) implements Value {}

    /// Binary data.
    record B(Bytes bytes) implements Value {}

    /// A set of strings.
    record SS(List<String> members) implements Value {}

    /// A set of numbers.
    record NS(List<Decimal> members) implements Value {}

    /// A set of binary data.
    record BS(List<Bytes> members) implements Value {}

    /// A map.
    record M(Map<String, Value> members) implements Value {}

    /// A list.
    record L(List<Value> elements) implements Value {}

    /// True or false.
    record Bool(boolean isTrue) implements Value {}

    /// The null value.
    record Null() implements Value {}

    /// The type of this value.
    default ValueType type() {
        return switch (this) {
            case S _ -> ValueType.S;
            case N _ -> ValueType.N;
            case B _ -> ValueType.B;
            case SS _ -> ValueType.SS;
            case NS _ -> ValueType.NS;
            case BS _ -> ValueType.BS;
            case M _ -> ValueType.M;
            case L _ -> ValueType.L;
            case Bool _ -> ValueType.BOOL;
            case Null _ -> ValueType.NULL;
        };
    }
}
