package samara.cloud.s3;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import samara.cloud.s3.StoredObject.ObjectHeaders;
import samara.wire.s3.CopyObjectRequest;
import samara.wire.s3.CreateMultipartUploadRequest;
import samara.wire.s3.PutObjectRequest;
import samara.wire.s3.UploadPartRequest;

/// From requests to what objects keep of their headers.
final class Headers {
    static final ObjectHeaders NONE = new ObjectHeaders(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    private Headers() {}

    static ObjectHeaders of(PutObjectRequest input) {
        return new ObjectHeaders(
                input.contentType(),
                input.cacheControl(),
                input.contentDisposition(),
                encoding(input.contentEncoding()),
                input.contentLanguage(),
                input.expires(),
                input.storageClass(),
                metadata(input.metadata()));
    }

    static ObjectHeaders of(CreateMultipartUploadRequest input) {
        return new ObjectHeaders(
                input.contentType(),
                input.cacheControl(),
                input.contentDisposition(),
                encoding(input.contentEncoding()),
                input.contentLanguage(),
                input.expires(),
                input.storageClass(),
                metadata(input.metadata()));
    }

    static ObjectHeaders of(CopyObjectRequest input) {
        return new ObjectHeaders(
                input.contentType(),
                input.cacheControl(),
                input.contentDisposition(),
                encoding(input.contentEncoding()),
                input.contentLanguage(),
                input.expires(),
                input.storageClass(),
                metadata(input.metadata()));
    }

    /// `aws-chunked` is about how the body came, not about the object.
    private static Optional<String> encoding(Optional<String> header) {
        return header.map(value -> String.join(
                        ",",
                        java.util.Arrays.stream(value.split(","))
                                .map(String::strip)
                                .filter(part -> !part.equals("aws-chunked") && !part.isEmpty())
                                .toList()))
                .filter(value -> !value.isEmpty());
    }

    private static Map<String, String> metadata(Optional<Map<String, String>> sent) {
        Map<String, String> metadata = sent.orElse(Map.of());
        int bytes = 0;
        for (var entry : metadata.entrySet()) {
            bytes += entry.getKey().length() + entry.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > S3Limits.METADATA_BYTES) {
            throw new samara.wire.AwsException(
                    "MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size");
        }
        return metadata;
    }

    static Upload.Expected expected(PutObjectRequest input) {
        var sum = new Sum(input.checksumAlgorithm())
                .or("CRC32", input.checksumCRC32())
                .or("CRC32C", input.checksumCRC32C())
                .or("CRC64NVME", input.checksumCRC64NVME())
                .or("SHA1", input.checksumSHA1())
                .or("SHA256", input.checksumSHA256());
        return new Upload.Expected(input.contentMD5(), sum.algorithm, sum.value);
    }

    static Upload.Expected expected(UploadPartRequest input, Optional<String> ofUpload) {
        var sum = new Sum(input.checksumAlgorithm().or(() -> ofUpload))
                .or("CRC32", input.checksumCRC32())
                .or("CRC32C", input.checksumCRC32C())
                .or("CRC64NVME", input.checksumCRC64NVME())
                .or("SHA1", input.checksumSHA1())
                .or("SHA256", input.checksumSHA256());
        return new Upload.Expected(input.contentMD5(), sum.algorithm, sum.value);
    }

    /// The sum that a request says to compute, or comes with.
    private static final class Sum {
        private Optional<String> algorithm;
        private Optional<String> value = Optional.empty();

        Sum(Optional<String> algorithm) {
            this.algorithm = algorithm;
        }

        Sum or(String name, Optional<String> sent) {
            if (sent.isPresent() && value.isEmpty()) {
                algorithm = Optional.of(name);
                value = sent;
            }
            return this;
        }
    }
}
