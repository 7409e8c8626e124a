package samara.cloud.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Blobs;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Body;
import samara.wire.s3.Checksum;
import samara.wire.s3.GetObjectAclOutput;
import samara.wire.s3.GetObjectAclRequest;
import samara.wire.s3.GetObjectAttributesOutput;
import samara.wire.s3.GetObjectAttributesParts;
import samara.wire.s3.GetObjectAttributesRequest;
import samara.wire.s3.GetObjectOutput;
import samara.wire.s3.GetObjectRequest;
import samara.wire.s3.GetObjectTaggingOutput;
import samara.wire.s3.GetObjectTaggingRequest;
import samara.wire.s3.HeadObjectOutput;
import samara.wire.s3.HeadObjectRequest;
import samara.wire.s3.S3Api;

/// What reads objects.
final class ObjectReads {
    private final Kernel kernel;
    private final Buckets buckets;
    private final Objects objects;

    ObjectReads(Kernel kernel, Buckets buckets, Objects objects) {
        this.kernel = kernel;
        this.buckets = buckets;
        this.objects = objects;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new S3Operation<>(
                        S3Api.GET_OBJECT,
                        (input, call) -> needs("Object", input.bucket(), input.key(), input.versionId(), call),
                        this::get),
                new S3Operation<>(
                        S3Api.HEAD_OBJECT,
                        (input, call) -> needs("Object", input.bucket(), input.key(), input.versionId(), call),
                        this::head),
                new S3Operation<>(
                        S3Api.GET_OBJECT_ATTRIBUTES,
                        (input, call) -> needs("Object", input.bucket(), input.key(), input.versionId(), call),
                        this::attributes),
                new S3Operation<>(
                        S3Api.GET_OBJECT_TAGGING,
                        (input, call) -> needs("ObjectTagging", input.bucket(), input.key(), input.versionId(), call),
                        this::tagging),
                new S3Operation<>(
                        S3Api.GET_OBJECT_ACL,
                        (input, call) -> needs("ObjectAcl", input.bucket(), input.key(), input.versionId(), call),
                        this::acl));
    }

    /// Who may not list a bucket is not told that a key is missing.
    private List<Need> needs(String what, String bucket, String key, Optional<String> version, Call call) {
        String action = "Get" + (version.isPresent() ? what.replace("Object", "ObjectVersion") : what);
        List<Need> needs = new ArrayList<>();
        needs.add(buckets.need(action, bucket, key, call));
        if (version.isEmpty()
                && buckets.find(bucket).isPresent()
                && objects.current(bucket, key).isEmpty()) {
            needs.add(buckets.need("ListBucket", bucket, call));
        }
        return needs;
    }

    /// An object that is no delete marker.
    static StoredObject find(Objects objects, String bucket, String key, Optional<String> version) {
        if (version.isPresent()) {
            StoredObject object = objects.version(bucket, key, version.get()).orElseThrow(S3Errors::noSuchVersion);
            if (object.isDeleteMarker()) {
                throw S3Errors.deleteMarker();
            }
            return object;
        }
        return objects.current(bucket, key)
                .filter(object -> !object.isDeleteMarker())
                .orElseThrow(S3Errors::noSuchKey);
    }

    private StoredObject find(String bucket, String key, Optional<String> version, Optional<String> owner) {
        buckets.get(bucket, owner);
        return find(objects, bucket, key, version);
    }

    private GetObjectOutput get(GetObjectRequest input, Call call) {
        StoredObject object = find(input.bucket(), input.key(), input.versionId(), input.expectedBucketOwner());
        new Conditions(input.ifMatch(), input.ifNoneMatch(), input.ifModifiedSince(), input.ifUnmodifiedSince())
                .checkRead(object);
        var span = ByteSpan.of(input.range(), input.partNumber(), object);
        Blobs.Stored stored = object.body().orElseThrow();
        var headers = object.headers();
        var output = GetObjectOutput.builder()
                .body(new Body.OfFile(kernel.blobs().file(stored), span.from(), span.length()))
                .acceptRanges("bytes")
                .contentLength(span.length())
                .contentRange(span.header(object.size()))
                .eTag(object.quotedTag())
                .lastModified(object.modified())
                .versionId(shownVersion(object))
                .contentType(
                        input.responseContentType().or(headers::contentType).orElse("binary/octet-stream"))
                .cacheControl(
                        input.responseCacheControl().or(headers::cacheControl).orElse(null))
                .contentDisposition(input.responseContentDisposition()
                        .or(headers::contentDisposition)
                        .orElse(null))
                .contentEncoding(input.responseContentEncoding()
                        .or(headers::contentEncoding)
                        .orElse(null))
                .contentLanguage(input.responseContentLanguage()
                        .or(headers::contentLanguage)
                        .orElse(null))
                .expires(headers.expires().orElse(null))
                .metadata(headers.metadata().isEmpty() ? null : headers.metadata())
                .serverSideEncryption("AES256")
                .storageClass(storageClass(object))
                .tagCount(object.tags().isEmpty() ? null : object.tags().size())
                .partsCount(object.parts() > 0 && input.partNumber().isPresent() ? object.parts() : null);
        if (input.checksumMode().filter("ENABLED"::equals).isPresent() && span.isWhole()) {
            object.checksum()
                    .ifPresent(sum -> output.checksumType(sum.type())
                            .checksumCRC32(sum.of("CRC32"))
                            .checksumCRC32C(sum.of("CRC32C"))
                            .checksumCRC64NVME(sum.of("CRC64NVME"))
                            .checksumSHA1(sum.of("SHA1"))
                            .checksumSHA256(sum.of("SHA256")));
        }
        return output.build();
    }

    private static @Nullable String storageClass(StoredObject object) {
        return object.headers()
                .storageClass()
                .filter(name -> !name.equals("STANDARD"))
                .orElse(null);
    }

    /// Objects without a version id tell `null` only in buckets that have versions; that is left out here.
    private static @Nullable String shownVersion(StoredObject object) {
        return ObjectWrites.shownVersion(object);
    }

    private HeadObjectOutput head(HeadObjectRequest input, Call call) {
        StoredObject object = find(input.bucket(), input.key(), input.versionId(), input.expectedBucketOwner());
        new Conditions(input.ifMatch(), input.ifNoneMatch(), input.ifModifiedSince(), input.ifUnmodifiedSince())
                .checkRead(object);
        var span = ByteSpan.of(input.range(), input.partNumber(), object);
        var headers = object.headers();
        var output = HeadObjectOutput.builder()
                .acceptRanges("bytes")
                .contentLength(span.length())
                .contentRange(span.header(object.size()))
                .eTag(object.quotedTag())
                .lastModified(object.modified())
                .versionId(shownVersion(object))
                .contentType(headers.contentType().orElse("binary/octet-stream"))
                .cacheControl(headers.cacheControl().orElse(null))
                .contentDisposition(headers.contentDisposition().orElse(null))
                .contentEncoding(headers.contentEncoding().orElse(null))
                .contentLanguage(headers.contentLanguage().orElse(null))
                .expires(headers.expires().orElse(null))
                .metadata(headers.metadata().isEmpty() ? null : headers.metadata())
                .serverSideEncryption("AES256")
                .storageClass(storageClass(object))
                .partsCount(object.parts() > 0 && input.partNumber().isPresent() ? object.parts() : null);
        if (input.checksumMode().filter("ENABLED"::equals).isPresent() && span.isWhole()) {
            object.checksum()
                    .ifPresent(sum -> output.checksumType(sum.type())
                            .checksumCRC32(sum.of("CRC32"))
                            .checksumCRC32C(sum.of("CRC32C"))
                            .checksumCRC64NVME(sum.of("CRC64NVME"))
                            .checksumSHA1(sum.of("SHA1"))
                            .checksumSHA256(sum.of("SHA256")));
        }
        return output.build();
    }

    private GetObjectAttributesOutput attributes(GetObjectAttributesRequest input, Call call) {
        StoredObject object = find(input.bucket(), input.key(), input.versionId(), input.expectedBucketOwner());
        List<String> wanted = input.objectAttributes();
        var output = GetObjectAttributesOutput.builder()
                .lastModified(object.modified())
                .versionId(shownVersion(object));
        if (wanted.contains("ETag")) {
            output.eTag(object.eTag());
        }
        if (wanted.contains("ObjectSize")) {
            output.objectSize(object.size());
        }
        if (wanted.contains("StorageClass")) {
            output.storageClass(object.headers().storageClass().orElse("STANDARD"));
        }
        if (wanted.contains("ObjectParts") && object.parts() > 0) {
            output.objectParts(GetObjectAttributesParts.builder()
                    .totalPartsCount(object.parts())
                    .build());
        }
        if (wanted.contains("Checksum")) {
            object.checksum()
                    .ifPresent(sum -> output.checksum(Checksum.builder()
                            .checksumType(sum.type())
                            .checksumCRC32(sum.of("CRC32"))
                            .checksumCRC32C(sum.of("CRC32C"))
                            .checksumCRC64NVME(sum.of("CRC64NVME"))
                            .checksumSHA1(sum.of("SHA1"))
                            .checksumSHA256(sum.of("SHA256"))
                            .build()));
        }
        return output.build();
    }

    private GetObjectTaggingOutput tagging(GetObjectTaggingRequest input, Call call) {
        StoredObject object = find(input.bucket(), input.key(), input.versionId(), input.expectedBucketOwner());
        return GetObjectTaggingOutput.builder()
                .tagSet(Tags.shown(object.tags()))
                .versionId(shownVersion(object))
                .build();
    }

    private GetObjectAclOutput acl(GetObjectAclRequest input, Call call) {
        find(input.bucket(), input.key(), input.versionId(), input.expectedBucketOwner());
        String account = buckets.get(input.bucket(), Optional.empty()).account();
        return GetObjectAclOutput.builder()
                .owner(BucketOperations.owner(account))
                .grants(List.of(BucketSettings.fullControl(account)))
                .build();
    }
}
