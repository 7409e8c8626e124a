package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import samara.cloud.tls.Issued;
import samara.cloud.tls.TestAuthority;
import samara.cloud.tls.TlsClient;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.ResourceInUseException;
import software.amazon.awssdk.services.acm.model.ValidationMethod;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameResponse;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.s3.S3Client;

/// Custom domain names of both control planes, through the SDKs and TLS clients.
class CustomDomainTest extends CloudTest {
    private static final String BUCKET = "truststores";

    private static ApiGatewayClient rest;
    private static ApiGatewayV2Client http;
    private static AcmClient acm;
    private static S3Client s3;
    private static TlsClient tls;
    private static String echo;
    private static TestAuthority authority;

    @BeforeAll
    static void deploy() throws Exception {
        rest = client(ApiGatewayClient.builder());
        http = client(ApiGatewayV2Client.builder());
        acm = client(AcmClient.builder());
        s3 = client(S3Client.builder().forcePathStyle(true));
        tls = new TlsClient(cloud().addresses().port(), cloud().authority().certificate(), null);
        echo = restApi("$context.domainName $context.path $context.stage $context.identity.clientCert.subjectDN");
        authority = new TestAuthority("clients");
        s3.createBucket(request -> request.bucket(BUCKET));
        s3.putObject(request -> request.bucket(BUCKET).key("clients.pem"), RequestBody.fromString(authority.pem()));
    }

    /// An API that answers every `GET` with a template's text, deployed to `live` and `next`.
    private static String restApi(String text) {
        String method = """
                {"responses": {"200": {"description": "text"}}, "x-amazon-apigateway-integration": {"type": "mock",
                 "requestTemplates": {"application/json": "{\\"statusCode\\": 200}"},
                 "responses": {"default": {"statusCode": "200", "responseTemplates": {"application/json": "%s"}}}}}
                """.formatted(text);
        String body = """
                {"openapi": "3.0.1", "info": {"title": "echo", "version": "1"},
                 "paths": {"/": {"get": %s}, "/{proxy+}": {"get": %s}}}
                """.formatted(method, method);
        String api = rest.importRestApi(request -> request.body(SdkBytes.fromUtf8String(body)))
                .id();
        for (String stage : List.of("live", "next")) {
            rest.createDeployment(request -> request.restApiId(api).stageName(stage));
        }
        return api;
    }

    private static String certificate(String... names) {
        return acm.requestCertificate(request -> request.domainName(names[0])
                        .subjectAlternativeNames(names)
                        .validationMethod(ValidationMethod.DNS)
                        .keyAlgorithm("EC_prime256v1"))
                .certificateArn();
    }

    private static CreateDomainNameResponse domain(String name, String certificateArn) {
        return rest.createDomainName(request -> request.domainName(name)
                .regionalCertificateArn(certificateArn)
                .endpointConfiguration(configuration -> configuration.types(EndpointType.REGIONAL)));
    }

    private static void map(String domain, @Nullable String basePath, @Nullable String stage) {
        rest.createBasePathMapping(request ->
                request.domainName(domain).basePath(basePath).restApiId(echo).stage(stage));
    }

    @Test
    void servesADomainByItsMappings() throws IOException {
        var made = domain("api.example.com", certificate("api.example.com"));
        assertThat(made.regionalDomainName()).matches("d-[a-z0-9]{10}\\.execute-api\\.us-east-1\\.amazonaws\\.com");
        assertThat(made.regionalHostedZoneId()).isEqualTo("Z1UJRXOUMOOFQ8");
        map("api.example.com", "v1", "live");
        map("api.example.com", "v2", null);

        assertThat(tls.get("api.example.com", "/v1/pets"))
                .startsWith("certificate: CN=api.example.com\r\nHTTP/1.1 200")
                .contains("api.example.com /v1/pets live");
        assertThat(tls.get("api.example.com", "/v1")).contains("api.example.com /v1 live");
        assertThat(tls.get("api.example.com", "/v2/next/pets")).contains("api.example.com /v2/next/pets next");
        assertThat(tls.get("api.example.com", "/v11/pets"))
                .contains("403 Forbidden")
                .contains("No mapping");

        assertThatThrownBy(() -> map("api.example.com", "v1", "next"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("Base path already exists for this domain name");
        assertThatThrownBy(() -> map("api.example.com", "a/b", "next"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("use API Gateway V2");
        assertThatThrownBy(() -> map("api.example.com", "v3", "nowhere")).hasMessageContaining("Invalid stage");
        assertThatThrownBy(() -> rest.deleteRestApi(request -> request.restApiId(echo)))
                .hasMessageContaining("remove all base path mappings");

        rest.updateBasePathMapping(request -> request.domainName("api.example.com")
                .basePath("v1")
                .patchOperations(patch -> patch.op(Op.REPLACE).path("/stage").value("next")));
        assertThat(tls.get("api.example.com", "/v1/pets")).contains("/v1/pets next");
        rest.deleteBasePathMapping(
                request -> request.domainName("api.example.com").basePath("v1"));
        assertThat(tls.get("api.example.com", "/v1/pets")).contains("403 Forbidden");
    }

    @Test
    void answersWithoutTlsAndByPathToo() throws Exception {
        domain("plain.example.com", certificate("plain.example.com"));
        map("plain.example.com", null, "live");
        try (var client = HttpClient.newHttpClient()) {
            var byPath = HttpRequest.newBuilder(URI.create(endpoint() + "/_aws/domains/plain.example.com/a"));
            assertThat(client.send(byPath.build(), HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("plain.example.com /a live");
        }
    }

    @Test
    void refusesDuplicatesAndCertificatesThatDoNotFit() {
        String certificate = certificate("one.example.com");
        domain("one.example.com", certificate);
        assertThatThrownBy(() -> domain("ONE.example.com", certificate))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("The domain name you provided already exists.");
        assertThatThrownBy(() -> domain("two.example.com", certificate))
                .hasMessageContaining("is not one of the names");
        assertThatThrownBy(() -> domain("two.example.com", certificate.replaceFirst(".$", "x")))
                .hasMessageContaining("was not found");
        assertThatThrownBy(() -> rest.createDomainName(request -> request.domainName("two.example.com")))
                .hasMessageContaining("A certificate was not provided for the endpoint type EDGE.");
        assertThatThrownBy(() -> rest.getDomainName(request -> request.domainName("two.example.com")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Invalid domain name identifier specified");

        assertThatThrownBy(() -> acm.deleteCertificate(request -> request.certificateArn(certificate)))
                .isInstanceOf(ResourceInUseException.class);
        rest.deleteDomainName(request -> request.domainName("one.example.com"));
        acm.deleteCertificate(request -> request.certificateArn(certificate));
    }

    @Test
    void takesTheLongestOfTheMappingsOfSeveralLevels() throws IOException {
        String certificate = certificate("*.example.org");
        http.createDomainName(request -> request.domainName("*.example.org")
                .domainNameConfigurations(configuration -> configuration.certificateArn(certificate)));
        for (Map.Entry<String, String> mapping :
                Map.of("", "live", "a", "next", "a/b", "live").entrySet()) {
            http.createApiMapping(request -> request.domainName("*.example.org")
                    .apiMappingKey(mapping.getKey())
                    .apiId(echo)
                    .stage(mapping.getValue()));
        }
        assertThat(tls.get("shop.example.org", "/x")).contains("shop.example.org /x live");
        assertThat(tls.get("shop.example.org", "/a/x")).contains("shop.example.org /a/x next");
        assertThat(tls.get("shop.example.org", "/a/b/x")).contains("shop.example.org /a/b/x live");
        assertThatThrownBy(() -> http.createApiMapping(request -> request.domainName("*.example.org")
                        .apiMappingKey("a/b")
                        .apiId(echo)
                        .stage("next")))
                .hasMessageContaining("ApiMapping key already exists for this domain name");
        assertThat(rest.getBasePathMappings(request -> request.domainName("*.example.org"))
                        .items())
                .extracting(mapping -> mapping.basePath() + " " + mapping.stage())
                .containsExactly("(none) live", "a next", "a/b live");
    }

    private static void mutual(String name) {
        String certificate = certificate(name);
        rest.createDomainName(request -> request.domainName(name)
                .regionalCertificateArn(certificate)
                .endpointConfiguration(configuration -> configuration.types(EndpointType.REGIONAL))
                .mutualTlsAuthentication(mutual -> mutual.truststoreUri("s3://" + BUCKET + "/clients.pem")));
        map(name, null, "live");
    }

    @Test
    void acceptsOnlyClientsOfTheTruststoreUnderMutualTls() throws Exception {
        mutual("mutual.example.com");
        Issued good = authority.issue("somebody", Duration.ofDays(1));
        assertThat(tls.as(good).get("mutual.example.com", "/x"))
                .contains("HTTP/1.1 200")
                .contains("mutual.example.com /x live CN=somebody,O=Test,C=DE");
        Issued nested = authority.below("branch").issue("nested", Duration.ofDays(1));
        assertThat(tls.as(nested).get("mutual.example.com", "/x")).contains("CN=nested");

        assertThatThrownBy(() -> tls.get("mutual.example.com", "/x")).isInstanceOf(IOException.class);
        Issued expired = authority.issue("expired", Duration.ofDays(-1));
        assertThatThrownBy(() -> tls.as(expired).get("mutual.example.com", "/x"))
                .isInstanceOf(IOException.class);
        Issued foreign = new TestAuthority("clients").issue("foreign", Duration.ofDays(1));
        assertThatThrownBy(() -> tls.as(foreign).get("mutual.example.com", "/x"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void letsNoOtherHandshakeReachADomainWithMutualTls() throws Exception {
        mutual("fronted.example.com");
        domain("front.example.com", certificate("front.example.com"));
        Issued good = authority.issue("somebody", Duration.ofDays(1));
        assertThat(tls.as(good).get("front.example.com", "fronted.example.com", "/x"))
                .contains("403 Forbidden");
        assertThat(tls.as(good).get("localhost", "fronted.example.com", "/x")).contains("403 Forbidden");
        assertThat(tls.get("localhost", "localhost", "/_aws/domains/fronted.example.com/x"))
                .contains("403 Forbidden");
        assertThat(tls.as(good).get("fronted.example.com", "/x")).contains("HTTP/1.1 200");
    }

    @Test
    void readsTheTruststoreAgainWhenTheDomainIsUpdated() throws Exception {
        mutual("changing.example.com");
        var other = new TestAuthority("others");
        Issued client = other.issue("other", Duration.ofDays(1));
        assertThatThrownBy(() -> tls.as(client).get("changing.example.com", "/"))
                .isInstanceOf(IOException.class);
        s3.putObject(
                request -> request.bucket(BUCKET).key("others.pem"),
                RequestBody.fromString("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" + other.pem()));
        var updated = rest.updateDomainName(request -> request.domainName("changing.example.com")
                .patchOperations(patch -> patch.op(Op.REPLACE)
                        .path("/mutualTlsAuthentication/truststoreUri")
                        .value("s3://" + BUCKET + "/others.pem")));
        assertThat(updated.mutualTlsAuthentication().truststoreWarnings())
                .containsExactly("Certificate 1 of the truststore could not be parsed and is ignored.");
        assertThat(tls.as(client).get("changing.example.com", "/")).contains("HTTP/1.1 200");

        rest.updateDomainName(request -> request.domainName("changing.example.com")
                .patchOperations(patch -> patch.op(Op.REPLACE)
                        .path("/mutualTlsAuthentication/truststoreUri")
                        .value("")));
        assertThat(tls.get("changing.example.com", "/")).contains("HTTP/1.1 200");
    }

    @Test
    void refusesTruststoresThatAreNone() {
        String certificate = certificate("bad.example.com");
        s3.putObject(request -> request.bucket(BUCKET).key("text"), RequestBody.fromString("no certificates"));
        for (Map.Entry<String, String> bad : Map.of(
                        "s3://" + BUCKET + "/missing",
                        "Invalid truststore URI/versionId specified. S3 answered NoSuchKey",
                        "https://example.com/x",
                        "Invalid truststore URI/versionId specified.",
                        "s3://" + BUCKET + "/text",
                        "holds no PEM-encoded certificate")
                .entrySet()) {
            assertThatThrownBy(() -> http.createDomainName(request -> request.domainName("bad.example.com")
                            .mutualTlsAuthentication(mutual -> mutual.truststoreUri(bad.getKey()))
                            .domainNameConfigurations(configuration -> configuration.certificateArn(certificate))))
                    .hasMessageContaining(bad.getValue());
        }
    }
}
