package samara.cloud.s3;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.s3.Bucket;
import samara.wire.s3.CreateBucketOutput;
import samara.wire.s3.CreateBucketRequest;
import samara.wire.s3.DeleteBucketRequest;
import samara.wire.s3.GetBucketLocationOutput;
import samara.wire.s3.GetBucketLocationRequest;
import samara.wire.s3.HeadBucketOutput;
import samara.wire.s3.HeadBucketRequest;
import samara.wire.s3.ListBucketsOutput;
import samara.wire.s3.ListBucketsRequest;
import samara.wire.s3.Owner;
import samara.wire.s3.S3Api;

/// Buckets as such.
final class BucketOperations {
    private static final String FIRST_REGION = "us-east-1";

    /// See <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>.
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    private final Kernel kernel;
    private final Buckets buckets;
    private final Objects objects;

    BucketOperations(Kernel kernel, Buckets buckets, Objects objects) {
        this.kernel = kernel;
        this.buckets = buckets;
        this.objects = objects;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new S3Operation<>(
                        S3Api.CREATE_BUCKET,
                        (input, call) -> List.of(Need.of("s3:CreateBucket", Buckets.arn(input.bucket(), call))),
                        this::create),
                new S3Operation<>(
                        S3Api.DELETE_BUCKET,
                        (input, call) -> List.of(buckets.need("DeleteBucket", input.bucket(), call)),
                        this::delete),
                new S3Operation<>(
                        S3Api.HEAD_BUCKET,
                        (input, call) -> List.of(buckets.need("ListBucket", input.bucket(), call)),
                        this::head),
                new S3Operation<>(
                        S3Api.LIST_BUCKETS, (input, call) -> List.of(Need.of("s3:ListAllMyBuckets", "*")), this::list),
                new S3Operation<>(
                        S3Api.GET_BUCKET_LOCATION,
                        (input, call) -> List.of(buckets.need("GetBucketLocation", input.bucket(), call)),
                        this::location));
    }

    private CreateBucketOutput create(CreateBucketRequest input, Call call) {
        String name = input.bucket();
        if (!isName(name)) {
            throw S3Errors.invalidBucketName(name);
        }
        Refusals.bucket(input);
        String region = call.scope().region().name();
        Optional<String> wanted =
                input.createBucketConfiguration().flatMap(configuration -> configuration.locationConstraint());
        String placed = wanted.map(constraint -> constraint.equals("EU") ? "eu-west-1" : constraint)
                .orElse(FIRST_REGION);
        if (!placed.equals(region) && !(region.equals(FIRST_REGION) && wanted.isPresent())) {
            throw new samara.wire.AwsException(
                    "IllegalLocationConstraintException",
                    400,
                    "The " + wanted.orElse("unspecified")
                            + " location constraint is incompatible for the region specific endpoint this request was"
                            + " sent to.");
        }
        var bucket = StoredBucket.made(
                name, call.scope().account(), placed, kernel.clock().now());
        var tags = input.createBucketConfiguration().flatMap(configuration -> configuration.tags());
        if (tags.isPresent()) {
            bucket = bucket.withTags(Tags.ofBucket(tags.get()));
        }
        if (input.objectOwnership().isPresent()) {
            bucket = bucket.withOwnership(input.objectOwnership());
        }
        if (!buckets.add(bucket) && !region.equals(FIRST_REGION)) {
            throw S3Errors.bucketAlreadyOwnedByYou();
        }
        return CreateBucketOutput.builder()
                .location("/" + name)
                .bucketArn(Buckets.arn(name, call))
                .build();
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches()
                && !name.contains("..")
                && !ADDRESS.matcher(name).matches()
                && !name.startsWith("xn--")
                && !name.startsWith("sthree-")
                && !name.endsWith("-s3alias")
                && !name.endsWith("--ol-s3");
    }

    private Nothing delete(DeleteBucketRequest input, Call call) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        buckets.removeIf(input.bucket(), () -> {
            if (!objects.isEmpty(input.bucket())) {
                throw S3Errors.bucketNotEmpty();
            }
        });
        return Nothing.INSTANCE;
    }

    private HeadBucketOutput head(HeadBucketRequest input, Call call) {
        StoredBucket bucket = buckets.get(input.bucket(), input.expectedBucketOwner());
        return HeadBucketOutput.builder()
                .bucketRegion(bucket.region())
                .bucketArn(Buckets.arn(bucket.name(), call))
                .accessPointAlias(false)
                .build();
    }

    private ListBucketsOutput list(ListBucketsRequest input, Call call) {
        int most = input.maxBuckets().orElse(10_000);
        String prefix = input.prefix().orElse("");
        String after = input.continuationToken().orElse("");
        List<StoredBucket> matching = buckets.ownedBy(call.scope().account().id()).stream()
                .filter(bucket -> bucket.name().startsWith(prefix))
                .filter(bucket -> bucket.name().compareTo(after) > 0)
                .filter(bucket -> input.bucketRegion().orElse(bucket.region()).equals(bucket.region()))
                .toList();
        List<Bucket> page = matching.stream()
                .limit(most)
                .map(bucket -> Bucket.builder()
                        .name(bucket.name())
                        .creationDate(bucket.created())
                        .bucketRegion(bucket.region())
                        .build())
                .toList();
        var output = ListBucketsOutput.builder()
                .owner(owner(call.scope().account().id()))
                .buckets(page);
        if (matching.size() > page.size() && !page.isEmpty()) {
            output.continuationToken(matching.get(page.size() - 1).name());
        }
        return output.build();
    }

    /// An account as S3 names owners: by an id that is not its own.
    static Owner owner(String account) {
        var sum = ChecksumAlgorithm.SHA256.begin();
        byte[] bytes = account.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        sum.add(bytes, 0, bytes.length);
        return Owner.builder()
                .id(java.util.HexFormat.of().formatHex(sum.value()))
                .build();
    }

    private GetBucketLocationOutput location(GetBucketLocationRequest input, Call call) {
        StoredBucket bucket = buckets.get(input.bucket(), input.expectedBucketOwner());
        return GetBucketLocationOutput.builder()
                .locationConstraint(bucket.region().equals(FIRST_REGION) ? null : bucket.region())
                .build();
    }
}
