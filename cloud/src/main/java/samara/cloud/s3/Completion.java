package samara.cloud.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Blobs;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.Operation;
import samara.wire.Body;
import samara.wire.s3.CompleteMultipartUploadOutput;
import samara.wire.s3.CompleteMultipartUploadRequest;
import samara.wire.s3.CompletedPart;
import samara.wire.s3.S3Api;

/// `CompleteMultipartUpload`: makes one object of an upload's parts.
final class Completion {
    private final Kernel kernel;
    private final Buckets buckets;
    private final Uploads uploads;
    private final ObjectWrites writes;
    private final Locks locks = new Locks();

    Completion(Kernel kernel, Buckets buckets, Uploads uploads, ObjectWrites writes) {
        this.kernel = kernel;
        this.buckets = buckets;
        this.uploads = uploads;
        this.writes = writes;
    }

    Operation<?, ?> operation() {
        return new S3Operation<>(
                S3Api.COMPLETE_MULTIPART_UPLOAD,
                (input, call) -> List.of(buckets.need("PutObject", input.bucket(), input.key(), call)),
                (input, call) -> locks.locked(input.uploadId(), () -> complete(input)));
    }

    private CompleteMultipartUploadOutput complete(CompleteMultipartUploadRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        StoredUpload upload = uploads.get(input.bucket(), input.key(), input.uploadId());
        List<StoredUpload.Part> parts = parts(
                upload,
                input.multipartUpload().flatMap(wanted -> wanted.parts()).orElseThrow(S3Errors::malformedXml));
        Upload whole = join(upload, parts);
        input.mpuObjectSize().ifPresent(size -> {
            if (size != whole.stored().size()) {
                throw S3Errors.invalidRequest("The provided 'x-amz-mp-object-size' header value " + size
                        + " does not match what was computed: " + whole.stored().size());
            }
        });
        StoredObject made = writes.add(
                input.bucket(),
                input.key(),
                whole,
                new ObjectWrites.Kept(upload.headers(), upload.tags(), parts.size()),
                there -> {
                    Conditions.checkWrite(there, input.ifMatch(), input.ifNoneMatch());
                    return true;
                });
        uploads.remove(upload);
        Optional<StoredChecksum> sum = made.checksum();
        return CompleteMultipartUploadOutput.builder()
                .bucket(input.bucket())
                .key(input.key())
                .location(kernel.addresses().base() + "/" + input.bucket() + "/" + input.key())
                .eTag(made.quotedTag())
                .versionId(ObjectWrites.shownVersion(made))
                .serverSideEncryption("AES256")
                .checksumType(sum.map(StoredChecksum::type).orElse(null))
                .checksumCRC32(sum.map(s -> s.of("CRC32")).orElse(null))
                .checksumCRC32C(sum.map(s -> s.of("CRC32C")).orElse(null))
                .checksumCRC64NVME(sum.map(s -> s.of("CRC64NVME")).orElse(null))
                .checksumSHA1(sum.map(s -> s.of("SHA1")).orElse(null))
                .checksumSHA256(sum.map(s -> s.of("SHA256")).orElse(null))
                .build();
    }

    private List<StoredUpload.Part> parts(StoredUpload upload, List<CompletedPart> wanted) {
        if (wanted.isEmpty()) {
            throw S3Errors.malformedXml();
        }
        List<StoredUpload.Part> parts = new ArrayList<>();
        int last = 0;
        for (CompletedPart each : wanted) {
            int number = each.partNumber().orElseThrow(S3Errors::malformedXml);
            if (number <= last) {
                throw S3Errors.invalidPartOrder();
            }
            last = number;
            StoredUpload.Part part = uploads.part(upload, number).orElseThrow(S3Errors::invalidPart);
            if (!each.eTag().orElse("").replace("\"", "").equals(part.eTag())) {
                throw S3Errors.invalidPart();
            }
            parts.add(part);
        }
        for (StoredUpload.Part part : parts.subList(0, parts.size() - 1)) {
            if (part.body().size() < S3Limits.LEAST_PART_BYTES) {
                throw S3Errors.entityTooSmall();
            }
        }
        return parts;
    }

    private Upload join(StoredUpload upload, List<StoredUpload.Part> parts) {
        boolean isComposite =
                upload.checksumType().filter(StoredChecksum.COMPOSITE::equals).isPresent();
        Optional<String> algorithm = isComposite ? Optional.empty() : upload.checksumAlgorithm();
        Upload received;
        Body body = parts.size() == 1
                ? new Body.OfFile(
                        kernel.blobs().file(parts.getFirst().body()),
                        0,
                        parts.getFirst().body().size())
                : new Body.Streamed(stream(parts), -1);
        received = Upload.receive(
                kernel.blobs(), body, new Upload.Expected(Optional.empty(), algorithm, Optional.empty()));
        var checksum = isComposite ? composite(upload, parts) : received.checksum();
        return new Upload(received.stored(), tag(parts), checksum);
    }

    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes no iterator
    private InputStream stream(List<StoredUpload.Part> parts) {
        var bodies = parts.stream().map(StoredUpload.Part::body).iterator();
        return new SequenceInputStream(new java.util.Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return bodies.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return open(bodies.next());
            }
        });
    }

    private InputStream open(Blobs.Stored body) {
        try {
            return new Body.OfFile(kernel.blobs().file(body), 0, body.size()).open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The MD5 of the parts' MD5s, and their number.
    private static String tag(List<StoredUpload.Part> parts) {
        var md5 = ChecksumAlgorithm.digest("MD5");
        parts.forEach(part -> md5.update(HexFormat.of().parseHex(part.eTag())));
        return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
    }

    /// The sum of the parts' sums, and their number.
    private static Optional<StoredChecksum> composite(StoredUpload upload, List<StoredUpload.Part> parts) {
        String name = upload.checksumAlgorithm().orElseThrow();
        var sum = ChecksumAlgorithm.of(name).begin();
        for (StoredUpload.Part part : parts) {
            String value = part.checksum()
                    .map(checksum -> checksum.of(name))
                    .orElseThrow(() -> S3Errors.invalidRequest(
                            "The upload was created using a " + name + " checksum. The complete request must include"
                                    + " the checksum for each part. It was missing for part " + part.number()
                                    + " in the request."));
            byte[] bytes = Base64.getDecoder().decode(value);
            sum.add(bytes, 0, bytes.length);
        }
        return Optional.of(new StoredChecksum(name, sum.base64() + "-" + parts.size(), StoredChecksum.COMPOSITE));
    }
}
