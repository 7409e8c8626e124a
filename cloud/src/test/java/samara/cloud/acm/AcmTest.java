package samara.cloud.acm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samara.cloud.CloudTest;
import samara.cloud.tls.Issued;
import samara.cloud.tls.KeyExport;
import samara.cloud.tls.Pem;
import samara.cloud.tls.TestAuthority;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.ImportCertificateRequest;
import software.amazon.awssdk.services.acm.model.InvalidArnException;
import software.amazon.awssdk.services.acm.model.InvalidDomainValidationOptionsException;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;
import software.amazon.awssdk.services.acm.model.Tag;
import software.amazon.awssdk.services.acm.model.ValidationException;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/// Certificates through the SDK.
class AcmTest extends CloudTest {
    private static AcmClient acm;
    private static TestAuthority authority;
    private static Issued issued;

    @BeforeAll
    static void start() throws Exception {
        acm = client(AcmClient.builder());
        authority = new TestAuthority("somebody else");
        issued = authority.issue("shop.example.com", Duration.ofDays(1));
    }

    private static String request(String name) {
        return acm.requestCertificate(request -> request.domainName(name)
                        .validationMethod(ValidationMethod.DNS)
                        .keyAlgorithm("EC_prime256v1"))
                .certificateArn();
    }

    private static CertificateDetail describe(String arn) {
        return acm.describeCertificate(request -> request.certificateArn(arn)).certificate();
    }

    @Test
    void issuesAtOnceWithTheRecordsOfTheValidation() throws Exception {
        String arn = acm.requestCertificate(request -> request.domainName("example.com")
                        .subjectAlternativeNames("*.example.com", "other.example.org")
                        .validationMethod(ValidationMethod.DNS))
                .certificateArn();
        assertThat(arn).matches("arn:aws:acm:us-east-1:\\d{12}:certificate/[0-9a-f-]{36}");

        CertificateDetail detail = describe(arn);
        assertThat(detail.statusAsString()).isEqualTo("ISSUED");
        assertThat(detail.typeAsString()).isEqualTo("AMAZON_ISSUED");
        assertThat(detail.keyAlgorithmAsString()).isEqualTo("RSA-2048");
        assertThat(detail.subjectAlternativeNames())
                .containsExactly("example.com", "*.example.com", "other.example.org");
        assertThat(Duration.between(detail.notBefore(), detail.notAfter())).isEqualTo(Duration.ofDays(395));
        var records = detail.domainValidationOptions();
        assertThat(records).allSatisfy(option -> {
            assertThat(option.validationStatusAsString()).isEqualTo("SUCCESS");
            assertThat(option.resourceRecord().name()).matches("_[0-9a-f]{32}\\.[a-z.]+\\.");
            assertThat(option.resourceRecord().value()).endsWith(".acm-validations.aws.");
        });
        assertThat(records.get(1).resourceRecord()).isEqualTo(records.get(0).resourceRecord());

        var pem = acm.getCertificate(request -> request.certificateArn(arn));
        var certificate = Pem.certificates(pem.certificate()).getFirst();
        var root = Pem.certificates(pem.certificateChain()).getFirst();
        certificate.verify(root.getPublicKey());
        assertThat(root).isEqualTo(cloud().authority().certificate());
    }

    @Test
    void theSameTokenIsTheSameCertificate() {
        List<String> arns = List.of("token", "token", "another").stream()
                .map(token -> acm.requestCertificate(request -> request.domainName("token.example.com")
                                .idempotencyToken(token)
                                .keyAlgorithm("EC_prime256v1"))
                        .certificateArn())
                .toList();
        assertThat(arns.get(1)).isEqualTo(arns.get(0)).isNotEqualTo(arns.get(2));
    }

    @ParameterizedTest
    @CsvSource({"no domain", "localhost", "-a.example.com", "a..example.com", "*.*.example.com"})
    void refusesNamesThatAreNoDomains(String name) {
        assertThatThrownBy(() -> request(name)).isInstanceOf(ValidationException.class);
    }

    @Test
    void refusesValidationByADomainThatIsNotAbove() {
        assertThatThrownBy(() -> acm.requestCertificate(request -> request.domainName("a.example.com")
                        .domainValidationOptions(
                                option -> option.domainName("a.example.com").validationDomain("example.org"))))
                .isInstanceOf(InvalidDomainValidationOptionsException.class);
    }

    private static ImportCertificateRequest.Builder importing(String certificate, String key, String chain) {
        var request = ImportCertificateRequest.builder()
                .certificate(SdkBytes.fromUtf8String(certificate))
                .privateKey(SdkBytes.fromUtf8String(key));
        return chain.isEmpty() ? request : request.certificateChain(SdkBytes.fromUtf8String(chain));
    }

    private static String key() {
        return Pem.of(issued.key()).pem();
    }

    @Test
    void importsACertificateAndReplacesIt() throws Exception {
        var given = importing(Pem.of(issued.certificate()), key(), authority.pem());
        String arn = acm.importCertificate(given.build()).certificateArn();
        assertThat(describe(arn).typeAsString()).isEqualTo("IMPORTED");
        assertThat(describe(arn).domainName()).isEqualTo("shop.example.com");

        Issued next = authority.issue("next.example.com", Duration.ofDays(2));
        var replacing = importing(Pem.of(next.certificate()), Pem.of(next.key()).pem(), authority.pem())
                .certificateArn(arn);
        assertThat(acm.importCertificate(replacing.build()).certificateArn()).isEqualTo(arn);
        assertThat(describe(arn).domainName()).isEqualTo("next.example.com");
        assertThatThrownBy(() -> acm.importCertificate(
                        given.certificateArn(request("issued.example.com")).build()))
                .hasMessageContaining("was not imported");
    }

    @Test
    void refusesWhatDoesNotFitTogether() throws Exception {
        String certificate = Pem.of(issued.certificate());
        String otherKey =
                Pem.of(authority.issue("other", Duration.ofDays(1)).key()).pem();
        String otherChain = new TestAuthority("somebody else").pem();
        String expired =
                Pem.of(authority.issue("old.example.com", Duration.ofDays(-1)).certificate());
        Map<ImportCertificateRequest.Builder, String> bad = Map.of(
                importing(certificate, otherKey, authority.pem()), "The private key does not match the certificate.",
                importing("text", key(), ""), "No PEM-encoded certificate was found.",
                importing(certificate.replaceFirst("\\n[A-Za-z0-9+/]{20}", "\n"), key(), authority.pem()),
                        "The certificate is not valid PEM.",
                importing(certificate, "text", ""), "No PEM-encoded private key was found.",
                importing(certificate, key(), ""), "is not a valid self signed",
                importing(certificate, key(), otherChain),
                        "Could not validate the certificate with the certificate chain.",
                importing(certificate + certificate, key(), ""), "contains more than one certificate",
                importing(expired, otherKey, ""), "does not match");
        bad.forEach((request, message) -> assertThatThrownBy(() -> acm.importCertificate(request.build()))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("PRIVATE KEY---"));
    }

    @Test
    void exportsNoKeyThatWasNotRequestedForIt() {
        SdkBytes passphrase = SdkBytes.fromUtf8String("secret words");
        String usual = request("usual.example.com");
        assertThatThrownBy(() -> acm.exportCertificate(
                        request -> request.certificateArn(usual).passphrase(passphrase)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("is not a private certificate");

        String exported = KeyExport.encrypted(issued.key(), "secret words");
        assertThat(exported).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThatThrownBy(() -> Pem.privateKey(exported)).hasMessageContaining("encrypted");
    }

    @Test
    void tagsListsAndDeletes() {
        String arn = request("tagged.example.com");
        acm.addTagsToCertificate(request -> request.certificateArn(arn)
                .tags(
                        Tag.builder().key("a").value("1").build(),
                        Tag.builder().key("b").value("2").build()));
        acm.removeTagsFromCertificate(request ->
                request.certificateArn(arn).tags(Tag.builder().key("a").build()));
        assertThat(acm.listTagsForCertificate(request -> request.certificateArn(arn))
                        .tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("b=2");
        assertThat(acm.listCertificates(request -> request.certificateStatuses(CertificateStatus.ISSUED))
                        .certificateSummaryList())
                .extracting(summary -> summary.certificateArn())
                .contains(arn);
        acm.deleteCertificate(request -> request.certificateArn(arn));
        assertThatThrownBy(() -> describe(arn)).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> describe("arn:aws:acm:us-east-1:1:certificate/x"))
                .isInstanceOf(InvalidArnException.class);
    }

    @Test
    void neverShowsAPrivateKey() {
        String secret = new String(Base64.getEncoder().encode(issued.key().getEncoded()), StandardCharsets.US_ASCII);
        assertThat(issued.toString()).doesNotContain(secret.substring(0, 40));
        assertThat(Pem.of(issued.key()).toString()).isEqualTo("Secret[…]");
    }
}
