package samara.cli.lint;

import samara.template.ObjectNode;

/// Mappings that nothing uses.
final class UnusedMappings implements Rule {
    @Override
    public About about() {
        return About.warning(
                "S4002",
                "A mapping is not used",
                "Nothing in the template refers to it. Take it out, or use it: a name that is misspelt elsewhere is the usual cause.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        ObjectNode root = subject.written().root();
        Names names = Names.in(root);
        root.object("Mappings")
                .ifPresent(declared -> declared.names().stream()
                        .filter(name -> !names.hasMapping(name) && !name.startsWith("Fn::"))
                        .forEach(name -> findings.add(
                                findings.at(declared.nameSpan(name), "The mapping `" + name + "` is not used."))));
    }
}
