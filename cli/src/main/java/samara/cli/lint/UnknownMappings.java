package samara.cli.lint;

import java.util.List;
import java.util.Optional;
import samara.template.Intrinsic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.StringNode;
import samara.template.Suggestion;
import samara.template.Template;

/// `Fn::FindInMap` of a mapping or key that is not there. Keys are looked at where they are written down.
final class UnknownMappings implements Rule {
    @Override
    public About about() {
        return About.error(
                "S2006",
                "A mapping or one of its keys is not there",
                "`Fn::FindInMap` takes a mapping of the section `Mappings`, a key of its first level and one of its second.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        subject.made().ifPresent(template -> {
            template.resources().values().forEach(resource -> calls(resource.properties(), template, findings));
            template.outputs().values().forEach(output -> calls(output.value(), template, findings));
            calls(template.conditions(), template, findings);
        });
    }

    private static void calls(Node node, Template template, Findings findings) {
        Walk.calls(node, call -> {
            if (call.name().equals("Fn::FindInMap")) {
                call(call, template, findings);
            }
        });
    }

    private static void call(Intrinsic call, Template template, Findings findings) {
        List<Node> keys = call.arguments().orElse(List.of());
        if (keys.size() != 3) {
            return;
        }
        Optional<ObjectNode> mapping = step(template.mappings(), keys.getFirst(), "mapping", findings);
        Optional<ObjectNode> row = mapping.flatMap(found -> step(found, keys.get(1), "first-level key", findings));
        if (row.isPresent()
                && keys.get(2) instanceof StringNode key
                && !row.get().has(key.value())) {
            missing(row.get(), key, "second-level key", findings);
        }
    }

    private static Optional<ObjectNode> step(ObjectNode in, Node key, String what, Findings findings) {
        if (!(key instanceof StringNode name)) {
            return Optional.empty();
        }
        if (!in.has(name.value())) {
            missing(in, name, what, findings);
        }
        return in.object(name.value());
    }

    private static void missing(ObjectNode in, StringNode name, String what, Findings findings) {
        findings.add(Suggestion.of(name.value(), in.names())
                .hintOrList(
                        findings.at(name.span(), "There is no " + what + " `" + name.value() + "`."),
                        what + "s",
                        in.names()));
    }
}
