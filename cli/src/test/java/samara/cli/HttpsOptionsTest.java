package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Ids;
import samara.cloud.tls.Issued;
import samara.cloud.tls.KeyKind;
import samara.cloud.tls.LocalAuthority;
import samara.cloud.tls.Pem;

/// `local start-api` with a certificate.
class HttpsOptionsTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: Prod
                  DefinitionBody:
                    openapi: 3.0.1
                    info: {title: mock, version: '1'}
                    paths:
                      /hello:
                        get:
                          responses: {'200': {description: text}}
                          x-amazon-apigateway-integration:
                            type: mock
                            requestTemplates: {application/json: '{"statusCode": 200}'}
                            responses:
                              default:
                                statusCode: '200'
                                responseTemplates: {application/json: '$context.protocol $context.domainName'}
            """;

    @TempDir
    Path folder;

    private LocalAuthority authority;

    @BeforeEach
    void certificate() throws IOException {
        authority = new LocalAuthority(folder, Clock.system(), Ids.random());
        Issued issued = authority.issue(List.of("localhost", "127.0.0.1"), KeyKind.EC_PRIME256V1);
        Files.writeString(folder.resolve("cert.pem"), Pem.of(issued.chain()));
        Files.writeString(folder.resolve("key.pem"), Pem.of(issued.key()).pem());
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
    }

    private HttpClient client() throws Exception {
        var known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        known.setCertificateEntry("ca", authority.certificate());
        var managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(known);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    @Test
    void servesHttpsAloneWithTheCertificateThatIsGiven() throws Exception {
        try (var served = new Served(
                        folder,
                        "local",
                        "start-api",
                        "-p",
                        "0",
                        "--ssl-cert-file",
                        "cert.pem",
                        "--ssl-key-file",
                        "key.pem");
                var client = client()) {
            URI url = served.at("/hello");
            assertThat(served.err()).contains("The API runs at https://127.0.0.1:");
            var answer = client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("HTTP/2.0 127.0.0.1");
            URI plain = URI.create(url.toString().replaceFirst("^https:", "http:"));
            assertThatThrownBy(() ->
                            client.send(HttpRequest.newBuilder(plain).build(), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesFilesThatAreBrokenOrDoNotFit() throws IOException {
        Issued other = authority.issue(List.of("localhost"), KeyKind.EC_PRIME256V1);
        Files.writeString(folder.resolve("other.pem"), Pem.of(other.key()).pem());
        Files.writeString(folder.resolve("text.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

        assertThat(refusal("cert.pem", "other.pem")).contains("The private key does not match the certificate.");
        assertThat(refusal("cert.pem", "text.pem")).contains("text.pem: The private key is not valid");
        assertThat(refusal("key.pem", "key.pem")).contains("No PEM-encoded certificate was found.");
        assertThat(refusal("none.pem", "key.pem")).contains("none.pem can't be read.");
    }

    private String refusal(String certificate, String key) {
        Run run = Run.of(folder, "local", "start-api", "--ssl-cert-file", certificate, "--ssl-key-file", key);
        assertThat(run.exitCode()).isEqualTo(1);
        return run.err();
    }
}
