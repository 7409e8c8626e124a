package samara.cloud.iam.policy;

import java.util.List;
import java.util.Optional;

/// One statement of a policy.
///
/// @param label how people find it: its `Sid`, else its place in the document
/// @param principals whom it is about; nothing in identity policies
/// @param resources nothing in trust policies
public record Statement(
        String label,
        boolean isAllow,
        Optional<Principals> principals,
        Matcher actions,
        Optional<Matcher> resources,
        List<Condition> conditions) {

    /// `Action`, `NotAction`, `Resource` or `NotResource`.
    record Matcher(List<Pattern> patterns, boolean isNegated, boolean ignoresCase) {
        boolean matches(String value, Context context) {
            for (Pattern pattern : patterns) {
                if (pattern.matches(value, context, ignoresCase)) {
                    return !isNegated;
                }
            }
            return isNegated;
        }
    }

    /// `Principal` or `NotPrincipal`.
    record Principals(List<PrincipalPattern> patterns, boolean isNegated) {
        PrincipalPattern.Match match(Request.Caller caller) {
            var best = PrincipalPattern.Match.NO;
            for (PrincipalPattern pattern : patterns) {
                var match = pattern.match(caller);
                best = match.compareTo(best) > 0 ? match : best;
            }
            if (isNegated) {
                return best == PrincipalPattern.Match.NO ? PrincipalPattern.Match.DIRECT : PrincipalPattern.Match.NO;
            }
            return best;
        }
    }

    /// Whether it speaks of this action and resource under these circumstances, whoever asks.
    boolean covers(Request request) {
        if (!actions.matches(request.action(), request.context())) {
            return false;
        }
        if (resources.isPresent() && !resources.get().matches(request.resource(), request.context())) {
            return false;
        }
        for (Condition condition : conditions) {
            if (!condition.holds(request.context())) {
                return false;
            }
        }
        return true;
    }

    /// How it names who asks; directly where it has no `Principal`.
    PrincipalPattern.Match names(Request.Caller caller) {
        return principals.isPresent() ? principals.get().match(caller) : PrincipalPattern.Match.DIRECT;
    }
}
