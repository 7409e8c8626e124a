package samara.cloud.kernel;

import java.time.Duration;

/// Roles that services act with, as a function's environment acts with its execution role. Provided by the `sts`
/// package. The role's trust policy must name the service.
public interface Sessions {

    /// Temporary credentials for something outside this process, such as function code.
    ///
    /// @throws samara.wire.AwsException `AccessDenied` where the role does not exist or does not trust the service
    Credentials credentials(String roleArn, String sessionName, Principal.Service service, Duration lifetime);

    /// The principal for calls that a service makes in this process with a role.
    ///
    /// @throws samara.wire.AwsException `AccessDenied` where the role does not exist or does not trust the service
    Principal.AssumedRole assume(String roleArn, String sessionName, Principal.Service service);
}
