package samara.cli.lint;

/// Authorizers that no route uses.
final class UnusedAuthorizers implements Rule {
    @Override
    public About about() {
        return About.warning(
                "S5001",
                "An authorizer protects no route",
                "An authorizer under `Auth.Authorizers` does nothing by itself: name it in `DefaultAuthorizer`, or in the "
                        + "`Auth.Authorizer` of an event. Until then the routes are open.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        Authorizers.unused(subject.written().root())
                .forEach(unused -> findings.add(
                        unused.hint(findings.at(unused.span(), unused.message()).inResource(unused.api()))));
    }
}
