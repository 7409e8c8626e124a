package samara.cloud.kernel;

import java.util.Optional;

/// What the kernel must know of IAM; the `iam` package provides it.
public interface Identities {

    /// Whose access key this is: a user's, the administrator's or a session's.
    Optional<Identity> byAccessKey(String accessKeyId);

    /// The trust policy (JSON) of a role, and how its principal is made.
    Optional<Role> role(String roleArn);

    /// The unique id of a caller, such as `AIDA…`, `AROA…:session`, or the account's for its root user.
    String uniqueId(Principal principal);

    /// Checks a policy that is to narrow a session.
    ///
    /// @throws samara.wire.AwsException `MalformedPolicyDocument`
    void checkSessionPolicy(String json);

    /// Checks a policy that is to be attached to a resource.
    ///
    /// @throws samara.wire.AwsException `MalformedPolicyDocument`
    default void checkResourcePolicy(String json) {
        throw new IllegalStateException("Nobody here reads policies of resources: " + json.length());
    }

    /// Whether `call.principal()` may do what a need says, and why.
    Decision decide(Call call, Need need);

    /// A role as others must know it.
    ///
    /// @param roleId its unique id, `AROA…`
    /// @param maxSessionSeconds how long a session may last
    record Role(Account account, String name, String arn, String roleId, String trustPolicy, int maxSessionSeconds) {}
}
