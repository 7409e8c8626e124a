package samara.cloud.kernel;

/// What IAM says to one [Need], and why.
///
/// @param reason for people: the statement that allowed or denied, or that none did
public record Decision(Outcome outcome, String reason) {

    /// How it was decided.
    public enum Outcome {
        /// A statement allowed it, and nothing denied it.
        ALLOWED,
        /// No identity-based policy allows it.
        NO_IDENTITY_POLICY,
        /// No resource-based policy allows it.
        NO_RESOURCE_POLICY,
        /// The permissions boundary does not allow it.
        NO_BOUNDARY,
        /// The session's own policy does not allow it.
        NO_SESSION_POLICY,
        /// A statement of an identity-based policy denies it.
        DENIED_BY_IDENTITY_POLICY,
        /// A statement of a resource-based policy denies it.
        DENIED_BY_RESOURCE_POLICY,
        /// A statement of the permissions boundary denies it.
        DENIED_BY_BOUNDARY,
        /// A statement of the session's own policy denies it.
        DENIED_BY_SESSION_POLICY
    }

    /// An allowing decision.
    public static Decision allowed(String reason) {
        return new Decision(Outcome.ALLOWED, reason);
    }

    /// Whether it may be done.
    public boolean isAllowed() {
        return outcome == Outcome.ALLOWED;
    }
}
