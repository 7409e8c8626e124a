package samara.cloud.lambda;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One version of a layer. Never changed, but for its policy.
record StoredLayer(
        String name,
        int number,
        Code code,
        String description,
        Optional<String> license,
        List<String> runtimes,
        List<String> architectures,
        Instant created,
        List<Statement> statements,
        String policyRevision) {
    StoredLayer {
        runtimes = List.copyOf(runtimes);
        architectures = List.copyOf(architectures);
        statements = List.copyOf(statements);
    }

    /// What belongs to all versions of a layer.
    ///
    /// @param lastVersion the highest number that was published, never given again
    record Facts(int lastVersion) {}

    /// A permission.
    record Statement(String id, String json) {}

    StoredLayer with(List<Statement> other, String revision) {
        return new StoredLayer(
                name, number, code, description, license, runtimes, architectures, created, other, revision);
    }

    Optional<String> policy() {
        return statements.isEmpty()
                ? Optional.empty()
                : Optional.of("{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":["
                        + String.join(
                                ",", statements.stream().map(Statement::json).toList()) + "]}");
    }

    boolean suits(Optional<String> runtime, Optional<String> architecture) {
        return runtime.map(runtimes::contains).orElse(true)
                && architecture.map(architectures::contains).orElse(true);
    }
}
