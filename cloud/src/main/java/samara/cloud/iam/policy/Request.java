package samara.cloud.iam.policy;

import java.util.List;
import java.util.Map;

/// What is asked of a policy.
///
/// @param action `dynamodb:PutItem`
/// @param resource the ARN, or `*`
/// @param caller who asks, as the `Principal` element may name them
public record Request(String action, String resource, Caller caller, Context context) {

    /// Who asks, in each form in which a policy may name them.
    ///
    /// @param account twelve digits; empty for nobody and for services
    /// @param arns the caller's own ARN first; a session has its role's as well
    /// @param service the host name of a service, or empty
    public record Caller(String account, List<String> arns, String service) {}

    /// A request.
    public static Request of(String action, String resource, Caller caller, Map<String, List<String>> context) {
        return new Request(action, resource, caller, Context.of(context));
    }
}
