package samara.wire;

import java.util.List;
import java.util.Optional;

/// A shape of AWS's model, as codecs walk it.
public final class Schema {

    /// What a shape is.
    public enum Kind {
        /// Text, [String].
        STRING,
        /// [Boolean].
        BOOLEAN,
        /// [Integer].
        INTEGER,
        /// [Long].
        LONG,
        /// [Float].
        FLOAT,
        /// [Double].
        DOUBLE,
        /// [java.time.Instant].
        TIMESTAMP,
        /// [Blob]; a member that is streamed is a [Body].
        BLOB,
        /// [List].
        LIST,
        /// [java.util.Map] with keys that are texts.
        MAP,
        /// [Structure].
        STRUCTURE,
        /// [UnionStructure].
        UNION
    }

    /// The structure without members.
    public static final Schema NOTHING = new Schema("Nothing", Kind.STRUCTURE, Traits.NONE, values -> Nothing.INSTANCE);

    private final String name;
    private final Kind kind;
    private final Traits traits;
    private final Maker maker;
    private List<Member> members = List.of();
    private int payload = -1;

    Schema(String name, Kind kind, Traits traits, Maker maker) {
        this.name = name;
        this.kind = kind;
        this.traits = traits;
        this.maker = maker;
    }

    /// Makes a structure of its members' values.
    @FunctionalInterface
    interface Maker {
        Structure make(Object[] values);
    }

    /// What a value must keep, and how it is written.
    ///
    /// @param min least length, size or value; -1 for none
    /// @param max greatest length, size or value; -1 for none
    /// @param values those that are allowed; empty for all
    /// @param timestampFormat `iso8601`, `unixTimestamp`, `rfc822`, or empty for the protocol's own
    /// @param flattened whether items of a list or map stand without an element around them
    public record Traits(
            int min,
            int max,
            Optional<ValuePattern> pattern,
            List<String> values,
            String timestampFormat,
            boolean flattened,
            XmlNamespace xmlNamespace) {
        static final Traits NONE = new Traits(-1, -1, Optional.empty(), List.of(), "", false, XmlNamespace.NONE);
    }

    void complete(List<Member> itsMembers, int payloadIndex) {
        this.members = List.copyOf(itsMembers);
        this.payload = payloadIndex;
    }

    /// AWS's name of the shape.
    public String name() {
        return name;
    }

    /// What it is.
    public Kind kind() {
        return kind;
    }

    /// What a value must keep, and how it is written.
    public Traits traits() {
        return traits;
    }

    /// A structure's members in order; the one member of a list; key and value of a map.
    public List<Member> members() {
        return members;
    }

    /// The place of the member that is the whole HTTP body, -1 for none.
    public int payload() {
        return payload;
    }

    /// Makes the record of a structure from its members' values, null for those that are absent.
    ///
    /// @throws NullPointerException where a required one is absent
    public Structure make(@org.jspecify.annotations.Nullable Object[] values) {
        return maker.make(values);
    }

    /// Makes the record of a union.
    public Structure makeUnion(int member, Object value) {
        return maker.make(new Object[] {member, value});
    }

    /// The place of a structure's member by its name on the wire, -1 where it has none. Clients send members in the
    /// model's order more often than not: the search starts at `guess`.
    public int find(String wireName, int guess) {
        int size = members.size();
        for (int i = 0; i < size; i++) {
            int at = guess + i < size ? guess + i : guess + i - size;
            if (members.get(at).wireName().equals(wireName)) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return name + "(" + kind + ")";
    }
}
