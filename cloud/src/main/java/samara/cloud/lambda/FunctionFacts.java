package samara.cloud.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What belongs to a function as a whole, not to one of its versions.
///
/// @param lastVersion the highest number that was published, never given again
/// @param statements of the resource policies, in order
/// @param reserved the reserved concurrency
record FunctionFacts(
        int lastVersion, Map<String, String> tags, List<PolicyStatement> statements, Optional<Integer> reserved) {

    /// One permission.
    ///
    /// @param qualifier the version or alias that it is for; empty for the function
    /// @param json the statement
    record PolicyStatement(String qualifier, String id, String json) {}

    /// The policy of a function, a version or an alias.
    Optional<String> policy(String qualifier) {
        List<String> own = statements.stream()
                .filter(statement -> statement.qualifier().equals(qualifier))
                .map(PolicyStatement::json)
                .toList();
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of("{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[" + String.join(",", own)
                        + "]}");
    }

    FunctionFacts withStatements(List<PolicyStatement> other) {
        return new FunctionFacts(lastVersion, tags, List.copyOf(other), reserved);
    }

    FunctionFacts withTags(Map<String, String> other) {
        return new FunctionFacts(lastVersion, other, statements, reserved);
    }

    FunctionFacts withReserved(Optional<Integer> other) {
        return new FunctionFacts(lastVersion, tags, statements, other);
    }

    FunctionFacts withLastVersion(int other) {
        return new FunctionFacts(other, tags, statements, reserved);
    }
}
