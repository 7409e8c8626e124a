package samara.transform.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.template.Diagnostic;
import samara.template.Span;
import samara.template.Suggestion;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;

/// The properties that a SAM resource type or event source takes, as `properties.txt` lists them. What is not in the
/// table is refused, so that a misspelt name is never ignored.
public final class PropertyTable {
    private static final String OTHERS = "* ignored";
    private static final Map<String, PropertyTable> TABLES = load();

    private final String name;
    private final Map<String, Property> properties;
    private final boolean open;

    /// How much of a value is converted to the type of its property.
    private enum Leniency {
        NONE,
        WITHIN,
        WHOLE
    }

    private record Property(String name, PropertyType type, boolean required, boolean literal, Leniency leniency) {
        Draft converted(Draft value) {
            boolean converts = leniency == Leniency.WHOLE || leniency == Leniency.WITHIN && type.isOfKind(value);
            return converts && !value.isNothing()
                    ? LenientValue.read(type, value).<Draft>map(taken -> taken).orElse(value)
                    : value;
        }

        boolean accepts(Draft value) {
            boolean function = value instanceof DraftObject object && object.size() == 1;
            return function && !literal || type.accepts(value);
        }
    }

    private PropertyTable(String name, Map<String, Property> properties, boolean open) {
        this.name = name;
        this.properties = properties;
        this.open = open;
    }

    /// The table of a resource type, or of `function-event T` or `state-machine-event T`.
    public static PropertyTable of(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("There is no property table of " + name + "."));
    }

    /// The table of this name, if there is one.
    public static Optional<PropertyTable> find(String name) {
        return Optional.ofNullable(TABLES.get(name));
    }

    /// The names of all tables that begin with `prefix`, without it.
    public static List<String> names(String prefix) {
        return TABLES.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    /// The properties as they are taken. Refuses what is unknown, missing or of the wrong type: all of it at once.
    ///
    /// @param owner where the properties belong, for what is missing
    public DraftObject read(DraftObject given, Span owner) {
        DraftObject taken = converted(given);
        List<Diagnostic> found = new ArrayList<>();
        collect(taken, owner, found);
        if (!found.isEmpty()) {
            throw new Rejection(found);
        }
        return taken;
    }

    /// The properties with the values of lenient ones converted; `given` itself where there are none such.
    DraftObject converted(DraftObject given) {
        if (properties.values().stream().allMatch(property -> property.leniency() == Leniency.NONE)) {
            return given;
        }
        DraftObject taken = given.shallowCopy();
        given.members().forEach(member -> {
            Property property = properties.get(member.name().value());
            if (property != null) {
                taken.put(member.name(), property.converted(member.value()));
            }
        });
        return taken;
    }

    /// Warns of what an open table doesn't list: AWS's transform drops it and says nothing.
    public List<Diagnostic> ignored(DraftObject given) {
        if (!open) {
            return List.of();
        }
        return given.members().stream()
                .map(DraftObject.Member::name)
                .filter(member -> !properties.containsKey(member.value()))
                .map(member -> suggest(
                        member.value(),
                        Diagnostic.warning(
                                "ignored-property",
                                shortName() + " has no property `" + member.value() + "`; it is ignored.",
                                member.span())))
                .toList();
    }

    private void collect(DraftObject given, Span owner, List<Diagnostic> found) {
        given.members().forEach(member -> checkMember(member, found));
        properties.values().forEach(property -> {
            if (property.required() && given.get(property.name()).isNothing()) {
                Span place = given.has(property.name()) ? given.nameSpan(property.name()) : owner;
                found.add(Diagnostic.error(
                        "missing-property",
                        "Property `" + property.name() + "` is missing; " + shortName() + " needs it.",
                        place));
            }
        });
    }

    /// Checks the objects within a value that have tables of their own.
    private static void descend(PropertyType type, Draft value, List<Diagnostic> found) {
        switch (type) {
            case PropertyType.Nested nested
            when value instanceof DraftObject object ->
                of("property " + nested.table()).collect(object, object.span(), found);
            case PropertyType.ListOf list
            when value instanceof DraftList elements ->
                elements.forEach(element -> descend(list.element(), element, found));
            case PropertyType.MapOf map
            when value instanceof DraftObject object ->
                object.members().forEach(member -> descend(map.value(), member.value(), found));
            case PropertyType.OneOf oneOf ->
                oneOf.alternatives().stream()
                        .filter(alternative -> alternative.accepts(value))
                        .findFirst()
                        .ifPresent(alternative -> descend(alternative, value, found));
            default -> {
                // The others have nothing within them that a table lists.
            }
        }
    }

    private static Diagnostic wrongType(Property property, DraftObject.Member member) {
        Draft culprit = property.type().misfit(member.value());
        return Diagnostic.error(
                "wrong-type",
                "Property `" + property.name() + "` needs to be "
                        + property.type().description() + ", not " + culprit.aKind() + ".",
                culprit.span().isLocated() ? culprit.span() : member.name().span());
    }

    private void checkMember(DraftObject.Member member, List<Diagnostic> found) {
        Property property = properties.get(member.name().value());
        if (property == null) {
            if (!open) {
                found.add(suggest(
                        member.name().value(),
                        Diagnostic.error(
                                "unknown-property",
                                shortName() + " has no property `"
                                        + member.name().value() + "`.",
                                member.name().span())));
            }
        } else if (!member.value().isNothing() && !property.accepts(member.value())) {
            found.add(wrongType(property, member));
        } else {
            descend(property.type(), member.value(), found);
        }
    }

    private Diagnostic suggest(String unknown, Diagnostic diagnostic) {
        return Suggestion.of(unknown, publicNames())
                .name()
                .map(near -> diagnostic.hint("Did you mean `" + near + "`?"))
                .orElse(diagnostic);
    }

    /// Names with two underscores are what steps leave for each other.
    private List<String> publicNames() {
        return properties.keySet().stream()
                .filter(property -> !property.startsWith("__"))
                .toList();
    }

    private String shortName() {
        if (name.startsWith("property ")) {
            return "This object";
        }
        return name.startsWith("AWS::") ? "`" + name + "`" : "Event source `" + name.split(" ", -1)[1] + "`";
    }

    private static Map<String, PropertyTable> load() {
        Map<String, PropertyTable> tables = new LinkedHashMap<>();
        Tables.read("properties.txt").forEach((name, lines) -> {
            Map<String, Property> properties = new LinkedHashMap<>();
            lines.stream()
                    .filter(line -> !line.equals(OTHERS))
                    .map(PropertyTable::parse)
                    .forEach(property -> properties.put(property.name(), property));
            tables.put(name, new PropertyTable(name, properties, lines.contains(OTHERS)));
        });
        return tables;
    }

    private static Property parse(String line) {
        List<String> words = List.of(line.split(" "));
        return new Property(
                words.getFirst(),
                PropertyType.parse(words.get(1)),
                words.contains("required"),
                words.contains("literal"),
                words.contains("lenient")
                        ? Leniency.WHOLE
                        : words.contains("lenient-within") ? Leniency.WITHIN : Leniency.NONE);
    }
}
