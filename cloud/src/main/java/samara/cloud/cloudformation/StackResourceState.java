package samara.cloud.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import samara.cloud.resource.StoredResource;
import samara.template.ObjectNode;

/// One resource of a stack, as it stands.
///
/// @param status AWS's name, such as `CREATE_COMPLETE`
/// @param current what exists; empty before its creation has ended
/// @param before what existed when the update began that goes on now, if that was changed
/// @param isAdded whether the operation that goes on has added it
/// @param needs the logical ids that must exist while this does
record StackResourceState(
        String logicalId,
        String type,
        String status,
        Optional<String> reason,
        Instant updated,
        Optional<Version> current,
        Optional<Version> before,
        boolean isAdded,
        List<String> needs) {

    /// What a resource is at one time.
    ///
    /// @param shown the properties without what is not to be shown, where that differs
    record Version(
            String physicalId,
            ObjectNode properties,
            Optional<ObjectNode> shown,
            ObjectNode attributes,
            Optional<String> deletionPolicy,
            Optional<String> updateReplacePolicy) {

        static Version of(StoredResource resource, Wanted wanted) {
            return new Version(
                    resource.id(),
                    wanted.properties(),
                    wanted.shown(),
                    resource.attributes(),
                    wanted.deletionPolicy(),
                    wanted.updateReplacePolicy());
        }

        StoredResource resource() {
            return new StoredResource(physicalId, attributes);
        }

        Wanted wanted() {
            return new Wanted(properties, shown, deletionPolicy, updateReplacePolicy);
        }
    }

    /// What a resource is to be: its properties, and what becomes of it when it leaves the stack or is replaced.
    ///
    /// @param shown the properties without what is not to be shown, where that differs
    record Wanted(
            ObjectNode properties,
            Optional<ObjectNode> shown,
            Optional<String> deletionPolicy,
            Optional<String> updateReplacePolicy) {}

    StackResourceState status(String next, Optional<String> why, Instant now) {
        return new StackResourceState(logicalId, type, next, why, now, current, before, isAdded, needs);
    }

    StackResourceState current(Optional<Version> next) {
        return new StackResourceState(logicalId, type, status, reason, updated, next, before, isAdded, needs);
    }

    StackResourceState before(Optional<Version> last) {
        return new StackResourceState(logicalId, type, status, reason, updated, current, last, isAdded, needs);
    }

    StackResourceState needs(List<String> first) {
        return new StackResourceState(logicalId, type, status, reason, updated, current, before, isAdded, first);
    }

    /// The same, no longer part of an operation.
    StackResourceState settled() {
        return new StackResourceState(
                logicalId, type, status, reason, updated, current, Optional.empty(), false, needs);
    }

    String physicalId() {
        return current.map(Version::physicalId).orElse("");
    }
}
