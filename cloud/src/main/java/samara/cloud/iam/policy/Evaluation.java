package samara.cloud.iam.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import samara.cloud.kernel.Decision;
import samara.cloud.kernel.Decision.Outcome;

/// The decision on one request by all policies that have a say in it, as AWS documents its logic: an explicit deny
/// anywhere ends it; then something must allow it, within what the permissions boundary and the session allow.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>.
public final class Evaluation {
    private final Request request;
    private final Policies policies;

    /// A policy by the name that people know it by.
    public record Named(String name, PolicyDocument document) {}

    /// Who asks, as far as the logic depends on it.
    public enum Asker {
        /// The account's root user: no identity policy binds it.
        ROOT,
        /// A user.
        USER,
        /// A role's session.
        SESSION,
        /// A service, or nobody: only resource policies speak of those.
        OUTSIDER
    }

    /// How the resource's own policy counts.
    public enum Ownership {
        /// The resource is in the caller's account: either side may allow.
        SAME_ACCOUNT,
        /// It is in another one: both sides must allow.
        OTHER_ACCOUNT,
        /// It is one that is reached by its own policy's leave only, such as a role by its trust policy.
        OWN_POLICY_ONLY
    }

    /// The policies that have a say.
    ///
    /// @param identity the caller's own, and their groups'
    /// @param session what narrows the session, if something does
    public record Policies(
            Asker asker,
            Ownership ownership,
            List<Named> identity,
            Optional<Named> boundary,
            Optional<Named> session,
            Optional<Named> resource) {}

    private Evaluation(Request request, Policies policies) {
        this.request = request;
        this.policies = policies;
    }

    /// Decides.
    public static Decision of(Request request, Policies policies) {
        return new Evaluation(request, policies).decide();
    }

    private Decision decide() {
        Optional<Decision> denied = denial(policies.identity, Outcome.DENIED_BY_IDENTITY_POLICY)
                .or(() -> denial(policies.boundary.stream().toList(), Outcome.DENIED_BY_BOUNDARY))
                .or(() -> denial(policies.session.stream().toList(), Outcome.DENIED_BY_SESSION_POLICY))
                .or(() -> denial(policies.resource.stream().toList(), Outcome.DENIED_BY_RESOURCE_POLICY));
        if (denied.isPresent()) {
            return denied.get();
        }
        var grant = resourceGrant();
        return switch (policies.ownership) {
            case SAME_ACCOUNT -> sameAccount(grant);
            case OTHER_ACCOUNT -> otherAccount(grant);
            case OWN_POLICY_ONLY -> ownPolicyOnly(grant);
        };
    }

    /// What the resource's policy allows, and how it names the caller.
    private record Grant(PrincipalPattern.Match match, String reason) {
        boolean isMade() {
            return match != PrincipalPattern.Match.NO;
        }

        boolean isDirect() {
            return match.compareTo(PrincipalPattern.Match.ACCOUNT) > 0;
        }
    }

    private Grant resourceGrant() {
        var best = new Grant(PrincipalPattern.Match.NO, "");
        if (policies.resource.isPresent()) {
            Named policy = policies.resource.get();
            for (Statement statement : policy.document.statements()) {
                var match = statement.names(request.caller());
                if (statement.isAllow() && match.compareTo(best.match) > 0 && statement.covers(request)) {
                    best = new Grant(match, allowedBy(policy, statement));
                }
            }
        }
        return best;
    }

    private Decision sameAccount(Grant grant) {
        // Named by their own ARN, callers are not held by what their boundary or session does not mention.
        if (grant.match == PrincipalPattern.Match.EXACT || grant.isDirect() && policies.asker == Asker.OUTSIDER) {
            return Decision.allowed(grant.reason);
        }
        if (grant.isDirect()) {
            return withinLimits(grant.reason);
        }
        return policies.asker == Asker.OUTSIDER ? notInResourcePolicy() : identity();
    }

    private Decision otherAccount(Grant grant) {
        if (policies.asker == Asker.OUTSIDER) {
            return grant.isDirect() ? Decision.allowed(grant.reason) : notInResourcePolicy();
        }
        Decision own = identity();
        return own.isAllowed() && !grant.isMade() ? notInResourcePolicy() : own;
    }

    private Decision ownPolicyOnly(Grant grant) {
        if (grant.isDirect()) {
            return Decision.allowed(grant.reason);
        }
        return grant.isMade() ? identity() : notInResourcePolicy();
    }

    private Decision identity() {
        if (policies.asker == Asker.ROOT) {
            return Decision.allowed("The account's root user may do everything in it.");
        }
        for (Named policy : policies.identity) {
            for (Statement statement : policy.document.statements()) {
                if (statement.isAllow() && statement.covers(request)) {
                    return withinLimits(allowedBy(policy, statement));
                }
            }
        }
        return new Decision(Outcome.NO_IDENTITY_POLICY, noneAllows(policies.identity));
    }

    private Decision withinLimits(String reason) {
        if (policies.boundary.isPresent() && !allows(policies.boundary.get())) {
            return new Decision(Outcome.NO_BOUNDARY, noneAllows(List.of(policies.boundary.get())));
        }
        if (policies.session.isPresent() && !allows(policies.session.get())) {
            return new Decision(Outcome.NO_SESSION_POLICY, noneAllows(List.of(policies.session.get())));
        }
        return Decision.allowed(reason);
    }

    private boolean allows(Named policy) {
        return policy.document.statements().stream()
                .anyMatch(statement -> statement.isAllow() && statement.covers(request));
    }

    private Optional<Decision> denial(List<Named> among, Outcome outcome) {
        for (Named policy : among) {
            for (Statement statement : policy.document.statements()) {
                if (!statement.isAllow()
                        && statement.names(request.caller()) != PrincipalPattern.Match.NO
                        && statement.covers(request)) {
                    return Optional.of(new Decision(
                            outcome,
                            "Statement `" + statement.label() + "` of the policy `" + policy.name + "` denies " + what()
                                    + "."));
                }
            }
        }
        return Optional.empty();
    }

    private String allowedBy(Named policy, Statement statement) {
        return "Statement `" + statement.label() + "` of the policy `" + policy.name + "` allows it.";
    }

    private Decision notInResourcePolicy() {
        String reason = policies.resource
                .map(policy -> "No statement of the policy `" + policy.name + "` allows " + what() + " to this caller.")
                .orElse("The resource has no policy that allows " + what() + " to this caller.");
        return new Decision(Outcome.NO_RESOURCE_POLICY, reason);
    }

    private String noneAllows(List<Named> among) {
        if (among.isEmpty()) {
            return "The caller has no policy, so that nothing allows " + what() + ".";
        }
        List<String> names = new ArrayList<>();
        among.forEach(policy -> names.add("`" + policy.name + "`"));
        return "No statement of " + names.stream().collect(Collectors.joining(", ")) + " allows " + what() + ".";
    }

    private String what() {
        return "`" + request.action() + "` on `" + request.resource() + "`";
    }
}
