package samara.cloud.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Blobs;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.AwsException;
import samara.wire.Body;
import samara.wire.s3.DeleteObjectOutput;
import samara.wire.s3.DeleteObjectRequest;
import samara.wire.s3.DeleteObjectTaggingOutput;
import samara.wire.s3.DeleteObjectTaggingRequest;
import samara.wire.s3.DeleteObjectsOutput;
import samara.wire.s3.DeleteObjectsRequest;
import samara.wire.s3.DeletedObject;
import samara.wire.s3.ObjectIdentifier;
import samara.wire.s3.PutObjectAclOutput;
import samara.wire.s3.PutObjectAclRequest;
import samara.wire.s3.PutObjectOutput;
import samara.wire.s3.PutObjectRequest;
import samara.wire.s3.PutObjectTaggingOutput;
import samara.wire.s3.PutObjectTaggingRequest;
import samara.wire.s3.S3Api;
import samara.wire.s3.S3Error;

/// What changes objects, but for copies and uploads in parts.
final class ObjectWrites {
    private final Kernel kernel;
    private final Buckets buckets;
    private final Objects objects;

    ObjectWrites(Kernel kernel, Buckets buckets, Objects objects) {
        this.kernel = kernel;
        this.buckets = buckets;
        this.objects = objects;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new S3Operation<>(
                        S3Api.PUT_OBJECT,
                        (input, call) -> putNeeds(input.bucket(), input.key(), input.tagging(), call),
                        this::put),
                new S3Operation<>(
                        S3Api.DELETE_OBJECT,
                        (input, call) -> List.of(deleteNeed(input.bucket(), input.key(), input.versionId(), call)),
                        this::delete),
                new S3Operation<>(S3Api.DELETE_OBJECTS, this::deleteNeeds, this::deleteAll),
                new S3Operation<>(
                        S3Api.PUT_OBJECT_TAGGING,
                        (input, call) -> List.of(
                                buckets.need(tagging("Put", input.versionId()), input.bucket(), input.key(), call)),
                        this::tag),
                new S3Operation<>(
                        S3Api.DELETE_OBJECT_TAGGING,
                        (input, call) -> List.of(
                                buckets.need(tagging("Delete", input.versionId()), input.bucket(), input.key(), call)),
                        this::untag),
                new S3Operation<>(
                        S3Api.PUT_OBJECT_ACL,
                        (input, call) -> List.of(buckets.need("PutObjectAcl", input.bucket(), input.key(), call)),
                        this::putAcl));
    }

    private static String tagging(String verb, Optional<String> version) {
        return verb + (version.isPresent() ? "ObjectVersionTagging" : "ObjectTagging");
    }

    List<Need> putNeeds(String bucket, String key, Optional<String> tagging, Call call) {
        List<Need> needs = new ArrayList<>();
        needs.add(buckets.need("PutObject", bucket, key, call));
        if (tagging.isPresent()) {
            needs.add(buckets.need("PutObjectTagging", bucket, key, call));
        }
        return needs;
    }

    private Need deleteNeed(String bucket, String key, Optional<String> version, Call call) {
        return buckets.need(version.isPresent() ? "DeleteObjectVersion" : "DeleteObject", bucket, key, call);
    }

    private List<Need> deleteNeeds(DeleteObjectsRequest input, Call call) {
        return input.delete().objects().stream()
                .map(each -> deleteNeed(input.bucket(), each.key(), each.versionId(), call))
                .toList();
    }

    private PutObjectOutput put(PutObjectRequest input, Call call) {
        Refusals.upload(input);
        buckets.get(input.bucket(), input.expectedBucketOwner());
        checkKey(input.key());
        var headers = Headers.of(input);
        var tags = input.tagging().map(Tags::ofHeader).orElse(Map.of());
        Upload upload = Upload.receive(kernel.blobs(), input.body().orElse(Body.empty()), Headers.expected(input));
        StoredObject made = add(input.bucket(), input.key(), upload, new Kept(headers, tags, 0), now -> {
            Conditions.checkWrite(now, input.ifMatch(), input.ifNoneMatch());
            return true;
        });
        Optional<StoredChecksum> sum = made.checksum();
        return PutObjectOutput.builder()
                .eTag(made.quotedTag())
                .versionId(shownVersion(made))
                .serverSideEncryption("AES256")
                .checksumCRC32(sum.map(s -> s.of("CRC32")).orElse(null))
                .checksumCRC32C(sum.map(s -> s.of("CRC32C")).orElse(null))
                .checksumCRC64NVME(sum.map(s -> s.of("CRC64NVME")).orElse(null))
                .checksumSHA1(sum.map(s -> s.of("SHA1")).orElse(null))
                .checksumSHA256(sum.map(s -> s.of("SHA256")).orElse(null))
                .checksumType(sum.map(StoredChecksum::type).orElse(null))
                .build();
    }

    /// What an object keeps beside its body.
    record Kept(StoredObject.ObjectHeaders headers, Map<String, String> tags, int parts) {}

    /// Adds a version whose body is kept already.
    StoredObject add(
            String bucketName,
            String key,
            Upload upload,
            Kept kept,
            java.util.function.Predicate<Optional<StoredObject>> condition) {
        Instant now = kernel.clock().now();
        return buckets.whileThere(
                bucketName,
                bucket -> objects.add(
                        bucket,
                        key,
                        (sequence, version) -> new StoredObject(
                                bucketName,
                                key,
                                sequence,
                                version,
                                now,
                                Optional.of(upload.stored()),
                                upload.eTag(),
                                kept.headers(),
                                kept.tags(),
                                upload.checksum(),
                                kept.parts()),
                        condition));
    }

    static void checkKey(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > S3Limits.KEY_BYTES) {
            throw S3Errors.keyTooLong();
        }
        if (key.isEmpty() || key.indexOf('\0') >= 0) {
            throw S3Errors.invalidArgument("A key is not empty and holds no NUL.");
        }
    }

    /// The version id of an answer: that of objects without one is not told.
    static @org.jspecify.annotations.Nullable String shownVersion(StoredObject object) {
        return object.hasNullVersion() ? null : object.versionId();
    }

    private DeleteObjectOutput delete(DeleteObjectRequest input, Call call) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        if (input.ifMatch().isPresent()) {
            Conditions.checkWrite(
                    objects.current(input.bucket(), input.key()).filter(object -> !object.isDeleteMarker()),
                    input.ifMatch(),
                    Optional.empty());
        }
        Deleted deleted = delete(input.bucket(), input.key(), input.versionId());
        return DeleteObjectOutput.builder()
                .deleteMarker(deleted.marker ? true : null)
                .versionId(deleted.versionId.orElse(null))
                .build();
    }

    /// What a deletion did.
    ///
    /// @param marker whether a delete marker was made, or taken away
    private record Deleted(boolean marker, Optional<String> versionId) {}

    private Deleted delete(String bucketName, String key, Optional<String> version) {
        if (version.isPresent()) {
            return objects.remove(bucketName, key, version.get())
                    .map(removed -> new Deleted(removed.isDeleteMarker(), version))
                    .orElse(new Deleted(false, version));
        }
        return buckets.whileThere(bucketName, bucket -> {
            if (bucket.versioning().isEmpty()) {
                objects.remove(bucketName, key, StoredObject.NULL_VERSION);
                return new Deleted(false, Optional.empty());
            }
            Instant now = kernel.clock().now();
            StoredObject marker = objects.add(
                    bucket,
                    key,
                    (sequence, id) -> new StoredObject(
                            bucketName,
                            key,
                            sequence,
                            id,
                            now,
                            Optional.<Blobs.Stored>empty(),
                            "",
                            Headers.NONE,
                            Map.of(),
                            Optional.empty(),
                            0),
                    condition -> true);
            return new Deleted(true, Optional.of(marker.versionId()));
        });
    }

    private DeleteObjectsOutput deleteAll(DeleteObjectsRequest input, Call call) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        List<ObjectIdentifier> wanted = input.delete().objects();
        if (wanted.isEmpty() || wanted.size() > S3Limits.DELETES) {
            throw S3Errors.malformedXml();
        }
        List<DeletedObject> deleted = new ArrayList<>();
        List<S3Error> errors = new ArrayList<>();
        for (ObjectIdentifier each : wanted) {
            try {
                Deleted done = delete(input.bucket(), each.key(), each.versionId());
                deleted.add(DeletedObject.builder()
                        .key(each.key())
                        .versionId(each.versionId().orElse(null))
                        .deleteMarker(done.marker ? true : null)
                        .deleteMarkerVersionId(done.marker ? done.versionId.orElse(null) : null)
                        .build());
            } catch (AwsException e) {
                errors.add(S3Error.builder()
                        .key(each.key())
                        .code(e.code())
                        .message(e.message())
                        .build());
            }
        }
        boolean quiet = input.delete().quiet().orElse(false);
        return DeleteObjectsOutput.builder()
                .deleted(quiet ? null : deleted)
                .errors(errors.isEmpty() ? null : errors)
                .build();
    }

    private PutObjectTaggingOutput tag(PutObjectTaggingRequest input, Call call) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        StoredObject object = ObjectReads.find(objects, input.bucket(), input.key(), input.versionId());
        Map<String, String> tags = Tags.ofObject(input.tagging().tagSet());
        objects.change(object, now -> now.withTags(tags));
        return PutObjectTaggingOutput.builder().versionId(shownVersion(object)).build();
    }

    private DeleteObjectTaggingOutput untag(DeleteObjectTaggingRequest input, Call call) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        StoredObject object = ObjectReads.find(objects, input.bucket(), input.key(), input.versionId());
        objects.change(object, now -> now.withTags(Map.of()));
        return DeleteObjectTaggingOutput.builder()
                .versionId(shownVersion(object))
                .build();
    }

    private PutObjectAclOutput putAcl(PutObjectAclRequest input, Call call) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        ObjectReads.find(objects, input.bucket(), input.key(), input.versionId());
        Refusals.ownAcl(input.acl(), input.accessControlPolicy().orElse(null));
        return PutObjectAclOutput.builder().build();
    }
}
