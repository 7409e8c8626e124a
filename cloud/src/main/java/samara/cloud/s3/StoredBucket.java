package samara.cloud.s3;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Account;
import samara.wire.s3.PublicAccessBlockConfiguration;

/// A bucket and its settings.
///
/// @param account the owner's id
/// @param versioning `Enabled`, `Suspended`, or absent for never
/// @param policy as it was put, JSON
/// @param ownership the rule that was put for objects' ownership
record StoredBucket(
        String name,
        String account,
        String region,
        Instant created,
        Optional<String> versioning,
        Optional<String> policy,
        Map<String, String> tags,
        Optional<PublicAccess> publicAccess,
        Optional<Boolean> bucketKey,
        Optional<String> ownership) {

    /// The four switches of a public access block.
    record PublicAccess(boolean blockAcls, boolean ignoreAcls, boolean blockPolicy, boolean restrictBuckets) {

        static PublicAccess of(PublicAccessBlockConfiguration wanted) {
            return new PublicAccess(
                    wanted.blockPublicAcls().orElse(false),
                    wanted.ignorePublicAcls().orElse(false),
                    wanted.blockPublicPolicy().orElse(false),
                    wanted.restrictPublicBuckets().orElse(false));
        }

        PublicAccessBlockConfiguration shown() {
            return PublicAccessBlockConfiguration.builder()
                    .blockPublicAcls(blockAcls)
                    .ignorePublicAcls(ignoreAcls)
                    .blockPublicPolicy(blockPolicy)
                    .restrictPublicBuckets(restrictBuckets)
                    .build();
        }
    }

    /// A bucket as AWS makes new ones: private, with all public access blocked.
    static StoredBucket made(String name, Account account, String region, Instant now) {
        return new StoredBucket(
                name,
                account.id(),
                region,
                now,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of(new PublicAccess(true, true, true, true)),
                Optional.empty(),
                Optional.of("BucketOwnerEnforced"));
    }

    boolean isVersioned() {
        return versioning.filter("Enabled"::equals).isPresent();
    }

    StoredBucket withVersioning(String status) {
        return new StoredBucket(
                name, account, region, created, Optional.of(status), policy, tags, publicAccess, bucketKey, ownership);
    }

    StoredBucket withPolicy(Optional<String> now) {
        return new StoredBucket(
                name, account, region, created, versioning, now, tags, publicAccess, bucketKey, ownership);
    }

    StoredBucket withTags(Map<String, String> now) {
        return new StoredBucket(
                name, account, region, created, versioning, policy, now, publicAccess, bucketKey, ownership);
    }

    StoredBucket withPublicAccess(Optional<PublicAccess> now) {
        return new StoredBucket(name, account, region, created, versioning, policy, tags, now, bucketKey, ownership);
    }

    StoredBucket withBucketKey(Optional<Boolean> now) {
        return new StoredBucket(name, account, region, created, versioning, policy, tags, publicAccess, now, ownership);
    }

    StoredBucket withOwnership(Optional<String> now) {
        return new StoredBucket(name, account, region, created, versioning, policy, tags, publicAccess, bucketKey, now);
    }
}
