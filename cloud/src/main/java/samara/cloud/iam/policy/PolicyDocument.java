package samara.cloud.iam.policy;

import java.util.List;

/// A policy, read and checked. Immutable and quick to evaluate: keep it.
public record PolicyDocument(List<Statement> statements) {

    /// What a policy is attached to, which says what its statements must and must not have.
    public enum Kind {
        /// To a user, group, role or session: no `Principal`.
        IDENTITY,
        /// To a resource: with a `Principal`.
        RESOURCE,
        /// To a role: with a `Principal`, without a `Resource`.
        TRUST
    }

    /// Reads a document.
    ///
    /// @throws PolicySyntaxException where it is none of this kind
    public static PolicyDocument parse(String json, Kind kind) {
        return new PolicyReader(kind).read(json);
    }
}
