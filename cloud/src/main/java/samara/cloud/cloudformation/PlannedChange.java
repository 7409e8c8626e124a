package samara.cloud.cloudformation;

import java.util.List;
import java.util.Optional;

/// What a plan would do to one resource.
///
/// @param action `Add`, `Modify` or `Remove`
/// @param replacement `True`, `False` or `Conditional`; of a modification only
record PlannedChange(
        String action,
        String logicalId,
        Optional<String> physicalId,
        String type,
        Optional<String> replacement,
        List<Detail> details) {

    /// One property that changes.
    ///
    /// @param evaluation `Dynamic` where the new value is known only when it is made
    /// @param recreation `Never`, `Conditionally` or `Always`
    record Detail(String property, String evaluation, String recreation) {}
}
