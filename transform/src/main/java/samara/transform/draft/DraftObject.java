package samara.transform.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;

/// Named values that can change. A *legacy* object walks its members in the order of Python 2.7 ([LegacyKeys]), any
/// other one in the order of insertion. Order takes no part in equality.
public final class DraftObject implements Draft {
    private final LinkedHashMap<String, Member> members = new LinkedHashMap<>();
    private final Span span;
    private @Nullable LegacyKeys order;
    private @Nullable CopyCount document;
    private int copiesSeen;

    /// A member's name; see [DraftText] for `unicode`.
    public record Name(String value, boolean unicode, Span span) {}

    /// A name and its value.
    public record Member(Name name, Draft value) {}

    private DraftObject(Span span, boolean legacy) {
        this.span = span;
        this.order = legacy ? new LegacyKeys() : null;
    }

    /// An empty object that was written here.
    public static DraftObject at(Span span) {
        return new DraftObject(span, false);
    }

    /// An empty legacy object that was written here.
    public static DraftObject legacy(Span span) {
        return new DraftObject(span, true);
    }

    /// An empty object that the transform makes.
    public static DraftObject make() {
        return new DraftObject(UNPLACED, false);
    }

    /// An empty legacy object that the transform makes.
    public static DraftObject makeLegacy() {
        return new DraftObject(UNPLACED, true);
    }

    /// An object of one member.
    public static DraftObject of(String name, Draft value) {
        return make().put(name, value);
    }

    /// The member's value; [Nothing] at this object's place where there is none.
    public Draft get(String name) {
        Member member = members.get(name);
        return member == null ? new Nothing(span) : member.value();
    }

    /// The member's value if it is an object.
    public Optional<DraftObject> object(String name) {
        return get(name) instanceof DraftObject object ? Optional.of(object) : Optional.empty();
    }

    /// The member's value if it is a list.
    public Optional<DraftList> list(String name) {
        return get(name) instanceof DraftList list ? Optional.of(list) : Optional.empty();
    }

    /// The member's value if it is a string.
    public Optional<String> text(String name) {
        return get(name) instanceof DraftText text ? Optional.of(text.value()) : Optional.empty();
    }

    /// Whether there is a member of this name, be it null.
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /// A member's name as it was written; `name` itself where there is no such member.
    public Name nameOf(String name) {
        Member member = members.get(name);
        return member == null ? new Name(name, false, span) : member.name();
    }

    /// Where a member's name was written; this object's place where there is none.
    public Span nameSpan(String name) {
        Member member = members.get(name);
        return member == null ? span : member.name().span();
    }

    /// How many members there are.
    public int size() {
        return members.size();
    }

    /// The only member of an object of one.
    public Member only() {
        return members.firstEntry().getValue();
    }

    /// Sets a member; a known name keeps its position and origin.
    public DraftObject put(Name name, Draft value) {
        Member old = members.get(name.value());
        if (old == null && order != null) {
            caughtUp(order).add(name.value());
        }
        members.put(name.value(), new Member(old == null ? name : old.name(), value));
        return this;
    }

    /// Sets a member.
    public DraftObject put(String name, Draft value) {
        return put(new Name(name, false, value.span()), value);
    }

    /// Sets a member to a string that the transform makes.
    public DraftObject put(String name, String value) {
        return put(name, DraftText.of(value));
    }

    /// Sets a member to a boolean that the transform makes.
    public DraftObject put(String name, boolean value) {
        return put(name, DraftBoolean.of(value));
    }

    /// Sets a member to a value, unless that is nothing.
    public DraftObject putSome(String name, Draft value) {
        return value.isNothing() ? this : put(name, value);
    }

    /// Sets a member to a value, if that is truthy.
    public DraftObject putTruthy(String name, Draft value) {
        return value.truthy() ? put(name, value) : this;
    }

    /// Sets all of another object's members, as one operation.
    public DraftObject putAll(DraftObject others) {
        if (order != null) {
            caughtUp(order).merge(others.names());
        }
        others.members().forEach(member -> put(member.name(), member.value()));
        return this;
    }

    /// Takes a member away, if it is there.
    public void remove(String name) {
        if (members.remove(name) != null && order != null) {
            caughtUp(order).remove(name);
        }
    }

    /// The object under this name; an empty one is put there if there is none.
    public DraftObject objectOrNew(String name) {
        if (get(name) instanceof DraftObject object) {
            return object;
        }
        DraftObject made = order == null ? make() : makeLegacy();
        put(name, made);
        return made;
    }

    /// The names in order.
    public List<String> names() {
        return order == null ? List.copyOf(members.keySet()) : caughtUp(order).keys();
    }

    /// The members in order: a snapshot, so that they may be changed on the way.
    public List<Member> members() {
        if (order == null) {
            return new ArrayList<>(members.values());
        }
        List<Member> inOrder = new ArrayList<>(members.size());
        for (String name : names()) {
            Member member = members.get(name);
            if (member != null) {
                inOrder.add(member);
            }
        }
        return inOrder;
    }

    /// Calls `action` with each name and value, in order.
    public void forEach(BiConsumer<String, Draft> action) {
        members().forEach(member -> action.accept(member.name().value(), member.value()));
    }

    /// A copy that shares the values, as Python's `dict.copy` makes it.
    public DraftObject shallowCopy() {
        DraftObject copy = new DraftObject(span, false);
        if (order != null) {
            copy.order = new LegacyKeys();
            copy.order.merge(names());
        }
        copy.members.putAll(members);
        return copy;
    }

    /// Says that this tree is part of a document whose deep copies `count` counts.
    public void joinDocument(CopyCount count) {
        if (order != null && document != count) {
            caughtUp(order);
            document = count;
            copiesSeen = count.copies();
        }
        for (Member member : members.values()) {
            join(member.value(), count);
        }
    }

    /// What counts the deep copies of the document that this is part of, if it is part of one.
    public Optional<CopyCount> document() {
        return Optional.ofNullable(document);
    }

    private static void join(Draft value, CopyCount count) {
        if (value instanceof DraftObject object) {
            object.joinDocument(count);
        } else if (value instanceof DraftList list) {
            list.forEach(element -> join(element, count));
        }
    }

    private LegacyKeys caughtUp(LegacyKeys keys) {
        CopyCount counted = document;
        if (counted == null || copiesSeen == counted.copies()) {
            return keys;
        }
        LegacyKeys now = keys.isStable() ? keys : keys.copiedDeeply(counted.copies() - copiesSeen);
        copiesSeen = counted.copies();
        order = now;
        return now;
    }

    @Override
    public Span span() {
        return span;
    }

    @Override
    public boolean truthy() {
        return !members.isEmpty();
    }

    @Override
    public DraftObject copy() {
        DraftObject copy = new DraftObject(span, false);
        if (order != null) {
            copy.order = caughtUp(order).duplicate();
        }
        members.forEach((name, member) ->
                copy.members.put(name, new Member(member.name(), member.value().copy())));
        return copy;
    }

    @Override
    public Node toNode(Span fallback) {
        Span here = span.equals(UNPLACED) ? fallback : span;
        ObjectNode.Builder builder = ObjectNode.builder(here);
        for (Map.Entry<String, Member> entry : members.entrySet()) {
            Node value = entry.getValue().value().toNode(here);
            Span named = entry.getValue().name().span();
            builder.put(entry.getKey(), named.equals(UNPLACED) ? value.span() : named, value);
        }
        return builder.build();
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof DraftObject object) || members.size() != object.members.size()) {
            return false;
        }
        return members.entrySet().stream().allMatch(entry -> {
            Member theirs = object.members.get(entry.getKey());
            return theirs != null && theirs.value().equals(entry.getValue().value());
        });
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (Map.Entry<String, Member> entry : members.entrySet()) {
            hash += 31 * entry.getKey().hashCode() + entry.getValue().value().hashCode();
        }
        return hash;
    }
}
