package samara.cloud.s3;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.wire.Body;
import samara.wire.s3.AbortMultipartUploadOutput;
import samara.wire.s3.AbortMultipartUploadRequest;
import samara.wire.s3.CopyPartResult;
import samara.wire.s3.CreateMultipartUploadOutput;
import samara.wire.s3.CreateMultipartUploadRequest;
import samara.wire.s3.ListMultipartUploadsOutput;
import samara.wire.s3.ListMultipartUploadsRequest;
import samara.wire.s3.ListPartsOutput;
import samara.wire.s3.ListPartsRequest;
import samara.wire.s3.MultipartUpload;
import samara.wire.s3.Part;
import samara.wire.s3.S3Api;
import samara.wire.s3.UploadPartCopyOutput;
import samara.wire.s3.UploadPartCopyRequest;
import samara.wire.s3.UploadPartOutput;
import samara.wire.s3.UploadPartRequest;

/// Uploads in parts, up to their completion, which is [Completion]'s.
final class MultipartOperations {
    private final Kernel kernel;
    private final Buckets buckets;
    private final Objects objects;
    private final Uploads uploads;
    private final ObjectWrites writes;

    MultipartOperations(Kernel kernel, Buckets buckets, Objects objects, Uploads uploads, ObjectWrites writes) {
        this.kernel = kernel;
        this.buckets = buckets;
        this.objects = objects;
        this.uploads = uploads;
        this.writes = writes;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new S3Operation<>(
                        S3Api.CREATE_MULTIPART_UPLOAD,
                        (input, call) -> writes.putNeeds(input.bucket(), input.key(), input.tagging(), call),
                        this::create),
                new S3Operation<>(
                        S3Api.UPLOAD_PART,
                        (input, call) -> List.of(buckets.need("PutObject", input.bucket(), input.key(), call)),
                        this::upload),
                new S3Operation<>(
                        S3Api.UPLOAD_PART_COPY,
                        (input, call) -> List.of(
                                Copies.Source.of(input.copySource()).need(buckets, call),
                                buckets.need("PutObject", input.bucket(), input.key(), call)),
                        this::copy),
                new S3Operation<>(
                        S3Api.ABORT_MULTIPART_UPLOAD,
                        (input, call) ->
                                List.of(buckets.need("AbortMultipartUpload", input.bucket(), input.key(), call)),
                        this::abort),
                new S3Operation<>(
                        S3Api.LIST_PARTS,
                        (input, call) ->
                                List.of(buckets.need("ListMultipartUploadParts", input.bucket(), input.key(), call)),
                        this::listParts),
                new S3Operation<>(
                        S3Api.LIST_MULTIPART_UPLOADS,
                        (input, call) -> List.of(buckets.need("ListBucketMultipartUploads", input.bucket(), call)),
                        this::list));
    }

    private CreateMultipartUploadOutput create(CreateMultipartUploadRequest input, Call call) {
        Refusals.multipart(input);
        buckets.get(input.bucket(), input.expectedBucketOwner());
        ObjectWrites.checkKey(input.key());
        input.checksumAlgorithm().ifPresent(ChecksumAlgorithm::of);
        String type = input.checksumType()
                .orElse(
                        input.checksumAlgorithm().filter("CRC64NVME"::equals).isPresent()
                                ? StoredChecksum.FULL_OBJECT
                                : StoredChecksum.COMPOSITE);
        var upload = new StoredUpload(
                input.bucket(),
                input.key(),
                kernel.ids().secret(64).replaceAll("[+/]", "_"),
                kernel.clock().now(),
                Headers.of(input),
                input.tagging().map(Tags::ofHeader).orElse(Map.of()),
                input.checksumAlgorithm(),
                input.checksumAlgorithm().map(algorithm -> type));
        uploads.add(upload);
        return CreateMultipartUploadOutput.builder()
                .bucket(input.bucket())
                .key(input.key())
                .uploadId(upload.id())
                .serverSideEncryption("AES256")
                .checksumAlgorithm(input.checksumAlgorithm().orElse(null))
                .checksumType(upload.checksumType().orElse(null))
                .build();
    }

    private static void checkNumber(int number) {
        if (number < 1 || number > S3Limits.PARTS) {
            throw S3Errors.invalidArgument("Part number must be an integer between 1 and 10000, inclusive");
        }
    }

    private UploadPartOutput upload(UploadPartRequest input, Call call) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        checkNumber(input.partNumber());
        StoredUpload upload = uploads.get(input.bucket(), input.key(), input.uploadId());
        Upload received = Upload.receive(
                kernel.blobs(), input.body().orElse(Body.empty()), Headers.expected(input, upload.checksumAlgorithm()));
        addPart(upload, input.partNumber(), received);
        Optional<StoredChecksum> sum = received.checksum();
        return UploadPartOutput.builder()
                .eTag("\"" + received.eTag() + "\"")
                .serverSideEncryption("AES256")
                .checksumCRC32(sum.map(s -> s.of("CRC32")).orElse(null))
                .checksumCRC32C(sum.map(s -> s.of("CRC32C")).orElse(null))
                .checksumCRC64NVME(sum.map(s -> s.of("CRC64NVME")).orElse(null))
                .checksumSHA1(sum.map(s -> s.of("SHA1")).orElse(null))
                .checksumSHA256(sum.map(s -> s.of("SHA256")).orElse(null))
                .build();
    }

    private StoredUpload.Part addPart(StoredUpload upload, int number, Upload received) {
        // Looked up once more: it may have been aborted or completed while the body came.
        uploads.get(upload.bucket(), upload.key(), upload.id());
        var part = new StoredUpload.Part(
                number, received.stored(), received.eTag(), kernel.clock().now(), received.checksum());
        uploads.addPart(upload, part);
        return part;
    }

    private UploadPartCopyOutput copy(UploadPartCopyRequest input, Call call) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        checkNumber(input.partNumber());
        StoredUpload upload = uploads.get(input.bucket(), input.key(), input.uploadId());
        var source = Copies.Source.of(input.copySource());
        buckets.get(source.bucket(), input.expectedSourceBucketOwner());
        StoredObject from = ObjectReads.find(objects, source.bucket(), source.key(), source.versionId());
        new Conditions(
                        input.copySourceIfMatch(),
                        input.copySourceIfNoneMatch(),
                        input.copySourceIfModifiedSince(),
                        input.copySourceIfUnmodifiedSince())
                .checkSource(from);
        var span = ByteSpan.of(input.copySourceRange(), Optional.empty(), from);
        Upload received = Upload.receive(
                kernel.blobs(),
                new Body.OfFile(kernel.blobs().file(from.body().orElseThrow()), span.from(), span.length()),
                new Upload.Expected(Optional.empty(), upload.checksumAlgorithm(), Optional.empty()));
        var part = addPart(upload, input.partNumber(), received);
        return UploadPartCopyOutput.builder()
                .copySourceVersionId(ObjectWrites.shownVersion(from))
                .copyPartResult(CopyPartResult.builder()
                        .eTag(part.quotedTag())
                        .lastModified(part.modified())
                        .build())
                .build();
    }

    private AbortMultipartUploadOutput abort(AbortMultipartUploadRequest input, Call call) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        uploads.remove(uploads.get(input.bucket(), input.key(), input.uploadId()));
        return AbortMultipartUploadOutput.builder().build();
    }

    private ListPartsOutput listParts(ListPartsRequest input, Call call) {
        StoredBucket bucket = buckets.get(input.bucket(), input.expectedBucketOwner());
        StoredUpload upload = uploads.get(input.bucket(), input.key(), input.uploadId());
        int most = Math.min(input.maxParts().orElse(S3Limits.PAGE), S3Limits.PAGE);
        int after = input.partNumberMarker().orElse(0);
        List<StoredUpload.Part> rest = uploads.parts(upload).stream()
                .filter(part -> part.number() > after)
                .toList();
        List<StoredUpload.Part> page = rest.stream().limit(most).toList();
        var owner = BucketOperations.owner(bucket.account());
        return ListPartsOutput.builder()
                .bucket(input.bucket())
                .key(input.key())
                .uploadId(upload.id())
                .owner(owner)
                .maxParts(most)
                .partNumberMarker(after)
                .isTruncated(rest.size() > page.size())
                .nextPartNumberMarker(page.isEmpty() ? null : page.getLast().number())
                .storageClass(upload.headers().storageClass().orElse("STANDARD"))
                .checksumAlgorithm(upload.checksumAlgorithm().orElse(null))
                .checksumType(upload.checksumType().orElse(null))
                .parts(page.stream()
                        .map(part -> Part.builder()
                                .partNumber(part.number())
                                .eTag(part.quotedTag())
                                .size(part.body().size())
                                .lastModified(part.modified())
                                .build())
                        .toList())
                .build();
    }

    private ListMultipartUploadsOutput list(ListMultipartUploadsRequest input, Call call) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        if (input.delimiter().isPresent()) {
            throw S3Errors.notBuilt("`delimiter` of ListMultipartUploads");
        }
        int most = Math.min(input.maxUploads().orElse(S3Limits.PAGE), S3Limits.PAGE);
        String key = input.keyMarker().orElse("");
        String id = input.uploadIdMarker().orElse("");
        List<StoredUpload> rest = uploads.in(input.bucket(), input.prefix().orElse("")).stream()
                .filter(upload -> upload.key().compareTo(key) > 0
                        || upload.key().equals(key)
                                && !id.isEmpty()
                                && upload.id().compareTo(id) > 0)
                .toList();
        List<StoredUpload> page = rest.stream().limit(most).toList();
        boolean isTruncated = rest.size() > page.size() && !page.isEmpty();
        return ListMultipartUploadsOutput.builder()
                .bucket(input.bucket())
                .prefix(input.prefix().orElse(null))
                .keyMarker(key)
                .uploadIdMarker(id)
                .maxUploads(most)
                .isTruncated(isTruncated)
                .nextKeyMarker(isTruncated ? page.getLast().key() : null)
                .nextUploadIdMarker(isTruncated ? page.getLast().id() : null)
                .uploads(page.stream()
                        .map(upload -> MultipartUpload.builder()
                                .key(upload.key())
                                .uploadId(upload.id())
                                .initiated(upload.initiated())
                                .storageClass(upload.headers().storageClass().orElse("STANDARD"))
                                .build())
                        .toList())
                .build();
    }
}
