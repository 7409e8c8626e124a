package samara.cloud.apigateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import samara.cloud.resource.ResourceContext;
import samara.wire.s3.GetObjectOutput;
import samara.wire.s3.GetObjectRequest;
import samara.wire.s3.S3Api;

/// Reads an API's definition from S3, as the deployer may.
public final class BodyInS3 {
    /// The largest definition that API Gateway imports, in bytes.
    private static final int LIMIT_BYTES = 6 * 1024 * 1024;

    private BodyInS3() {}

    /// Where a definition is.
    ///
    /// @param eTag of the object, quoted or not; another one there is an error
    public record Location(
            Optional<String> bucket, Optional<String> key, Optional<String> version, Optional<String> eTag) {}

    /// @throws samara.wire.AwsException where it isn't there, the deployer may not read it, or it is another
    public static byte[] read(Location location, ResourceContext context) {
        var request = GetObjectRequest.builder()
                .bucket(location.bucket().orElseThrow(() -> missing("Bucket")))
                .key(location.key().orElseThrow(() -> missing("Key")));
        location.version().ifPresent(request::versionId);
        GetObjectOutput object = context.calls().call(S3Api.GET_OBJECT, request.build(), context.call());
        location.eTag()
                .map(BodyInS3::unquoted)
                .filter(expected ->
                        !expected.equals(object.eTag().map(BodyInS3::unquoted).orElse("")))
                .ifPresent(expected -> {
                    throw ApiGatewayErrors.badRequest("The object of `BodyS3Location` has the ETag "
                            + object.eTag().orElse("") + ", not `" + expected + "`");
                });
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

    private static String unquoted(String eTag) {
        return eTag.replace("\"", "");
    }

    private static RuntimeException missing(String name) {
        return ApiGatewayErrors.badRequest("`BodyS3Location` has no `" + name + "`");
    }
}
