package samara.cloud.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import samara.cloud.kernel.Scope;
import samara.wire.lambda.DestinationConfig;
import samara.wire.lambda.FunctionEventInvokeConfig;
import samara.wire.lambda.OnFailure;
import samara.wire.lambda.OnSuccess;

/// How asynchronous invocations of a function, a version or an alias are worked on.
///
/// @param qualifier `$LATEST`, a version or an alias
/// @param onSuccess the ARN of a destination
/// @param onFailure the ARN of a destination
record EventConfig(
        String function,
        String qualifier,
        Optional<Integer> maximumRetryAttempts,
        Optional<Integer> maximumEventAgeSeconds,
        Optional<String> onSuccess,
        Optional<String> onFailure,
        Instant modified) {
    private static final int RETRIES = 2;
    private static final int SIX_HOURS = 21_600;

    int retries() {
        return maximumRetryAttempts.orElse(RETRIES);
    }

    Duration age() {
        return Duration.ofSeconds(maximumEventAgeSeconds.orElse(SIX_HOURS));
    }

    /// What holds where nothing was said.
    static EventConfig standard(String function) {
        return new EventConfig(
                function,
                StoredFunction.LATEST,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }

    FunctionEventInvokeConfig shown(Scope scope) {
        return FunctionEventInvokeConfig.builder()
                .lastModified(modified)
                .functionArn(StoredFunction.arn(scope, function) + ":" + qualifier)
                .maximumRetryAttempts(maximumRetryAttempts.orElse(null))
                .maximumEventAgeInSeconds(maximumEventAgeSeconds.orElse(null))
                .destinationConfig(DestinationConfig.builder()
                        .onSuccess(OnSuccess.builder()
                                .destination(onSuccess.orElse(null))
                                .build())
                        .onFailure(OnFailure.builder()
                                .destination(onFailure.orElse(null))
                                .build())
                        .build())
                .build();
    }
}
