package samara.cloud.kernel;

import java.util.Optional;

/// Who makes a call.
public sealed interface Principal {

    /// How the event log and messages name it: an ARN, or a service's host name.
    String name();

    /// The account's root user: everything is allowed to it, but by an explicit deny of a resource policy.
    record Root(Account account) implements Principal {
        @Override
        public String name() {
            return "arn:aws:iam::" + account + ":root";
        }
    }

    /// An IAM user.
    record User(Account account, String userName, String arn) implements Principal {
        @Override
        public String name() {
            return arn;
        }
    }

    /// A role's session, such as a function's.
    ///
    /// @param arn `arn:aws:sts::123456789012:assumed-role/role/session`
    /// @param sessionPolicy the policy that the session was narrowed by, as JSON
    record AssumedRole(
            Account account,
            String roleName,
            String roleArn,
            String sessionName,
            String arn,
            Optional<String> sessionPolicy)
            implements Principal {
        @Override
        public String name() {
            return arn;
        }
    }

    /// An AWS service by its host name, such as `apigateway.amazonaws.com`, on behalf of a resource (`aws:SourceArn`).
    record Service(String name, Account sourceAccount, String sourceArn) implements Principal {}

    /// Nobody: an unsigned request.
    record Anonymous() implements Principal {
        @Override
        public String name() {
            return "anonymous";
        }
    }
}
