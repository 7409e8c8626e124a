package samara.functions;

import java.util.Optional;

/// One event for a function.
///
/// @param payload the event's JSON; must not be changed
/// @param arn the ARN that was invoked, qualified as it was
/// @param traceId the `X-Amzn-Trace-Id` header
/// @param clientContext JSON, decoded from Base64 already
/// @param cognitoIdentity JSON with `cognitoIdentityId` and `cognitoIdentityPoolId`
/// @param tenantId the tenant of a function with tenant isolation
// An array, not a copy: payloads have megabytes, and nobody writes to them.
@SuppressWarnings("ArrayRecordComponent")
public record Invocation(
        byte[] payload,
        String requestId,
        String arn,
        Optional<String> traceId,
        Optional<String> clientContext,
        Optional<String> cognitoIdentity,
        Optional<String> tenantId) {

    /// The largest event and answer, in bytes: six megabytes and what Lambda adds for the envelope.
    public static final int MAX_PAYLOAD_BYTES = 6_291_556;
}
