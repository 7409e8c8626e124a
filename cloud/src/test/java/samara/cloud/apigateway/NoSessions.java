package samara.cloud.apigateway;

import java.time.Duration;
import samara.cloud.kernel.Credentials;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Sessions;
import samara.wire.AwsException;

/// Sessions of a cloud in which no role can be assumed.
final class NoSessions implements Sessions {
    @Override
    public Credentials credentials(String role, String name, Principal.Service service, Duration lifetime) {
        throw new AwsException("AccessDenied", 403, role);
    }

    @Override
    public Principal.AssumedRole assume(String role, String name, Principal.Service service) {
        throw new AwsException("AccessDenied", 403, role);
    }
}
