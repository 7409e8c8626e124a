package samara.cloud.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One change set.
///
/// @param isCreation whether it makes a new stack
/// @param status `CREATE_COMPLETE` or `FAILED`
/// @param executionStatus `AVAILABLE`, `UNAVAILABLE`, `EXECUTE_IN_PROGRESS`, `EXECUTE_COMPLETE`, …
record StoredChangeSet(
        String id,
        String name,
        String stackId,
        String stackName,
        Instant created,
        boolean isCreation,
        Optional<String> description,
        String status,
        Optional<String> statusReason,
        String executionStatus,
        Optional<String> onFailure,
        Deployment deployment,
        List<PlannedChange> changes) {

    StoredChangeSet executing(String next) {
        return new StoredChangeSet(
                id,
                name,
                stackId,
                stackName,
                created,
                isCreation,
                description,
                status,
                statusReason,
                next,
                onFailure,
                deployment,
                changes);
    }
}
