package samara.cloud.s3;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import samara.cloud.resource.Attribute;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.wire.AwsException;
import samara.wire.s3.CreateBucketConfiguration;
import samara.wire.s3.CreateBucketRequest;
import samara.wire.s3.DeleteBucketEncryptionRequest;
import samara.wire.s3.DeleteBucketOwnershipControlsRequest;
import samara.wire.s3.DeleteBucketRequest;
import samara.wire.s3.DeleteBucketTaggingRequest;
import samara.wire.s3.HeadBucketRequest;
import samara.wire.s3.OwnershipControls;
import samara.wire.s3.OwnershipControlsRule;
import samara.wire.s3.PublicAccessBlockConfiguration;
import samara.wire.s3.PutBucketEncryptionRequest;
import samara.wire.s3.PutBucketOwnershipControlsRequest;
import samara.wire.s3.PutBucketTaggingRequest;
import samara.wire.s3.PutBucketVersioningRequest;
import samara.wire.s3.PutPublicAccessBlockRequest;
import samara.wire.s3.S3Api;
import samara.wire.s3.ServerSideEncryptionByDefault;
import samara.wire.s3.ServerSideEncryptionConfiguration;
import samara.wire.s3.ServerSideEncryptionRule;
import samara.wire.s3.Tag;
import samara.wire.s3.Tagging;
import samara.wire.s3.VersioningConfiguration;

/// `AWS::S3::Bucket`. `Ref` is the bucket's name; a new `BucketName` replaces it. Properties of S3's features that are
/// not built are unknown here, and so refused with their place.
///
/// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html>.
final class BucketResource implements ResourceType<BucketResource.Properties, BucketResource.Attributes> {
    private static final int MAX_NAME = 63;

    record Properties(
            Optional<String> bucketName,
            Optional<String> accessControl,
            Optional<Versioning> versioningConfiguration,
            Optional<Encryption> bucketEncryption,
            Optional<PublicAccess> publicAccessBlockConfiguration,
            Optional<Ownership> ownershipControls,
            Optional<List<ResourceTag>> tags) {}

    record Versioning(String status) {}

    record Encryption(List<EncryptionRule> serverSideEncryptionConfiguration) {}

    record EncryptionRule(Optional<Boolean> bucketKeyEnabled, Optional<ByDefault> serverSideEncryptionByDefault) {}

    record ByDefault(
            @Attribute("SSEAlgorithm") String sseAlgorithm,
            @Attribute("KMSMasterKeyID") Optional<String> kmsMasterKeyId) {}

    record PublicAccess(
            Optional<Boolean> blockPublicAcls,
            Optional<Boolean> blockPublicPolicy,
            Optional<Boolean> ignorePublicAcls,
            Optional<Boolean> restrictPublicBuckets) {}

    record Ownership(List<OwnershipRule> rules) {}

    record OwnershipRule(Optional<String> objectOwnership) {}

    /// What `Fn::GetAtt` gives.
    record Attributes(
            String arn,
            String domainName,
            String dualStackDomainName,
            String regionalDomainName,
            @Attribute("WebsiteURL") String websiteUrl) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::S3::Bucket", Properties.class, Attributes.class)
                .replacedOn("BucketName");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("BucketName");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        refuse(desired);
        String name = desired.bucketName()
                .orElseGet(() -> context.generatedName(MAX_NAME).toLowerCase(java.util.Locale.ROOT));
        refuseExisting(name, context);
        String region = context.call().scope().region().name();
        var request = CreateBucketRequest.builder().bucket(name);
        if (!region.equals("us-east-1")) {
            request.createBucketConfiguration(CreateBucketConfiguration.builder()
                    .locationConstraint(region)
                    .build());
        }
        context.calls().call(S3Api.CREATE_BUCKET, request.build(), context.call());
        try {
            configure(name, Optional.empty(), desired, context);
        } catch (AwsException e) {
            delete(name, context);
            throw e;
        }
        return new Physical<>(name, attributes(name, context));
    }

    /// In us-east-1 making one's own bucket again is no error; for a stack it is.
    private static void refuseExisting(String name, ResourceContext context) {
        try {
            context.calls()
                    .call(
                            S3Api.HEAD_BUCKET,
                            HeadBucketRequest.builder().bucket(name).build(),
                            context.call());
        } catch (AwsException e) {
            if (e.status() == 404 || e.status() == 403) {
                return;
            }
            throw e;
        }
        throw new AwsException("AlreadyExists", 409, name + " already exists");
    }

    private static void refuse(Properties desired) {
        desired.accessControl()
                .filter(acl -> !acl.equals("Private") && !acl.equals("BucketOwnerFullControl"))
                .ifPresent(acl -> {
                    throw S3Errors.aclsAreDisabled();
                });
    }

    private static Attributes attributes(String name, ResourceContext context) {
        var region = context.call().scope().region();
        String suffix = region.dnsSuffix();
        return new Attributes(
                "arn:" + region.partition() + ":s3:::" + name,
                name + ".s3." + suffix,
                name + ".s3.dualstack." + region + "." + suffix,
                name + ".s3." + region + "." + suffix,
                "http://" + name + ".s3-website-" + region + "." + suffix);
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        refuse(to);
        configure(at.id(), Optional.of(from), to, context);
        return new Physical<>(at.id(), attributes(at.id(), context));
    }

    /// Puts the settings that differ from before.
    private static void configure(
            String name, Optional<Properties> before, Properties desired, ResourceContext context) {
        if (differs(before.flatMap(Properties::versioningConfiguration), desired.versioningConfiguration())) {
            versioning(name, desired.versioningConfiguration(), context);
        }
        if (differs(before.flatMap(Properties::bucketEncryption), desired.bucketEncryption())) {
            encryption(name, desired.bucketEncryption(), context);
        }
        if (differs(
                before.flatMap(Properties::publicAccessBlockConfiguration), desired.publicAccessBlockConfiguration())) {
            publicAccess(name, desired.publicAccessBlockConfiguration(), context);
        }
        if (differs(before.flatMap(Properties::ownershipControls), desired.ownershipControls())) {
            ownership(name, desired.ownershipControls(), context);
        }
        tags(name, before, desired, context);
    }

    private static <T> boolean differs(Optional<T> before, Optional<T> now) {
        return !before.equals(now);
    }

    private static void versioning(String name, Optional<Versioning> wanted, ResourceContext context) {
        var request = PutBucketVersioningRequest.builder()
                .bucket(name)
                .versioningConfiguration(VersioningConfiguration.builder()
                        .status(wanted.map(Versioning::status).orElse("Suspended"))
                        .build())
                .build();
        context.calls().call(S3Api.PUT_BUCKET_VERSIONING, request, context.call());
    }

    private static void encryption(String name, Optional<Encryption> wanted, ResourceContext context) {
        if (wanted.isEmpty()) {
            var request = DeleteBucketEncryptionRequest.builder().bucket(name).build();
            context.calls().call(S3Api.DELETE_BUCKET_ENCRYPTION, request, context.call());
            return;
        }
        var rules = wanted.get().serverSideEncryptionConfiguration().stream()
                .map(rule -> ServerSideEncryptionRule.builder()
                        .bucketKeyEnabled(rule.bucketKeyEnabled().orElse(null))
                        .applyServerSideEncryptionByDefault(rule.serverSideEncryptionByDefault()
                                .map(wish -> ServerSideEncryptionByDefault.builder()
                                        .sseAlgorithm(wish.sseAlgorithm())
                                        .kmsMasterKeyID(wish.kmsMasterKeyId().orElse(null))
                                        .build())
                                .orElse(null))
                        .build())
                .toList();
        var request = PutBucketEncryptionRequest.builder()
                .bucket(name)
                .serverSideEncryptionConfiguration(
                        ServerSideEncryptionConfiguration.builder().rules(rules).build())
                .build();
        context.calls().call(S3Api.PUT_BUCKET_ENCRYPTION, request, context.call());
    }

    /// Without the property a bucket has what new ones have: all is blocked.
    private static void publicAccess(String name, Optional<PublicAccess> wanted, ResourceContext context) {
        var block = wanted.orElse(
                new PublicAccess(Optional.of(true), Optional.of(true), Optional.of(true), Optional.of(true)));
        var request = PutPublicAccessBlockRequest.builder()
                .bucket(name)
                .publicAccessBlockConfiguration(PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(block.blockPublicAcls().orElse(null))
                        .blockPublicPolicy(block.blockPublicPolicy().orElse(null))
                        .ignorePublicAcls(block.ignorePublicAcls().orElse(null))
                        .restrictPublicBuckets(block.restrictPublicBuckets().orElse(null))
                        .build())
                .build();
        context.calls().call(S3Api.PUT_PUBLIC_ACCESS_BLOCK, request, context.call());
    }

    private static void ownership(String name, Optional<Ownership> wanted, ResourceContext context) {
        if (wanted.isEmpty()) {
            var request =
                    DeleteBucketOwnershipControlsRequest.builder().bucket(name).build();
            context.calls().call(S3Api.DELETE_BUCKET_OWNERSHIP_CONTROLS, request, context.call());
            return;
        }
        var rules = wanted.get().rules().stream()
                .map(rule -> OwnershipControlsRule.builder()
                        .objectOwnership(rule.objectOwnership().orElse("BucketOwnerEnforced"))
                        .build())
                .toList();
        var request = PutBucketOwnershipControlsRequest.builder()
                .bucket(name)
                .ownershipControls(OwnershipControls.builder().rules(rules).build())
                .build();
        context.calls().call(S3Api.PUT_BUCKET_OWNERSHIP_CONTROLS, request, context.call());
    }

    private static void tags(String name, Optional<Properties> before, Properties desired, ResourceContext context) {
        Map<String, String> tags = new TreeMap<>(context.tags(desired.tags().orElse(List.of())));
        if (tags.isEmpty()) {
            if (before.isPresent()) {
                var request = DeleteBucketTaggingRequest.builder().bucket(name).build();
                context.calls().call(S3Api.DELETE_BUCKET_TAGGING, request, context.call());
            }
            return;
        }
        var set = tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        var request = PutBucketTaggingRequest.builder()
                .bucket(name)
                .tagging(Tagging.builder().tagSet(set).build())
                .build();
        context.calls().call(S3Api.PUT_BUCKET_TAGGING, request, context.call());
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        delete(at.id(), context);
    }

    private static void delete(String name, ResourceContext context) {
        Gone.ignored(
                "NoSuchBucket",
                () -> context.calls()
                        .call(
                                S3Api.DELETE_BUCKET,
                                DeleteBucketRequest.builder().bucket(name).build(),
                                context.call()));
    }
}
