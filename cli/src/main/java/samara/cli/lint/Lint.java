package samara.cli.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Severity;

/// Runs the rules.
///
/// A rule is silenced by its id in the template's or a resource's metadata:
/// `Metadata: {samara: {lint: {ignore: [S6001]}}}`.
public final class Lint {
    private static final Comparator<Diagnostic> BY_PLACE = Comparator.comparing(
                    (Diagnostic finding) -> finding.span().file())
            .thenComparing(finding -> finding.span().line())
            .thenComparing(finding -> finding.span().column())
            .thenComparing(Diagnostic::code);

    private Lint() {}

    /// What all rules find, each finding once, in the order of places.
    public static List<Diagnostic> findings(Subject subject) {
        return findings(Rules.ALL, subject);
    }

    /// What every validation says, be it without the lint.
    public static List<Diagnostic> withoutStack(Subject subject) {
        return findings(Rules.WITHOUT_STACK, subject);
    }

    /// What somebody should hear before a deployment, as warnings: what is an error is refused by CloudFormation.
    public static List<Diagnostic> beforeDeployment(Subject subject) {
        return findings(Rules.BEFORE_DEPLOYMENT, subject).stream()
                .map(found -> new Diagnostic(
                        found.code(),
                        Severity.WARNING,
                        found.message(),
                        found.span(),
                        found.resourceId(),
                        found.eventId(),
                        found.hint()))
                .toList();
    }

    private static List<Diagnostic> findings(List<Rule> rules, Subject subject) {
        Set<String> silenced = silenced(subject.written().root().object("Metadata"));
        Set<Diagnostic> found = new LinkedHashSet<>();
        for (Rule rule : rules) {
            if (!silenced.contains(rule.about().id())) {
                var findings = new Findings(rule.about());
                rule.check(subject, findings);
                findings.all().stream()
                        .filter(finding -> !isSilenced(finding, subject))
                        .forEach(found::add);
            }
        }
        List<Diagnostic> sorted = new ArrayList<>(found);
        sorted.sort(BY_PLACE);
        return sorted;
    }

    /// Whether a diagnostic's code is a rule's id.
    public static boolean isRule(String code) {
        return code.matches("S[0-9]{4}");
    }

    private static boolean isSilenced(Diagnostic finding, Subject subject) {
        return finding.resourceId()
                .flatMap(id -> subject.written().root().object("Resources").flatMap(all -> all.object(id)))
                .map(resource -> silenced(resource.object("Metadata")).contains(finding.code()))
                .orElse(false);
    }

    private static Set<String> silenced(Optional<ObjectNode> metadata) {
        Set<String> ids = new HashSet<>();
        metadata.flatMap(found -> found.object("samara"))
                .flatMap(found -> found.object("lint"))
                .flatMap(found -> found.get("ignore"))
                .flatMap(Node::asList)
                .ifPresent(list -> list.forEach(id -> id.asString().ifPresent(ids::add)));
        return ids;
    }
}
