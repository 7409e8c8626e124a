package samara.cloud.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.protocol.QueryString;
import samara.wire.s3.CopyObjectOutput;
import samara.wire.s3.CopyObjectRequest;
import samara.wire.s3.CopyObjectResult;
import samara.wire.s3.S3Api;

/// Copies of objects within the cloud. Bodies are shared, not copied.
final class Copies {
    private final Kernel kernel;
    private final Buckets buckets;
    private final Objects objects;
    private final ObjectWrites writes;

    Copies(Kernel kernel, Buckets buckets, Objects objects, ObjectWrites writes) {
        this.kernel = kernel;
        this.buckets = buckets;
        this.objects = objects;
        this.writes = writes;
    }

    List<Operation<?, ?>> all() {
        return List.of(new S3Operation<>(S3Api.COPY_OBJECT, this::needs, this::copy));
    }

    /// What `x-amz-copy-source` names: `bucket/key?versionId=…`, its parts encoded.
    record Source(String bucket, String key, Optional<String> versionId) {

        static Source of(String header) {
            String path = header;
            Optional<String> version = Optional.empty();
            int mark = header.indexOf("?versionId=");
            if (mark >= 0) {
                version = Optional.of(header.substring(mark + "?versionId=".length()));
                path = header.substring(0, mark);
            }
            String plain = QueryString.decodePath(path.startsWith("/") ? path.substring(1) : path);
            int slash = plain.indexOf('/');
            if (plain.startsWith("arn:")) {
                throw S3Errors.notBuilt("copies from access points");
            }
            if (slash <= 0 || slash == plain.length() - 1) {
                throw S3Errors.invalidArgument(
                        "Copy Source must mention the source bucket and key: " + "sourcebucket/sourcekey");
            }
            return new Source(plain.substring(0, slash), plain.substring(slash + 1), version);
        }

        Need need(Buckets buckets, Call call) {
            return buckets.need(versionId.isPresent() ? "GetObjectVersion" : "GetObject", bucket, key, call);
        }
    }

    private List<Need> needs(CopyObjectRequest input, Call call) {
        List<Need> needs = new ArrayList<>();
        needs.add(Source.of(input.copySource()).need(buckets, call));
        needs.addAll(writes.putNeeds(input.bucket(), input.key(), input.tagging(), call));
        return needs;
    }

    private CopyObjectOutput copy(CopyObjectRequest input, Call call) {
        Refusals.copy(input);
        buckets.get(input.bucket(), input.expectedBucketOwner());
        ObjectWrites.checkKey(input.key());
        Source source = Source.of(input.copySource());
        buckets.get(source.bucket(), input.expectedSourceBucketOwner());
        StoredObject from = ObjectReads.find(objects, source.bucket(), source.key(), source.versionId());
        new Conditions(
                        input.copySourceIfMatch(),
                        input.copySourceIfNoneMatch(),
                        input.copySourceIfModifiedSince(),
                        input.copySourceIfUnmodifiedSince())
                .checkSource(from);
        boolean replaces = input.metadataDirective().orElse("COPY").equals("REPLACE");
        if (!replaces
                && source.versionId().isEmpty()
                && source.bucket().equals(input.bucket())
                && source.key().equals(input.key())
                && input.storageClass().isEmpty()
                && input.taggingDirective().isEmpty()) {
            throw S3Errors.invalidRequest("This copy request is illegal because it is trying to copy an object to"
                    + " itself without changing the object's metadata, storage class, website redirect location or"
                    + " encryption attributes.");
        }
        Map<String, String> tags = input.taggingDirective().orElse("COPY").equals("REPLACE")
                ? input.tagging().map(Tags::ofHeader).orElse(Map.of())
                : from.tags();
        var upload = summed(from, input.checksumAlgorithm());
        var headers = replaces ? Headers.of(input) : from.headers();
        StoredObject made =
                writes.add(input.bucket(), input.key(), upload, new ObjectWrites.Kept(headers, tags, 0), there -> {
                    Conditions.checkWrite(there, input.ifMatch(), input.ifNoneMatch());
                    return true;
                });
        return CopyObjectOutput.builder()
                .copyObjectResult(CopyObjectResult.builder()
                        .eTag(made.quotedTag())
                        .lastModified(made.modified())
                        .checksumType(made.checksum().map(StoredChecksum::type).orElse(null))
                        .checksumCRC32(
                                made.checksum().map(sum -> sum.of("CRC32")).orElse(null))
                        .checksumCRC32C(
                                made.checksum().map(sum -> sum.of("CRC32C")).orElse(null))
                        .checksumCRC64NVME(
                                made.checksum().map(sum -> sum.of("CRC64NVME")).orElse(null))
                        .checksumSHA1(made.checksum().map(sum -> sum.of("SHA1")).orElse(null))
                        .checksumSHA256(
                                made.checksum().map(sum -> sum.of("SHA256")).orElse(null))
                        .build())
                .copySourceVersionId(ObjectWrites.shownVersion(from))
                .versionId(ObjectWrites.shownVersion(made))
                .serverSideEncryption("AES256")
                .build();
    }

    /// The copied body: as it is, or read once more for another sum or for the tag of an object that came in parts.
    private Upload summed(StoredObject from, Optional<String> algorithm) {
        var stored = from.body().orElseThrow();
        boolean isAsWanted = algorithm.isEmpty()
                || from.checksum()
                        .filter(sum -> sum.algorithm().equals(algorithm.get()))
                        .isPresent();
        if (isAsWanted && from.parts() == 0) {
            return new Upload(stored, from.eTag(), from.checksum());
        }
        var wanted = algorithm.or(() -> from.checksum().map(StoredChecksum::algorithm));
        return Upload.receive(
                kernel.blobs(),
                new samara.wire.Body.OfFile(kernel.blobs().file(stored), 0, stored.size()),
                new Upload.Expected(Optional.empty(), wanted, Optional.empty()));
    }
}
