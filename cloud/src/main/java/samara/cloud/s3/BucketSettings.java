package samara.cloud.s3;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Identities;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Principal;
import samara.wire.AwsException;
import samara.wire.Nothing;
import samara.wire.OperationModel;
import samara.wire.s3.DeleteBucketEncryptionRequest;
import samara.wire.s3.DeleteBucketOwnershipControlsRequest;
import samara.wire.s3.DeleteBucketPolicyRequest;
import samara.wire.s3.DeleteBucketTaggingRequest;
import samara.wire.s3.DeletePublicAccessBlockRequest;
import samara.wire.s3.GetBucketAclOutput;
import samara.wire.s3.GetBucketAclRequest;
import samara.wire.s3.GetBucketEncryptionOutput;
import samara.wire.s3.GetBucketEncryptionRequest;
import samara.wire.s3.GetBucketOwnershipControlsOutput;
import samara.wire.s3.GetBucketOwnershipControlsRequest;
import samara.wire.s3.GetBucketPolicyOutput;
import samara.wire.s3.GetBucketPolicyRequest;
import samara.wire.s3.GetBucketTaggingOutput;
import samara.wire.s3.GetBucketTaggingRequest;
import samara.wire.s3.GetBucketVersioningOutput;
import samara.wire.s3.GetBucketVersioningRequest;
import samara.wire.s3.GetPublicAccessBlockOutput;
import samara.wire.s3.GetPublicAccessBlockRequest;
import samara.wire.s3.Grant;
import samara.wire.s3.Grantee;
import samara.wire.s3.OwnershipControls;
import samara.wire.s3.OwnershipControlsRule;
import samara.wire.s3.PutBucketAclRequest;
import samara.wire.s3.PutBucketEncryptionRequest;
import samara.wire.s3.PutBucketOwnershipControlsRequest;
import samara.wire.s3.PutBucketPolicyRequest;
import samara.wire.s3.PutBucketTaggingRequest;
import samara.wire.s3.PutBucketVersioningRequest;
import samara.wire.s3.PutPublicAccessBlockRequest;
import samara.wire.s3.S3Api;
import samara.wire.s3.ServerSideEncryptionByDefault;
import samara.wire.s3.ServerSideEncryptionConfiguration;
import samara.wire.s3.ServerSideEncryptionRule;

/// Settings of buckets.
final class BucketSettings {
    private final Buckets buckets;
    private final Identities identities;

    BucketSettings(Buckets buckets, Identities identities) {
        this.buckets = buckets;
        this.identities = identities;
    }

    List<Operation<?, ?>> all() {
        return Stream.concat(aboutAccess().stream(), aboutContents().stream()).toList();
    }

    private List<Operation<?, ?>> aboutContents() {
        return List.of(
                on(
                        S3Api.GET_BUCKET_VERSIONING,
                        "GetBucketVersioning",
                        GetBucketVersioningRequest::bucket,
                        this::versioning),
                on(
                        S3Api.PUT_BUCKET_VERSIONING,
                        "PutBucketVersioning",
                        PutBucketVersioningRequest::bucket,
                        this::putVersioning),
                on(S3Api.GET_BUCKET_TAGGING, "GetBucketTagging", GetBucketTaggingRequest::bucket, this::tagging),
                on(S3Api.PUT_BUCKET_TAGGING, "PutBucketTagging", PutBucketTaggingRequest::bucket, this::putTagging),
                on(
                        S3Api.DELETE_BUCKET_TAGGING,
                        "PutBucketTagging",
                        DeleteBucketTaggingRequest::bucket,
                        this::deleteTagging),
                on(
                        S3Api.GET_BUCKET_ENCRYPTION,
                        "GetEncryptionConfiguration",
                        GetBucketEncryptionRequest::bucket,
                        this::encryption),
                on(
                        S3Api.PUT_BUCKET_ENCRYPTION,
                        "PutEncryptionConfiguration",
                        PutBucketEncryptionRequest::bucket,
                        this::putEncryption),
                on(
                        S3Api.DELETE_BUCKET_ENCRYPTION,
                        "PutEncryptionConfiguration",
                        DeleteBucketEncryptionRequest::bucket,
                        this::deleteEncryption));
    }

    private List<Operation<?, ?>> aboutAccess() {
        return List.of(
                onPolicy(S3Api.GET_BUCKET_POLICY, "GetBucketPolicy", GetBucketPolicyRequest::bucket, this::policy),
                onPolicy(S3Api.PUT_BUCKET_POLICY, "PutBucketPolicy", PutBucketPolicyRequest::bucket, this::putPolicy),
                onPolicy(
                        S3Api.DELETE_BUCKET_POLICY,
                        "DeleteBucketPolicy",
                        DeleteBucketPolicyRequest::bucket,
                        this::deletePolicy),
                on(
                        S3Api.GET_PUBLIC_ACCESS_BLOCK,
                        "GetBucketPublicAccessBlock",
                        GetPublicAccessBlockRequest::bucket,
                        this::publicAccess),
                on(
                        S3Api.PUT_PUBLIC_ACCESS_BLOCK,
                        "PutBucketPublicAccessBlock",
                        PutPublicAccessBlockRequest::bucket,
                        this::putPublicAccess),
                on(
                        S3Api.DELETE_PUBLIC_ACCESS_BLOCK,
                        "PutBucketPublicAccessBlock",
                        DeletePublicAccessBlockRequest::bucket,
                        this::deletePublicAccess),
                on(
                        S3Api.GET_BUCKET_OWNERSHIP_CONTROLS,
                        "GetBucketOwnershipControls",
                        GetBucketOwnershipControlsRequest::bucket,
                        this::ownership),
                on(
                        S3Api.PUT_BUCKET_OWNERSHIP_CONTROLS,
                        "PutBucketOwnershipControls",
                        PutBucketOwnershipControlsRequest::bucket,
                        this::putOwnership),
                on(
                        S3Api.DELETE_BUCKET_OWNERSHIP_CONTROLS,
                        "PutBucketOwnershipControls",
                        DeleteBucketOwnershipControlsRequest::bucket,
                        this::deleteOwnership),
                on(S3Api.GET_BUCKET_ACL, "GetBucketAcl", GetBucketAclRequest::bucket, this::acl),
                on(S3Api.PUT_BUCKET_ACL, "PutBucketAcl", PutBucketAclRequest::bucket, this::putAcl));
    }

    /// The same for the policy itself: no policy can keep the owner's root user from changing it.
    private <I, O> Operation<I, O> onPolicy(
            OperationModel<I, O> model, String action, Function<I, String> bucket, Function<I, O> work) {
        return new S3Operation<>(
                model,
                (input, call) -> List.of(policyNeed(action, bucket.apply(input), call)),
                (input, call) -> work.apply(input));
    }

    private Need policyNeed(String action, String bucket, Call call) {
        Need need = buckets.need(action, bucket, call);
        boolean isOwnersRoot = call.principal() instanceof Principal.Root(var account)
                && need.resourceOwner().filter(account::equals).isPresent();
        return isOwnersRoot ? Need.of(need.action(), need.resource()) : need;
    }

    /// An operation that needs one action on its bucket.
    private <I, O> Operation<I, O> on(
            OperationModel<I, O> model, String action, Function<I, String> bucket, Function<I, O> work) {
        return new S3Operation<>(
                model,
                (input, call) -> List.of(buckets.need(action, bucket.apply(input), call)),
                (input, call) -> work.apply(input));
    }

    private GetBucketVersioningOutput versioning(GetBucketVersioningRequest input) {
        StoredBucket bucket = buckets.get(input.bucket(), input.expectedBucketOwner());
        return GetBucketVersioningOutput.builder()
                .status(bucket.versioning().orElse(null))
                .build();
    }

    private Nothing putVersioning(PutBucketVersioningRequest input) {
        String status = input.versioningConfiguration().status().orElse("");
        if (!status.equals("Enabled") && !status.equals("Suspended")) {
            throw S3Errors.malformedXml();
        }
        if (input.versioningConfiguration()
                .mfaDelete()
                .filter("Enabled"::equals)
                .isPresent()) {
            throw S3Errors.notBuilt("MFA delete");
        }
        return change(input.bucket(), input.expectedBucketOwner(), bucket -> bucket.withVersioning(status));
    }

    private Nothing change(String name, Optional<String> owner, java.util.function.UnaryOperator<StoredBucket> change) {
        buckets.change(name, owner, change);
        return Nothing.INSTANCE;
    }

    private GetBucketPolicyOutput policy(GetBucketPolicyRequest input) {
        String policy = buckets.get(input.bucket(), input.expectedBucketOwner())
                .policy()
                .orElseThrow(() -> S3Errors.notConfigured("NoSuchBucketPolicy", "The bucket policy does not exist"));
        return GetBucketPolicyOutput.builder().policy(policy).build();
    }

    private Nothing putPolicy(PutBucketPolicyRequest input) {
        String policy = input.policy();
        if (policy.length() > S3Limits.POLICY_BYTES) {
            throw new AwsException(
                    "PolicyTooLarge", 400, "Policies must be no longer than " + S3Limits.POLICY_BYTES + " bytes.");
        }
        try {
            identities.checkResourcePolicy(policy);
        } catch (AwsException e) {
            throw S3Errors.malformedPolicy(e.message());
        }
        return change(input.bucket(), input.expectedBucketOwner(), bucket -> bucket.withPolicy(Optional.of(policy)));
    }

    private Nothing deletePolicy(DeleteBucketPolicyRequest input) {
        return change(input.bucket(), input.expectedBucketOwner(), bucket -> bucket.withPolicy(Optional.empty()));
    }

    private GetBucketTaggingOutput tagging(GetBucketTaggingRequest input) {
        Map<String, String> tags =
                buckets.get(input.bucket(), input.expectedBucketOwner()).tags();
        if (tags.isEmpty()) {
            throw S3Errors.notConfigured("NoSuchTagSet", "The TagSet does not exist");
        }
        return GetBucketTaggingOutput.builder().tagSet(Tags.shown(tags)).build();
    }

    private Nothing putTagging(PutBucketTaggingRequest input) {
        Map<String, String> tags = Tags.ofBucket(input.tagging().tagSet());
        return change(input.bucket(), input.expectedBucketOwner(), bucket -> bucket.withTags(tags));
    }

    private Nothing deleteTagging(DeleteBucketTaggingRequest input) {
        return change(input.bucket(), input.expectedBucketOwner(), bucket -> bucket.withTags(Map.of()));
    }

    private GetPublicAccessBlockOutput publicAccess(GetPublicAccessBlockRequest input) {
        var block = buckets.get(input.bucket(), input.expectedBucketOwner())
                .publicAccess()
                .orElseThrow(() -> S3Errors.notConfigured(
                        "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found"));
        return GetPublicAccessBlockOutput.builder()
                .publicAccessBlockConfiguration(block.shown())
                .build();
    }

    private Nothing putPublicAccess(PutPublicAccessBlockRequest input) {
        var wanted = StoredBucket.PublicAccess.of(input.publicAccessBlockConfiguration());
        return change(
                input.bucket(), input.expectedBucketOwner(), bucket -> bucket.withPublicAccess(Optional.of(wanted)));
    }

    private Nothing deletePublicAccess(DeletePublicAccessBlockRequest input) {
        return change(input.bucket(), input.expectedBucketOwner(), bucket -> bucket.withPublicAccess(Optional.empty()));
    }

    private GetBucketEncryptionOutput encryption(GetBucketEncryptionRequest input) {
        StoredBucket bucket = buckets.get(input.bucket(), input.expectedBucketOwner());
        var rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(ServerSideEncryptionByDefault.builder()
                        .sseAlgorithm("AES256")
                        .build())
                .bucketKeyEnabled(bucket.bucketKey().orElse(false))
                .build();
        return GetBucketEncryptionOutput.builder()
                .serverSideEncryptionConfiguration(ServerSideEncryptionConfiguration.builder()
                        .rules(List.of(rule))
                        .build())
                .build();
    }

    private Nothing putEncryption(PutBucketEncryptionRequest input) {
        var rules = input.serverSideEncryptionConfiguration().rules();
        if (rules.size() != 1) {
            throw S3Errors.malformedXml();
        }
        var rule = rules.getFirst();
        rule.applyServerSideEncryptionByDefault()
                .map(ServerSideEncryptionByDefault::sseAlgorithm)
                .filter(algorithm -> !algorithm.equals("AES256"))
                .ifPresent(algorithm -> {
                    throw S3Errors.notBuilt("encryption with `" + algorithm + "`");
                });
        return change(
                input.bucket(), input.expectedBucketOwner(), bucket -> bucket.withBucketKey(rule.bucketKeyEnabled()));
    }

    private Nothing deleteEncryption(DeleteBucketEncryptionRequest input) {
        return change(input.bucket(), input.expectedBucketOwner(), bucket -> bucket.withBucketKey(Optional.empty()));
    }

    private GetBucketOwnershipControlsOutput ownership(GetBucketOwnershipControlsRequest input) {
        String rule = buckets.get(input.bucket(), input.expectedBucketOwner())
                .ownership()
                .orElseThrow(() -> S3Errors.notConfigured(
                        "OwnershipControlsNotFoundError", "The bucket ownership controls were not found"));
        return GetBucketOwnershipControlsOutput.builder()
                .ownershipControls(OwnershipControls.builder()
                        .rules(List.of(OwnershipControlsRule.builder()
                                .objectOwnership(rule)
                                .build()))
                        .build())
                .build();
    }

    private Nothing putOwnership(PutBucketOwnershipControlsRequest input) {
        var rules = input.ownershipControls().rules();
        if (rules.size() != 1) {
            throw S3Errors.malformedXml();
        }
        return change(
                input.bucket(),
                input.expectedBucketOwner(),
                bucket -> bucket.withOwnership(Optional.of(rules.getFirst().objectOwnership())));
    }

    private Nothing deleteOwnership(DeleteBucketOwnershipControlsRequest input) {
        return change(input.bucket(), input.expectedBucketOwner(), bucket -> bucket.withOwnership(Optional.empty()));
    }

    private GetBucketAclOutput acl(GetBucketAclRequest input) {
        String account =
                buckets.get(input.bucket(), input.expectedBucketOwner()).account();
        return GetBucketAclOutput.builder()
                .owner(BucketOperations.owner(account))
                .grants(List.of(fullControl(account)))
                .build();
    }

    /// The one grant of an ACL where these are disabled.
    static Grant fullControl(String account) {
        return Grant.builder()
                .grantee(Grantee.builder()
                        .type("CanonicalUser")
                        .id(BucketOperations.owner(account).id().orElseThrow())
                        .build())
                .permission("FULL_CONTROL")
                .build();
    }

    private Nothing putAcl(PutBucketAclRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        Refusals.ownAcl(input.acl(), input.accessControlPolicy().orElse(null));
        return Nothing.INSTANCE;
    }
}
