package samara.transform.resource;

import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.Intrinsics;

/// Conditions made of others.
final class Conditions {
    private Conditions() {}

    /// True where `condition` is not.
    static DraftObject not(Draft condition) {
        return DraftObject.of("Fn::Not", DraftList.of(Intrinsics.condition(condition)));
    }

    /// True where both are.
    static DraftObject and(Draft left, Draft right) {
        // Twice `Condition`: AWS's transform wraps what is wrapped already, and CloudFormation takes it.
        return DraftObject.of(
                "Fn::And",
                DraftList.of(List.of(
                        Intrinsics.condition(Intrinsics.condition(left)),
                        Intrinsics.condition(Intrinsics.condition(right)))));
    }
}
