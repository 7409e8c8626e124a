package samara.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Named values in the order in which they were written. Names are unique. Order takes no part in equality.
///
/// `with` and `without` copy: to change more than one member, use [#toBuilder].
public final class ObjectNode implements Node {
    private final Map<String, Member> members;
    private final Span span;

    /// A member's value, and where its name was written.
    public record Member(Span nameSpan, Node value) {}

    private ObjectNode(Map<String, Member> members, Span span) {
        this.members = members;
        this.span = span;
    }

    /// An object without members.
    public static ObjectNode empty(Span span) {
        return new ObjectNode(Map.of(), span);
    }

    /// An object of one member, as intrinsics are: `{"Ref": "X"}`. The name is at the value's place.
    public static ObjectNode of(String name, Node value) {
        return builder(value.span()).put(name, value).build();
    }

    /// Starts a new object.
    public static Builder builder(Span span) {
        return new Builder(new LinkedHashMap<>(), span);
    }

    /// Starts a copy of this object.
    public Builder toBuilder() {
        return new Builder(new LinkedHashMap<>(members), span);
    }

    /// The members in order, unmodifiable.
    public Map<String, Member> members() {
        return members;
    }

    /// The names in order.
    public Set<String> names() {
        return members.keySet();
    }

    /// How many members there are.
    public int size() {
        return members.size();
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /// Whether a member has this name, be its value null or not.
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /// The value of the member of this name.
    public Optional<Node> get(String name) {
        return Optional.ofNullable(members.get(name)).map(Member::value);
    }

    /// The object that the member of this name holds, if it holds one.
    public Optional<ObjectNode> object(String name) {
        return get(name).flatMap(Node::asObject);
    }

    /// The string that the member of this name holds, if it holds one.
    public Optional<String> string(String name) {
        return get(name).flatMap(Node::asString);
    }

    /// The place of a member's name; of this object where there is no such member.
    public Span nameSpan(String name) {
        Member member = members.get(name);
        return member == null ? span : member.nameSpan();
    }

    /// Calls `action` with each name and value, in order.
    public void forEach(BiConsumer<String, Node> action) {
        members.forEach((name, member) -> action.accept(name, member.value()));
    }

    /// A copy with this member set.
    public ObjectNode with(String name, Node value) {
        return toBuilder().put(name, value).build();
    }

    /// A copy without this member.
    public ObjectNode without(String name) {
        return toBuilder().remove(name).build();
    }

    @Override
    public Span span() {
        return span;
    }

    @Override
    public ObjectNode at(Span place) {
        return new ObjectNode(members, place);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof ObjectNode object) || members.size() != object.members.size()) {
            return false;
        }
        for (var entry : members.entrySet()) {
            Member theirs = object.members.get(entry.getKey());
            if (theirs == null || !entry.getValue().value().equals(theirs.value())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (var entry : members.entrySet()) {
            hash += 31 * entry.getKey().hashCode() + entry.getValue().value().hashCode();
        }
        return hash;
    }

    @Override
    public String toString() {
        return "ObjectNode" + members;
    }

    /// Collects members; each `put` of a known name replaces its value and keeps its position and the name's place.
    public static final class Builder {
        private @Nullable SequencedMap<String, Member> members;
        private final Span span;

        private Builder(SequencedMap<String, Member> members, Span span) {
            this.members = members;
            this.span = span;
        }

        private SequencedMap<String, Member> open() {
            if (members == null) {
                throw new IllegalStateException("This builder has built its object.");
            }
            return members;
        }

        /// Sets a member; a new name is at the value's place.
        public Builder put(String name, Node value) {
            Member old = open().get(name);
            return put(name, old == null ? value.span() : old.nameSpan(), value);
        }

        /// Sets a member whose name was written at `nameSpan`.
        public Builder put(String name, Span nameSpan, Node value) {
            open().put(name, new Member(nameSpan, value));
            return this;
        }

        /// Sets a member to a string at this object's place.
        public Builder put(String name, String value) {
            return put(name, new StringNode(value, span));
        }

        /// Sets a member if there is a value for it.
        public Builder put(String name, Optional<? extends Node> value) {
            value.ifPresent(node -> put(name, node));
            return this;
        }

        /// Takes a member away; does nothing where there is none.
        public Builder remove(String name) {
            open().remove(name);
            return this;
        }

        /// The value so far of a member.
        public Optional<Node> get(String name) {
            return Optional.ofNullable(open().get(name)).map(Member::value);
        }

        /// Whether a member has this name.
        public boolean has(String name) {
            return open().containsKey(name);
        }

        /// The object; this builder takes no more members then.
        public ObjectNode build() {
            Map<String, Member> built = open();
            members = null;
            return new ObjectNode(Collections.unmodifiableMap(built), span);
        }
    }
}
