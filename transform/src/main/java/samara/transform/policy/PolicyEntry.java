package samara.transform.policy;

import java.util.ArrayList;
import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.Rejection;

/// One of a resource's `Policies`.
///
/// @param kind what it is; both branches of an `Fn::If` must be of the same kind
public record PolicyEntry(Draft data, Kind kind) {
    private static final int IF_ARGUMENTS = 3;

    /// What a policy can be.
    public enum Kind {
        /// The name or ARN of a managed policy.
        MANAGED,
        /// A policy document.
        STATEMENT,
        /// A SAM policy template and its arguments.
        TEMPLATE,
        /// None of these.
        UNKNOWN
    }

    /// The policies that `Policies` lists; a single one may stand alone.
    public static List<PolicyEntry> all(Draft policies) {
        if (!policies.truthy()) {
            return List.of();
        }
        List<PolicyEntry> entries = new ArrayList<>();
        Iterable<Draft> list = policies instanceof DraftList own ? own : List.of(policies);
        list.forEach(policy -> entries.add(new PolicyEntry(policy, kindOf(policy))));
        return entries;
    }

    /// The same policies with the templates among them expanded.
    public static DraftList expandTemplates(Draft policies) {
        DraftList expanded = DraftList.at(policies.span());
        for (PolicyEntry entry : all(policies)) {
            expanded.add(entry.kind() == Kind.TEMPLATE ? expand(entry.data()) : entry.data());
        }
        return expanded;
    }

    private static Draft expand(Draft template) {
        if (Intrinsics.isIf(template) && ((DraftObject) template).get("Fn::If") instanceof DraftList arguments) {
            return Intrinsics.choose(arguments.get(0), expandBranch(arguments.get(1)), expandBranch(arguments.get(2)));
        }
        return PolicyTemplates.expand((DraftObject) template);
    }

    private static Draft expandBranch(Draft template) {
        if (Intrinsics.isNoValue(template)) {
            return template;
        }
        if (Intrinsics.isIf(template)) {
            throw Rejection.of(
                    template, "policy-template", "A policy template can't stand in an `Fn::If` within another one.");
        }
        return PolicyTemplates.expand((DraftObject) template);
    }

    private static Kind kindOf(Draft policy) {
        if (policy instanceof DraftText) {
            return Kind.MANAGED;
        }
        if (Intrinsics.isIf(policy)) {
            return kindOfIf((DraftObject) policy);
        }
        if (Intrinsics.isIntrinsic(policy)) {
            return Kind.MANAGED;
        }
        if (policy instanceof DraftObject object && object.has("Statement")) {
            return Kind.STATEMENT;
        }
        if (policy instanceof DraftObject object
                && object.size() == 1
                && PolicyTemplates.has(object.only().name().value())) {
            return Kind.TEMPLATE;
        }
        return Kind.UNKNOWN;
    }

    private static Kind kindOfIf(DraftObject policy) {
        if (!(policy.get("Fn::If") instanceof DraftList arguments) || arguments.size() != IF_ARGUMENTS) {
            throw Rejection.of(
                    policy, "if-arguments", "`Fn::If` needs a list of three: the condition and both values.");
        }
        Kind yes = kindOf(arguments.get(1));
        Kind no = kindOf(arguments.get(2));
        if (yes == no || Intrinsics.isNoValue(arguments.get(2))) {
            return yes;
        }
        if (Intrinsics.isNoValue(arguments.get(1))) {
            return no;
        }
        throw Rejection.of(
                policy,
                "policy-kinds",
                "Both values of an `Fn::If` in `Policies` need to be of the same kind: managed policies, policy documents "
                        + "or policy templates.");
    }
}
