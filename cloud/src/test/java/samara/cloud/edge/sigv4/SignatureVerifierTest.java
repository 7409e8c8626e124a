package samara.cloud.edge.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samara.cloud.edge.sigv4.AuthenticationException.Kind;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Credentials;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.Identity;
import samara.cloud.kernel.Principal;
import samara.wire.AwsException;

/// The examples of S3's documentation, with the key and the signatures that are published there.
///
/// See <https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>.
class SignatureVerifierTest {
    private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final String HOST = "examplebucket.s3.amazonaws.com";
    private static final String SCOPE = KEY + "/20130524/us-east-1/s3/aws4_request";
    private static final Identity OWNER = new Identity(
            new Credentials(KEY, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Optional.empty(), Optional.empty()),
            new Principal.Root(new Account("000000000000")),
            new Account("000000000000"));

    @Test
    void takesASignatureInTheHeader() {
        assertThat(verifierAt("2013-05-24T00:00:00Z")
                        .verify(get(HEADER_SIGNATURE))
                        .identity())
                .isEqualTo(OWNER);
    }

    @Test
    void refusesASignatureOfAnotherRequest() {
        String wrong = HEADER_SIGNATURE.replace('f', 'e');
        assertThatThrownBy(() -> verifierAt("2013-05-24T00:00:00Z").verify(get(wrong)))
                .isInstanceOfSatisfying(
                        AuthenticationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MISMATCH));
    }

    @Test
    void refusesASignatureThatIsSixteenMinutesOld() {
        assertThatThrownBy(() -> verifierAt("2013-05-24T00:16:00Z").verify(get(HEADER_SIGNATURE)))
                .isInstanceOfSatisfying(
                        AuthenticationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SKEWED));
    }

    @Test
    void takesAPresignedUrlUntilItExpires() {
        assertThat(verifierAt("2013-05-24T23:59:00Z").verify(presigned()).identity())
                .isEqualTo(OWNER);
        assertThatThrownBy(() -> verifierAt("2013-05-25T00:01:00Z").verify(presigned()))
                .isInstanceOfSatisfying(
                        AuthenticationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.EXPIRED_URL));
    }

    @Test
    void takesABodyOfSignedChunks() throws IOException {
        var verified = verifierAt("2013-05-24T00:00:00Z").verify(chunked('a'));
        assertThat(verified.request().body().readAllBytes()).hasSize(66_560).containsOnly('a');
    }

    @Test
    void refusesAChunkThatWasChangedOnItsWay() {
        var body = verifierAt("2013-05-24T00:00:00Z")
                .verify(chunked('b'))
                .request()
                .body();
        assertThatThrownBy(body::readAllBytes)
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("SignatureDoesNotMatch"));
    }

    @Test
    void refusesAKeyThatNobodyHas() {
        var verifier = new SignatureVerifier(clock("2013-05-24T00:00:00Z"), id -> Optional.empty());
        assertThatThrownBy(() -> verifier.verify(get(HEADER_SIGNATURE)))
                .isInstanceOfSatisfying(
                        AuthenticationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNKNOWN_KEY));
    }

    private static final String HEADER_SIGNATURE = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";

    private static HttpRequest get(String signature) {
        return request(
                "GET",
                "/test.txt",
                Optional.empty(),
                Map.of(
                        "Host",
                        HOST,
                        "Range",
                        "bytes=0-9",
                        "x-amz-content-sha256",
                        Hashes.EMPTY_SHA256,
                        "x-amz-date",
                        "20130524T000000Z",
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + SCOPE
                                + ",SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature="
                                + signature),
                new byte[0]);
    }

    private static HttpRequest presigned() {
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + SCOPE.replace("/", "%2F")
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
                + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
        return request("GET", "/test.txt", Optional.of(query), Map.of("Host", HOST), new byte[0]);
    }

    private static HttpRequest chunked(char content) {
        var body = new ByteArrayOutputStream();
        chunk(body, 65_536, content, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648");
        chunk(body, 1024, content, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497");
        chunk(body, 0, content, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
        return request(
                "PUT",
                "/examplebucket/chunkObject.txt",
                Optional.empty(),
                Map.of(
                        "Host", "s3.amazonaws.com",
                        "x-amz-date", "20130524T000000Z",
                        "x-amz-storage-class", "REDUCED_REDUNDANCY",
                        "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "Content-Encoding", "aws-chunked",
                        "x-amz-decoded-content-length", "66560",
                        "Content-Length", "66824",
                        "Authorization",
                                "AWS4-HMAC-SHA256 Credential=" + SCOPE
                                        + ",SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;"
                                        + "x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,Signature="
                                        + "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"),
                body.toByteArray());
    }

    private static void chunk(ByteArrayOutputStream body, int size, char content, String signature) {
        String head = Integer.toHexString(size) + ";chunk-signature=" + signature + "\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(String.valueOf(content).repeat(size).getBytes(StandardCharsets.US_ASCII));
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static HttpRequest request(
            String method, String path, Optional<String> query, Map<String, String> headers, byte[] body) {
        List<Headers.Header> list = new ArrayList<>();
        headers.forEach((name, value) -> list.add(new Headers.Header(name, value)));
        return new HttpRequest(
                method, path, query, new Headers(list), new ByteArrayInputStream(body), HOST, "127.0.0.1", "id");
    }

    private static SignatureVerifier verifierAt(String time) {
        return new SignatureVerifier(clock(time), id -> id.equals(KEY) ? Optional.of(OWNER) : Optional.empty());
    }

    private static Clock clock(String time) {
        return Clock.frozenAt(Instant.parse(time));
    }
}
