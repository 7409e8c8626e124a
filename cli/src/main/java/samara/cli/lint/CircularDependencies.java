package samara.cli.lint;

/// Resources that need each other in a circle.
final class CircularDependencies implements Rule {
    @Override
    public About about() {
        return About.error(
                "S2005",
                "Resources need each other in a circle",
                "`Ref`, `Fn::GetAtt`, `Fn::Sub` and `DependsOn` say which resource is made first; in a circle none can be. "
                        + "The usual one: a bucket's notification names a function, whose role names the bucket.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        subject.made()
                .ifPresent(template -> Circle.in(template)
                        .forEach(circle -> findings.add(circle.hint(findings.at(
                                        subject.place(circle.shownAt()),
                                        "These resources need each other in a circle: " + circle.path() + ".")
                                .inResource(circle.shownAt().logicalId())))));
    }
}
