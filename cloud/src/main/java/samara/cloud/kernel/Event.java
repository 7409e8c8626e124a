package samara.cloud.kernel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One call, as the event log keeps it: what CloudTrail would tell.
///
/// @param service the service's id, such as `dynamodb`
/// @param operation such as `PutItem`
/// @param principal [Principal#name] of the caller
/// @param checks what IAM was asked, in order; ends with the first denial
/// @param durationMicros how long it took
/// @param errorCode AWS's code of the answer, where it was an error
public record Event(
        Instant time,
        String requestId,
        String account,
        String region,
        String service,
        String operation,
        String principal,
        String sourceIp,
        Optional<String> userAgent,
        List<Check> checks,
        long durationMicros,
        Optional<String> errorCode,
        Optional<String> errorMessage) {

    /// One question to IAM and its answer.
    public record Check(String action, String resource, Decision decision) {}

    /// Whether IAM refused this call.
    public boolean isDenied() {
        return checks.stream().anyMatch(check -> !check.decision().isAllowed());
    }
}
