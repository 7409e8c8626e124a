package samara.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

class S3Test extends CloudTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private String bucket = "";
    private S3Client s3 = client(S3Client.builder().forcePathStyle(true));

    @BeforeEach
    void makeBucket() {
        s3 = client(S3Client.builder().forcePathStyle(true));
        bucket = "bucket-" + BUCKETS.incrementAndGet();
        s3.createBucket(request -> request.bucket(bucket));
    }

    private static void assertRefused(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }

    private void put(String key, String content) {
        s3.putObject(PutObjectRequest.builder().bucket(bucket).key(key).build(), RequestBody.fromString(content));
    }

    private String get(Consumer<GetObjectRequest.Builder> request) {
        return s3.getObjectAsBytes(builder -> {
                    builder.bucket(bucket);
                    request.accept(builder);
                })
                .asUtf8String();
    }

    @Test
    void keepsObjectsWithTheirHeadersAndMetadata() {
        s3.putObject(
                PutObjectRequest.builder()
                        .bucket(bucket)
                        .key("dir//a b+é.txt")
                        .contentType("text/plain")
                        .cacheControl("no-store")
                        .metadata(Map.of("color", "red"))
                        .tagging("stage=test")
                        .build(),
                RequestBody.fromString("hello"));
        var object = s3.getObjectAsBytes(
                request -> request.bucket(bucket).key("dir//a b+é.txt").build());
        assertThat(object.asUtf8String()).isEqualTo("hello");
        assertThat(object.response().contentType()).isEqualTo("text/plain");
        assertThat(object.response().cacheControl()).isEqualTo("no-store");
        assertThat(object.response().metadata()).containsExactly(Map.entry("color", "red"));
        assertThat(object.response().tagCount()).isEqualTo(1);
        assertThat(object.response().eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        var head = s3.headObject(request -> request.bucket(bucket).key("dir//a b+é.txt"));
        assertThat(head.contentLength()).isEqualTo(5);
    }

    @Test
    void tellsWhatIsMissing() {
        assertRefused(() -> get(request -> request.key("none")), 404, "NoSuchKey");
        assertRefused(() -> s3.listObjectsV2(request -> request.bucket("no-such-bucket")), 404, "NoSuchBucket");
        assertThatThrownBy(() -> s3.headObject(
                        request -> request.bucket(bucket).key("none").build()))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
    }

    @Test
    void readsRanges() {
        put("k", "0123456789");
        assertThat(get(request -> request.key("k").range("bytes=2-4"))).isEqualTo("234");
        assertThat(get(request -> request.key("k").range("bytes=-2"))).isEqualTo("89");
        assertThat(get(request -> request.key("k").range("bytes=8-99"))).isEqualTo("89");
        var part =
                s3.getObjectAsBytes(request -> request.bucket(bucket).key("k").range("bytes=0-0"));
        assertThat(part.response().contentRange()).isEqualTo("bytes 0-0/10");
        assertThat(part.response().sdkHttpResponse().statusCode()).isEqualTo(206);
        assertRefused(() -> get(request -> request.key("k").range("bytes=10-")), 416, "InvalidRange");
    }

    @Test
    void holdsConditions() {
        put("k", "one");
        String tag = s3.headObject(request -> request.bucket(bucket).key("k")).eTag();
        assertThat(get(request -> request.key("k").ifMatch(tag))).isEqualTo("one");
        assertRefused(() -> get(request -> request.key("k").ifMatch("other")), 412, "PreconditionFailed");
        assertThatThrownBy(() -> get(request -> request.key("k").ifNoneMatch(tag)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
        var onlyNew = PutObjectRequest.builder()
                .bucket(bucket)
                .key("k")
                .ifNoneMatch("*")
                .build();
        assertRefused(() -> s3.putObject(onlyNew, RequestBody.fromString("two")), 412, "PreconditionFailed");
        assertThat(get(request -> request.key("k"))).isEqualTo("one");
    }

    @Test
    void refusesABodyThatIsNotWhatItsChecksumSays() {
        var wrong = PutObjectRequest.builder()
                .bucket(bucket)
                .key("k")
                .checksumSHA256("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
                .build();
        assertRefused(() -> s3.putObject(wrong, RequestBody.fromString("x")), 400, "BadDigest");
        assertRefused(() -> get(request -> request.key("k")), 404, "NoSuchKey");
    }

    @Test
    void listsByPrefixAndDelimiterInPages() {
        List.of("a", "b/1", "b/2", "b/c/3", "d").forEach(key -> put(key, key));
        var listing = s3.listObjectsV2(
                request -> request.bucket(bucket).delimiter("/").build());
        assertThat(listing.contents()).extracting(S3Object::key).containsExactly("a", "d");
        assertThat(listing.commonPrefixes())
                .extracting(prefix -> prefix.prefix())
                .containsExactly("b/");
        List<String> keys = new ArrayList<>();
        var paged = ListObjectsV2Request.builder().bucket(bucket).maxKeys(2).build();
        s3.listObjectsV2Paginator(paged).contents().forEach(object -> keys.add(object.key()));
        assertThat(keys).containsExactly("a", "b/1", "b/2", "b/c/3", "d");
        var below =
                s3.listObjectsV2(request -> request.bucket(bucket).prefix("b/").delimiter("/"));
        assertThat(below.contents()).extracting(S3Object::key).containsExactly("b/1", "b/2");
        assertThat(below.commonPrefixes()).extracting(prefix -> prefix.prefix()).containsExactly("b/c/");
    }

    @Test
    void keepsVersionsAndDeleteMarkers() {
        put("k", "before");
        s3.putBucketVersioning(request ->
                request.bucket(bucket).versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED)));
        put("k", "first");
        String first = s3.headObject(request -> request.bucket(bucket).key("k")).versionId();
        put("k", "second");
        var deleted = s3.deleteObject(request -> request.bucket(bucket).key("k"));
        assertThat(deleted.deleteMarker()).isTrue();
        assertRefused(() -> get(request -> request.key("k")), 404, "NoSuchKey");
        assertThat(get(request -> request.key("k").versionId(first))).isEqualTo("first");
        assertThat(get(request -> request.key("k").versionId("null"))).isEqualTo("before");
        var versions = s3.listObjectVersions(request -> request.bucket(bucket));
        assertThat(versions.versions()).hasSize(3).noneMatch(version -> version.isLatest());
        assertThat(versions.deleteMarkers()).singleElement().matches(marker -> marker.isLatest());
        s3.deleteObject(request -> request.bucket(bucket).key("k").versionId(deleted.versionId()));
        assertThat(get(request -> request.key("k"))).isEqualTo("second");
    }

    @Test
    void joinsParts() {
        var random = new Random(7);
        var first = new byte[5 * MEBIBYTE];
        var second = new byte[1000];
        random.nextBytes(first);
        random.nextBytes(second);
        String id = s3.createMultipartUpload(request -> request.bucket(bucket)
                        .key("big")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .contentType("application/x-test"))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (byte[] content : List.of(first, second)) {
            int number = parts.size() + 1;
            var part = s3.uploadPart(
                    request -> request.bucket(bucket)
                            .key("big")
                            .uploadId(id)
                            .partNumber(number)
                            .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                    RequestBody.fromBytes(content));
            parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(part.eTag())
                    .checksumCRC32(part.checksumCRC32())
                    .build());
        }
        var made = s3.completeMultipartUpload(
                request -> request.bucket(bucket).key("big").uploadId(id).multipartUpload(to -> to.parts(parts)));
        assertThat(made.eTag()).endsWith("-2\"");
        var object = s3.getObjectAsBytes(request -> request.bucket(bucket).key("big"));
        assertThat(object.asByteArray()).startsWith(first).endsWith(second).hasSize(first.length + second.length);
        assertThat(object.response().contentType()).isEqualTo("application/x-test");
        assertRefused(
                () -> s3.abortMultipartUpload(
                        request -> request.bucket(bucket).key("big").uploadId(id)),
                404,
                "NoSuchUpload");
    }

    @Test
    void copiesWithOrWithoutMetadata() {
        s3.putObject(
                PutObjectRequest.builder()
                        .bucket(bucket)
                        .key("from")
                        .metadata(Map.of("a", "1"))
                        .build(),
                RequestBody.fromString("x"));
        s3.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey("from")
                .destinationBucket(bucket)
                .destinationKey("to"));
        assertThat(s3.headObject(request -> request.bucket(bucket).key("to")).metadata())
                .containsEntry("a", "1");
        s3.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey("from")
                .destinationBucket(bucket)
                .destinationKey("to")
                .metadataDirective("REPLACE")
                .metadata(Map.of("b", "2")));
        assertThat(s3.headObject(request -> request.bucket(bucket).key("to")).metadata())
                .containsOnlyKeys("b");
    }

    @Test
    void deletesManyAtOnceAndThenTheBucket() {
        put("a", "1");
        put("b", "2");
        assertRefused(() -> s3.deleteBucket(request -> request.bucket(bucket)), 409, "BucketNotEmpty");
        var both = Delete.builder()
                .objects(
                        ObjectIdentifier.builder().key("a").build(),
                        ObjectIdentifier.builder().key("b").build())
                .build();
        assertThat(s3.deleteObjects(request -> request.bucket(bucket).delete(both))
                        .deleted())
                .hasSize(2);
        s3.deleteBucket(request -> request.bucket(bucket));
        assertThat(s3.listBuckets().buckets()).noneMatch(each -> each.name().equals(bucket));
    }

    @Test
    void keepsSettings() {
        s3.putBucketTagging(request -> request.bucket(bucket)
                .tagging(Tagging.builder()
                        .tagSet(Tag.builder().key("a").value("1").build())
                        .build()));
        assertThat(s3.getBucketTagging(request -> request.bucket(bucket)).tagSet())
                .hasSize(1);
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::" + bucket + "/*\"}]}";
        s3.putBucketPolicy(request -> request.bucket(bucket).policy(policy));
        assertThat(s3.getBucketPolicy(request -> request.bucket(bucket)).policy())
                .isEqualTo(policy);
        assertRefused(() -> s3.putBucketPolicy(request -> request.bucket(bucket).policy("{}")), 400, "MalformedPolicy");
    }

    @Test
    void refusesByNameWhatIsNotBuilt() {
        var kms = PutObjectRequest.builder()
                .bucket(bucket)
                .key("k")
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .build();
        assertThatThrownBy(() -> s3.putObject(kms, RequestBody.fromString("x")))
                .hasMessageContaining("encryption with `aws:kms`");
        assertThatThrownBy(() -> s3.putBucketCors(request -> request.bucket(bucket)
                        .corsConfiguration(to ->
                                to.corsRules(rule -> rule.allowedMethods("GET").allowedOrigins("*")))))
                .hasMessageContaining("s3:PutBucketCors");
        assertThatThrownBy(() -> s3.putBucketNotificationConfiguration(request -> request.bucket(bucket)
                        .notificationConfiguration(to -> to.eventBridgeConfiguration(bridge -> {}))))
                .hasMessageContaining("event notifications");
    }

    @Test
    void refusesBadNames() {
        assertRefused(() -> s3.createBucket(request -> request.bucket("bucket--ol-s3")), 400, "InvalidBucketName");
        assertRefused(() -> put("k".repeat(1025), "x"), 400, "KeyTooLongError");
    }
}
