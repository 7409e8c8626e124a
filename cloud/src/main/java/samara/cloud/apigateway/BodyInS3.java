package samara.cloud.apigateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import samara.cloud.resource.ResourceContext;
import samara.wire.s3.GetObjectOutput;
import samara.wire.s3.GetObjectRequest;
import samara.wire.s3.S3Api;

/// Reads an API's definition from S3, as the deployer may.
final class BodyInS3 {
    /// The largest definition that API Gateway imports, in bytes.
    private static final int LIMIT_BYTES = 6 * 1024 * 1024;

    private BodyInS3() {}

    static byte[] read(RestApiResource.S3Location location, ResourceContext context) {
        var request = GetObjectRequest.builder()
                .bucket(location.bucket().orElseThrow(() -> missing("Bucket")))
                .key(location.key().orElseThrow(() -> missing("Key")));
        location.version().ifPresent(request::versionId);
        GetObjectOutput object = context.calls().call(S3Api.GET_OBJECT, request.build(), context.call());
        if (object.body().isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = object.body().get().open()) {
            byte[] text = in.readNBytes(LIMIT_BYTES + 1);
            if (text.length > LIMIT_BYTES) {
                throw ApiGatewayErrors.badRequest("The API's definition exceeds 6 MB");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException missing(String name) {
        return ApiGatewayErrors.badRequest("`BodyS3Location` has no `" + name + "`");
    }
}
