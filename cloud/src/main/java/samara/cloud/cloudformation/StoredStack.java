package samara.cloud.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Scope;

/// One stack.
///
/// @param deployment what it is, or is becoming; empty while only a change set exists
/// @param previous what it was, while an update goes on
/// @param imports the names of exports that it uses
record StoredStack(
        Identity identity,
        Progress progress,
        Optional<Deployment> deployment,
        Optional<Deployment> previous,
        List<StoredOutput> outputs,
        List<String> imports,
        Settings settings) {

    /// What never changes.
    record Identity(String id, String name, Scope scope, Instant created) {
        String key() {
            return scope.key() + "/" + name + "/" + id.substring(id.lastIndexOf('/') + 1);
        }
    }

    /// Where it stands.
    record Progress(
            StackStatus status, Optional<String> reason, Optional<Instant> updated, Optional<Instant> deleted) {}

    /// How its operations behave.
    ///
    /// @param onFailure `ROLLBACK`, `DO_NOTHING` or `DELETE`: what follows when a creation fails
    /// @param actor who asked for the operation that goes on
    record Settings(String onFailure, boolean isProtected, Optional<String> changeSetId, Optional<Principal> actor) {}

    String id() {
        return identity.id();
    }

    String name() {
        return identity.name();
    }

    StackStatus status() {
        return progress.status();
    }

    boolean isDeleted() {
        return status() == StackStatus.DELETE_COMPLETE;
    }

    StoredStack with(Progress next) {
        return new StoredStack(identity, next, deployment, previous, outputs, imports, settings);
    }

    StoredStack with(Settings next) {
        return new StoredStack(identity, progress, deployment, previous, outputs, imports, next);
    }

    /// The same, on its way to another deployment.
    StoredStack becoming(Deployment next) {
        return new StoredStack(identity, progress, Optional.of(next), deployment, outputs, imports, settings);
    }

    /// The same, whose resources are worked on with another role, if one is given.
    StoredStack actingAs(Optional<String> role) {
        Optional<Deployment> next =
                role.isEmpty() ? deployment : deployment.map(current -> current.withRole(role.get()));
        return new StoredStack(identity, progress, next, previous, outputs, imports, settings);
    }

    /// The same, arrived.
    StoredStack arrived(List<StoredOutput> itsOutputs, List<String> itsImports) {
        return new StoredStack(identity, progress, deployment, Optional.empty(), itsOutputs, itsImports, settings);
    }

    /// The same, back at what it was.
    StoredStack back() {
        return new StoredStack(
                identity, progress, previous.or(() -> deployment), Optional.empty(), outputs, imports, settings);
    }
}
