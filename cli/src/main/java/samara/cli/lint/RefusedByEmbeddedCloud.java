package samara.cli.lint;

import java.util.Set;
import java.util.stream.Collectors;
import samara.template.Diagnostic;
import samara.template.Span;

/// Properties that the embedded cloud's resource types refuse, where AWS's specification does not.
final class RefusedByEmbeddedCloud implements Rule {
    @Override
    public About about() {
        return About.warning(
                "S7002",
                "The embedded cloud refuses this property or value",
                "AWS's specification has no objection; the embedded cloud, which checks what the service itself would check, "
                        + "or has not built the property, would refuse the template at `deploy --local` and `up`.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        Set<Span> reported = subject.mismatches().stream().map(Mismatch::span).collect(Collectors.toSet());
        for (Diagnostic refusal : subject.embedded().refusals(subject)) {
            if (refusal.isError() && !reported.contains(refusal.span())) {
                Diagnostic found = findings.at(refusal.span(), "For the embedded cloud: " + refusal.message());
                Diagnostic placed = refusal.resourceId().map(found::inResource).orElse(found);
                findings.add(refusal.hint().map(placed::hint).orElse(placed));
            }
        }
    }
}
