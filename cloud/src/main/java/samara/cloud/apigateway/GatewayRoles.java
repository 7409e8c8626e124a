package samara.cloud.apigateway;

import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Identity;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Scope;
import samara.wire.AwsException;

/// As whom the gateway calls what is behind a method: a role that trusts it, the client itself, or the service.
///
/// @param scope where the API is
record GatewayRoles(Kernel kernel, Scope scope) {
    private static final String SERVICE = "apigateway.amazonaws.com";

    /// The context of a call.
    ///
    /// @param credentials a role's ARN, or the client's access key id; nothing is the service itself
    /// @throws AwsException `AccessDenied` where the role is not there or does not trust API Gateway
    Call call(Optional<String> credentials, String sourceArn, Optional<String> traceHeader) {
        Principal.Service service = new Principal.Service(SERVICE, scope.account(), sourceArn);
        Principal principal = credentials.map(as -> principal(as, service)).orElse(service);
        return new Call(scope, principal, kernel.ids().uuid(), "AWS Internal", Optional.of(SERVICE), traceHeader);
    }

    private Principal principal(String credentials, Principal.Service service) {
        if (credentials.startsWith("arn:")) {
            return kernel.sessions().assume(credentials, "BackplaneAssumeRoleSession", service);
        }
        return kernel.identities()
                .byAccessKey(credentials)
                .map(Identity::principal)
                .orElseThrow(() -> new AwsException("AccessDenied", 403, "The client's access key has gone away."));
    }
}
