package samara.cloud.apigateway.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.tls.BadCertificateException;
import samara.cloud.tls.Pem;
import samara.cloud.tls.TrustStore;
import samara.wire.AwsException;
import samara.wire.s3.GetObjectOutput;
import samara.wire.s3.GetObjectRequest;
import samara.wire.s3.S3Api;

/// Reads truststores from S3, as the one who asks for mutual TLS may.
record Truststores(Kernel kernel) {
    private static final Pattern URI = Pattern.compile("s3://([a-z0-9.-]{3,63})/(.{1,1024})");

    StoredDomain.Trusted read(DomainSettings.Truststore at, Call call) {
        String bundle = text(at, call);
        try {
            return new StoredDomain.Trusted(
                    bundle, TrustStore.read(bundle, kernel.clock().now()).warnings());
        } catch (BadCertificateException e) {
            throw DomainErrors.badRequest(e.getMessage() + " (" + at.uri() + ")");
        }
    }

    private String text(DomainSettings.Truststore at, Call call) {
        Matcher uri = URI.matcher(at.uri());
        if (!uri.matches()) {
            throw DomainErrors.truststore("It looks like `s3://bucket/key`.");
        }
        var request = GetObjectRequest.builder().bucket(uri.group(1)).key(uri.group(2));
        at.version().ifPresent(request::versionId);
        try {
            GetObjectOutput object = kernel.calls().call(S3Api.GET_OBJECT, request.build(), call);
            if (object.body().isEmpty()) {
                throw DomainErrors.truststore("The object is empty.");
            }
            try (InputStream in = object.body().get().open()) {
                byte[] bytes = in.readNBytes(Pem.LIMIT_BYTES + 1);
                if (bytes.length > Pem.LIMIT_BYTES) {
                    throw DomainErrors.truststore("The truststore exceeds 1 MB.");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AwsException e) {
            if (e.code().equals("BadRequestException")) {
                throw e;
            }
            throw DomainErrors.truststore("S3 answered " + e.code() + ": " + e.message());
        }
    }
}
