package samara.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/// Which resources the parts of a template refer to.
public final class Dependencies {
    private Dependencies() {}

    /// One reference.
    ///
    /// @param logicalId what is referred to: may be a parameter or unknown, too
    /// @param attribute of `Fn::GetAtt`; empty for `Ref`
    public record Reference(String logicalId, Optional<String> attribute, Span span) {}

    /// All references in a value, in order. Of an `Fn::If` whose condition is in `conditions`, only the side that
    /// holds counts.
    public static List<Reference> of(Node node, Map<String, Boolean> conditions) {
        var found = new ArrayList<Reference>();
        collect(node, conditions, found);
        return found;
    }

    private static void collect(Node node, Map<String, Boolean> conditions, List<Reference> found) {
        switch (node) {
            case ObjectNode object -> {
                Optional<Intrinsic> call = Intrinsic.of(object);
                if (call.isEmpty()) {
                    object.forEach((name, value) -> collect(value, conditions, found));
                } else {
                    collect(call.get(), conditions, found);
                }
            }
            case ListNode list -> list.elements().forEach(element -> collect(element, conditions, found));
            case StringNode string -> {}
            case NumberNode number -> {}
            case BooleanNode bool -> {}
            case NullNode none -> {}
        }
    }

    private static void collect(Intrinsic call, Map<String, Boolean> conditions, List<Reference> found) {
        Node argument = call.argument();
        List<Node> arguments = call.arguments().orElse(List.of());
        switch (call.name()) {
            case "Ref" ->
                argument.asString()
                        .filter(name -> !PseudoParameters.isOne(name))
                        .ifPresent(name -> found.add(new Reference(name, Optional.empty(), argument.span())));
            case "Fn::GetAtt" -> {
                String dotted = argument.asString()
                        .orElseGet(() -> String.join(
                                ".",
                                arguments.stream()
                                        .flatMap(part -> part.asString().stream())
                                        .toList()));
                found.add(reference(dotted, argument.span()));
                arguments.stream().skip(1).forEach(part -> collect(part, conditions, found));
            }
            case "Fn::Sub" -> {
                Node text = arguments.isEmpty() ? argument : arguments.getFirst();
                Optional<ObjectNode> own =
                        arguments.size() == 2 ? arguments.get(1).asObject() : Optional.empty();
                for (String name : SubText.parse(text.asString().orElse("")).variables()) {
                    if (!PseudoParameters.isOne(name)
                            && own.map(o -> !o.has(name)).orElse(true)) {
                        found.add(reference(name, text.span()));
                    }
                }
                own.ifPresent(variables -> collect(variables, conditions, found));
            }
            case "Fn::If" -> {
                Optional<Boolean> holds =
                        arguments.size() == 3 ? arguments.getFirst().asString().map(conditions::get) : Optional.empty();
                if (holds.isPresent()) {
                    collect(arguments.get(holds.get() ? 1 : 2), conditions, found);
                } else {
                    arguments.stream().skip(1).forEach(side -> collect(side, conditions, found));
                }
            }
            default -> collect(argument, conditions, found);
        }
    }

    private static Reference reference(String dotted, Span span) {
        int dot = dotted.indexOf('.');
        return dot < 0
                ? new Reference(dotted, Optional.empty(), span)
                : new Reference(dotted.substring(0, dot), Optional.of(dotted.substring(dot + 1)), span);
    }

    /// What each of these resources needs first: what it refers to and what it names in `DependsOn`, as far as it is
    /// one of them.
    public static Map<String, SequencedSet<String>> between(
            Collection<ResourceDeclaration> resources, Map<String, Boolean> conditions) {
        var ids = new LinkedHashSet<String>();
        resources.forEach(resource -> ids.add(resource.logicalId()));
        var needs = new LinkedHashMap<String, SequencedSet<String>>();
        for (ResourceDeclaration resource : resources) {
            SequencedSet<String> first = new LinkedHashSet<>();
            resource.dependsOn().forEach(id -> first.add(id.value()));
            of(resource.properties(), conditions).forEach(reference -> first.add(reference.logicalId()));
            first.retainAll(ids);
            needs.put(resource.logicalId(), first);
        }
        return needs;
    }

    /// Resources that need each other in a circle, each once, in the order of the circle; empty where none do.
    public static List<String> cycle(Map<String, ? extends Collection<String>> needs) {
        Set<String> done = new HashSet<>();
        for (String start : needs.keySet()) {
            var path = new ArrayList<String>();
            List<String> found = walk(start, needs, path, done);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<String> walk(
            String at, Map<String, ? extends Collection<String>> needs, List<String> path, Set<String> done) {
        int seen = path.indexOf(at);
        if (seen >= 0) {
            return List.copyOf(path.subList(seen, path.size()));
        }
        if (done.contains(at)) {
            return List.of();
        }
        path.add(at);
        Collection<String> next = needs.get(at);
        for (String need : next == null ? List.<String>of() : next) {
            List<String> found = walk(need, needs, path, done);
            if (!found.isEmpty()) {
                return found;
            }
        }
        path.removeLast();
        done.add(at);
        return List.of();
    }
}
