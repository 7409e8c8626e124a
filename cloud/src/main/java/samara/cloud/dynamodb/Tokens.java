package samara.cloud.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import samara.cloud.kernel.Batch;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scheduler;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Store;

/// The `ClientRequestToken`s of transactions that were made: for ten minutes, the same token means the same
/// transaction, which is not made again.
final class Tokens {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int FORGOTTEN_AT_ONCE = 100_000;

    private final RecordTable<Used> used;
    private final Clock clock;

    /// A token that was used.
    ///
    /// @param digest of the request that it came with
    record Used(String key, String digest, Instant at) {}

    Tokens(Store store, Clock clock, Scheduler scheduler) {
        used = store.table("dynamodb/tokens", Used.class);
        this.clock = clock;
        scheduler.every(LIFETIME, this::forget);
    }

    /// Whether the transaction of this token was made already.
    ///
    /// @throws samara.wire.AwsException if it was another one
    boolean isMade(Scope scope, String token, String digest) {
        Optional<Used> known = used.get(key(scope, token)).filter(this::isValid);
        if (known.isPresent() && !known.get().digest().equals(digest)) {
            throw DynamoDbErrors.idempotentParameterMismatch();
        }
        return known.isPresent();
    }

    /// Adds to a transaction's batch that its token is used.
    void use(Scope scope, String token, String digest, Batch batch) {
        String key = key(scope, token);
        batch.put(used, key, new Used(key, digest, clock.now()));
    }

    private boolean isValid(Used one) {
        return clock.now().isBefore(one.at().plus(LIFETIME));
    }

    private static String key(Scope scope, String token) {
        return scope.key() + "/" + token;
    }

    private void forget() {
        for (Used one : used.list(Range.all(), FORGOTTEN_AT_ONCE)) {
            if (!isValid(one)) {
                used.delete(one.key());
            }
        }
    }
}
