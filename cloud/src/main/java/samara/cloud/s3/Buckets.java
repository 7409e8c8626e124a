package samara.cloud.s3;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.RecordTable;

/// All buckets: one name space for all accounts and Regions.
final class Buckets {
    private final RecordTable<StoredBucket> table;
    private final Locks locks = new Locks();

    Buckets(Kernel kernel) {
        this.table = kernel.store().table("s3/buckets", StoredBucket.class);
    }

    Optional<StoredBucket> find(String name) {
        return table.get(name);
    }

    /// The bucket of a request.
    ///
    /// @param expectedOwner the account that the caller takes for the owner
    StoredBucket get(String name, Optional<String> expectedOwner) {
        StoredBucket bucket = table.get(name).orElseThrow(S3Errors::noSuchBucket);
        if (expectedOwner.isPresent() && !expectedOwner.get().equals(bucket.account())) {
            throw S3Errors.accessDenied();
        }
        return bucket;
    }

    List<StoredBucket> ownedBy(String account) {
        return table.list("").stream()
                .filter(bucket -> bucket.account().equals(account))
                .toList();
    }

    /// Adds a bucket; false where its owner has it already.
    boolean add(StoredBucket bucket) {
        return locks.locked(bucket.name(), () -> {
            Optional<StoredBucket> known = table.get(bucket.name());
            if (known.isEmpty()) {
                table.put(bucket.name(), bucket);
                return true;
            }
            if (!known.get().account().equals(bucket.account())) {
                throw S3Errors.bucketAlreadyExists();
            }
            return false;
        });
    }

    /// Changes a bucket's settings.
    void change(String name, Optional<String> expectedOwner, UnaryOperator<StoredBucket> change) {
        locks.locked(name, () -> table.put(name, change.apply(get(name, expectedOwner))));
    }

    /// Removes a bucket, unless `check` throws.
    void removeIf(String name, Runnable check) {
        locks.locked(name, () -> {
            check.run();
            table.delete(name);
        });
    }

    /// Does what needs the bucket to be there until it is done.
    <T> T whileThere(String name, Function<StoredBucket, T> work) {
        return locks.locked(name, () -> work.apply(get(name, Optional.empty())));
    }

    /// What is needed for an action on a bucket.
    Need need(String action, String bucket, Call call) {
        return guarded(Need.of("s3:" + action, arn(bucket, call)), bucket);
    }

    /// What is needed for an action on an object.
    Need need(String action, String bucket, String key, Call call) {
        return guarded(Need.of("s3:" + action, arn(bucket, call) + "/" + key), bucket);
    }

    static String arn(String bucket, Call call) {
        return "arn:" + call.scope().region().partition() + ":s3:::" + bucket;
    }

    private Need guarded(Need need, String name) {
        Optional<StoredBucket> bucket = table.get(name);
        if (bucket.isEmpty()) {
            return need;
        }
        return new Need(
                need.action(),
                need.resource(),
                need.conditionKeys(),
                bucket.get().policy(),
                Optional.of(new samara.cloud.kernel.Account(bucket.get().account())));
    }
}
