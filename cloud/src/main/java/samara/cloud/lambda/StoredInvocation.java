package samara.cloud.lambda;

import java.time.Instant;
import java.util.Optional;
import samara.cloud.kernel.Scope;
import samara.wire.Blob;

/// An asynchronous invocation that was accepted and is not finished.
///
/// @param arn the function, qualified as it was
/// @param attempts how often the function failed on it
/// @param throttled how often there was no room for it since it was last tried
/// @param due when it is to be tried (again)
record StoredInvocation(
        Scope scope,
        String function,
        Optional<String> qualifier,
        String arn,
        String requestId,
        Blob payload,
        Optional<String> clientContext,
        Optional<String> traceHeader,
        Instant accepted,
        int attempts,
        int throttled,
        Instant due) {

    FunctionName name() {
        return new FunctionName(function, qualifier);
    }

    /// The key in the store: in the order in which they came.
    String key() {
        return "%015d/%s".formatted(accepted.toEpochMilli(), requestId);
    }

    StoredInvocation failed(Instant next) {
        return with(attempts + 1, 0, next);
    }

    StoredInvocation throttledUntil(Instant next) {
        return with(attempts, throttled + 1, next);
    }

    StoredInvocation withTraceHeader(String header) {
        return new StoredInvocation(
                scope,
                function,
                qualifier,
                arn,
                requestId,
                payload,
                clientContext,
                Optional.of(header),
                accepted,
                attempts,
                throttled,
                due);
    }

    private StoredInvocation with(int newAttempts, int newThrottled, Instant next) {
        return new StoredInvocation(
                scope,
                function,
                qualifier,
                arn,
                requestId,
                payload,
                clientContext,
                traceHeader,
                accepted,
                newAttempts,
                newThrottled,
                next);
    }
}
