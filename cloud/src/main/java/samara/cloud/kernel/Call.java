package samara.cloud.kernel;

import java.util.Optional;

/// The context of one API call. Passed on, never ambient.
///
/// @param scope whose state is meant: the caller's account and the Region that was addressed
/// @param requestId the id that the answer and the event log carry
/// @param sourceIp the address of the client, `AWS Internal` for a service's own calls
/// @param traceHeader the `X-Amzn-Trace-Id` that came with the request
public record Call(
        Scope scope,
        Principal principal,
        String requestId,
        String sourceIp,
        Optional<String> userAgent,
        Optional<String> traceHeader) {

    /// The same call by somebody else, for instance by the role that a service was given.
    public Call as(Principal other) {
        return new Call(scope, other, requestId, sourceIp, userAgent, traceHeader);
    }

    /// The same call, meant for another account or Region.
    public Call in(Scope other) {
        return new Call(other, principal, requestId, sourceIp, userAgent, traceHeader);
    }
}
