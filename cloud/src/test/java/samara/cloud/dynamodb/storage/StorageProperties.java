package samara.cloud.dynamodb.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import samara.cloud.dynamodb.value.Bytes;
import samara.cloud.dynamodb.value.Decimal;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.Values;

class StorageProperties {

    @Property
    void sortKeysOfNumbersAreInTheNumbersOrder(@ForAll("numbers") Decimal left, @ForAll("numbers") Decimal right) {
        assertOrder(new Value.N(left), new Value.N(right));
    }

    @Property
    void sortKeysOfStringsAreInTheOrderOfTheirUtf8(@ForAll("texts") String left, @ForAll("texts") String right) {
        assertOrder(new Value.S(left), new Value.S(right));
    }

    @Property
    void sortKeysOfBinaryDataAreInUnsignedOrder(@ForAll byte[] left, @ForAll byte[] right) {
        assertOrder(new Value.B(Bytes.copyOf(left)), new Value.B(Bytes.copyOf(right)));
    }

    @Property
    void keysOfStringsWithAPrefixBeginWithItsBytes(@ForAll("texts") String prefix, @ForAll("texts") String rest) {
        byte[] start = KeyCodec.sortPrefix(new Value.S(prefix));
        byte[] key = KeyCodec.sort(new Value.S(prefix + rest));
        assertThat(Arrays.copyOf(key, start.length)).isEqualTo(start);
    }

    @Property
    void keyOfOnePartitionIsNoPrefixOfAnother(@ForAll("texts") String left, @ForAll("texts") String right) {
        byte[] one = KeyCodec.partition(new Value.S(left));
        byte[] other = KeyCodec.partition(new Value.S(right));
        boolean isPrefix = one.length <= other.length && Arrays.equals(one, 0, one.length, other, 0, one.length);
        assertThat(isPrefix).isEqualTo(left.equals(right));
    }

    @Property
    void itemsAreReadAsTheyWereWritten(@ForAll("values") Value value) {
        Map<String, Value> item = Map.of("attribute", value);
        assertThat(ItemCodec.decode(ItemCodec.encode(item))).isEqualTo(item);
    }

    private static void assertOrder(Value left, Value right) {
        int expected = Values.compare(left, right).orElseThrow();
        int actual = Arrays.compareUnsigned(KeyCodec.sort(left), KeyCodec.sort(right));
        assertThat(Integer.signum(actual)).isEqualTo(Integer.signum(expected));
    }

    @Provide
    Arbitrary<Decimal> numbers() {
        Arbitrary<BigInteger> digits = Arbitraries.bigIntegers()
                .between(
                        BigInteger.TEN.pow(38).negate().add(BigInteger.ONE),
                        BigInteger.TEN.pow(38).subtract(BigInteger.ONE));
        Arbitrary<Decimal> any = Combinators.combine(
                        digits, Arbitraries.integers().between(-88, 130))
                .as((unscaled, scale) -> Decimal.of(new BigDecimal(unscaled, scale)));
        Arbitrary<Decimal> small = Arbitraries.longs().between(-1000, 1000).map(Decimal::of);
        return Arbitraries.oneOf(any, small);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(12),
                        Arbitraries.strings()
                                .withChars('\0', 'a', 'b', '\u00e9', '\uffff')
                                .ofMaxLength(4))
                // A lone half of a surrogate pair has no UTF-8.
                .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    }

    @Provide
    Arbitrary<Value> values() {
        Arbitrary<Value> scalars = Arbitraries.oneOf(
                texts().map(Value.S::new),
                numbers().map(Value.N::new),
                Arbitraries.bytes().array(byte[].class).map(bytes -> new Value.B(Bytes.copyOf(bytes))),
                Arbitraries.of(new Value.Bool(true), new Value.Bool(false), new Value.Null()),
                texts().list().map(Value.SS::new),
                numbers().list().map(Value.NS::new));
        return Arbitraries.recursive(
                () -> scalars,
                inner -> inner.list()
                        .ofMaxSize(3)
                        .map(list -> list.size() == 2
                                ? new Value.M(Map.of("a", list.getFirst(), "b", list.getLast()))
                                : new Value.L(List.copyOf(list))),
                3);
    }
}
