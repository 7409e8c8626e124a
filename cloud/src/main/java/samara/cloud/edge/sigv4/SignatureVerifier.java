package samara.cloud.edge.sigv4;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import samara.cloud.edge.sigv4.AuthenticationException.Kind;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.Identity;

/// Tells who signed a request, and refuses what does not fit its signature.
public final class SignatureVerifier {
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);
    /// Bodies that are hashed before the request is handled: all but S3's. The largest of them is a function's code in
    /// `CreateFunction`, 50 MB in Base64.
    private static final int MAX_BUFFERED = 72 * 1024 * 1024;

    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private final Clock clock;
    private final Function<String, Optional<Identity>> keys;
    private final SigningKeys signingKeys = new SigningKeys();

    /// @param keys whose access key an id is
    public SignatureVerifier(Clock clock, Function<String, Optional<Identity>> keys) {
        this.clock = clock;
        this.keys = keys;
    }

    /// Whether a request claims to be signed.
    public static boolean isSigned(HttpRequest request) {
        return request.headers().first("Authorization").isPresent()
                || request.rawQuery()
                        .filter(query -> query.contains("X-Amz-Algorithm="))
                        .isPresent();
    }

    /// The service that a signed request names in its scope, without a look at the signature; for routing.
    ///
    /// @throws AuthenticationException where it cannot be read
    public static Optional<String> service(HttpRequest request) {
        return Signature.of(request, Query.of(request.rawQuery().orElse(null))).map(Signature::service);
    }

    /// Verifies a request.
    ///
    /// @throws AuthenticationException where it is not signed, or not rightly
    public Verified verify(HttpRequest request) {
        Query query = Query.of(request.rawQuery().orElse(null));
        Signature signature = Signature.of(request, query)
                .orElseThrow(() -> new AuthenticationException(Kind.MISSING, "Missing Authentication Token"));
        Identity identity = keys.apply(signature.accessKeyId())
                .orElseThrow(() -> new AuthenticationException(
                        Kind.UNKNOWN_KEY, "The security token included in the request is invalid."));
        checkToken(signature, identity);
        checkTime(signature);
        String declared = declaredHash(request, query, signature);
        byte[] key = signingKeys.of(identity.credentials().secretAccessKey(), signature);
        if (declared.startsWith("STREAMING-")) {
            checkSignature(request, query, signature, declared, key);
            String trailers = request.headers().first("x-amz-trailer").orElse("");
            var chunks = new ChunkedBody(request.body(), trailers, ChunkedBody.Kind.of(declared), signature, key);
            return verified(identity, signature, request, chunks);
        }
        if (declared.equals(UNSIGNED)) {
            checkSignature(request, query, signature, declared, key);
            return verified(identity, signature, request, request.body());
        }
        if (signature.service().equals("s3") && !declared.isEmpty()) {
            checkSignature(request, query, signature, declared, key);
            return verified(identity, signature, request, new HashedBody(request.body(), declared));
        }
        byte[] body = buffered(request.body());
        String hash = Hashes.sha256(body);
        if (!declared.isEmpty() && !declared.equals(hash)) {
            throw new AuthenticationException(
                    Kind.WRONG_BODY, "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        checkSignature(request, query, signature, hash, key);
        return verified(identity, signature, request, new ByteArrayInputStream(body));
    }

    private static Verified verified(Identity identity, Signature signature, HttpRequest request, InputStream body) {
        return new Verified(identity, signature.region(), signature.service(), request.withBody(body));
    }

    private static String declaredHash(HttpRequest request, Query query, Signature signature) {
        Optional<String> declared = request.headers().first("x-amz-content-sha256");
        if (signature.isPresigned() && signature.service().equals("s3")) {
            return declared.or(() -> query.first("X-Amz-Content-Sha256")).orElse(UNSIGNED);
        }
        return declared.orElse("");
    }

    private void checkSignature(HttpRequest request, Query query, Signature signature, String payloadHash, byte[] key) {
        for (String canonical : CanonicalRequest.candidates(request, query, signature, payloadHash)) {
            String text = Signature.ALGORITHM + "\n" + signature.date() + "\n" + signature.scope() + "\n"
                    + Hashes.sha256(canonical);
            if (Hashes.areSame(Hashes.hex(Hashes.hmac(key, text)), signature.signature())) {
                return;
            }
        }
        throw new AuthenticationException(
                Kind.MISMATCH,
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                        + " Access Key and signing method. Consult the service documentation for details.");
    }

    private void checkToken(Signature signature, Identity identity) {
        Optional<String> token = identity.credentials().sessionToken();
        boolean fits = token.isPresent()
                ? signature
                        .sessionToken()
                        .filter(sent -> Hashes.areSame(sent, token.get()))
                        .isPresent()
                : signature.sessionToken().filter(sent -> !sent.isEmpty()).isEmpty();
        if (!fits) {
            throw new AuthenticationException(
                    Kind.WRONG_TOKEN, "The security token included in the request is invalid.");
        }
        Optional<Instant> expiration = identity.credentials().expiration();
        if (expiration.filter(end -> !clock.machineTime().isBefore(end)).isPresent()) {
            throw new AuthenticationException(
                    Kind.EXPIRED_TOKEN, "The security token included in the request is expired");
        }
    }

    private void checkTime(Signature signature) {
        Instant signedAt = signature.signedAt();
        Instant now = clock.machineTime();
        if (signedAt.isAfter(now.plus(MAX_SKEW))) {
            throw new AuthenticationException(
                    Kind.SKEWED,
                    "Signature not yet current: " + signature.date() + " is still later than the time here, " + now
                            + " (plus 15 min.)");
        }
        if (signature.expiresSeconds().isPresent()) {
            if (now.isAfter(signedAt.plusSeconds(signature.expiresSeconds().get()))) {
                throw new AuthenticationException(Kind.EXPIRED_URL, "Request has expired");
            }
        } else if (signedAt.isBefore(now.minus(MAX_SKEW))) {
            throw new AuthenticationException(
                    Kind.SKEWED,
                    "Signature expired: " + signature.date() + " is now earlier than the time here, " + now
                            + " (minus 15 min.)");
        }
    }

    private static byte[] buffered(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BUFFERED + 1);
            if (bytes.length > MAX_BUFFERED) {
                throw new AuthenticationException(
                        Kind.BODY_TOO_LARGE, "The request is larger than " + MAX_BUFFERED / 1024 / 1024 + " MiB.");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
