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
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import samara.cloud.tls.KeyKind;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;

/// Certificates by which backends know that API Gateway calls them.
class ClientCertificateTest extends CloudTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ApiGatewayClient apis;
    private static Upstream backend;

    @BeforeAll
    static void start() throws Exception {
        apis = client(ApiGatewayClient.builder());
        backend = Upstream.secure(cloud().authority().issue(List.of("127.0.0.1"), KeyKind.EC_PRIME256V1));
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    private static String get(String api) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(endpoint() + "/_aws/execute-api/" + api + "/v1"))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static Map<String, String> deployed() {
        CloudFormationClient stacks = client(CloudFormationClient.builder());
        stacks.createStack(r -> r.stackName("certificates").templateBody("""
                Resources:
                  Certificate: {Type: AWS::ApiGateway::ClientCertificate, Properties: {Description: for pets,
                    Tags: [{Key: team, Value: pets}]}}
                  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: pets}}
                  Method: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, HttpMethod: GET,
                    ResourceId: !GetAtt Api.RootResourceId, AuthorizationType: NONE, Integration: {Type: HTTP_PROXY,
                    IntegrationHttpMethod: GET, Uri: "%s", TlsConfig: {InsecureSkipVerification: true}}}}
                  Deployment: {Type: AWS::ApiGateway::Deployment, DependsOn: Method, Properties: {RestApiId: !Ref Api}}
                  Stage: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, StageName: v1,
                    DeploymentId: !Ref Deployment, ClientCertificateId: !GetAtt Certificate.ClientCertificateId}}
                Outputs: {Api: {Value: !Ref Api}, Certificate: {Value: !Ref Certificate}}
                """.formatted(backend.url("/pets"))));
        return stacks
                .waiter()
                .waitUntilStackCreateComplete(r -> r.stackName("certificates"), SOON)
                .matched()
                .response()
                .orElseThrow()
                .stacks()
                .getFirst()
                .outputs()
                .stream()
                .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }

    @Test
    void aStageShowsItsCertificateToItsBackends() throws IOException, InterruptedException {
        Map<String, String> made = deployed();
        String api = made.getOrDefault("Api", "");
        String certificate = made.getOrDefault("Certificate", "");

        assertThat(get(api)).isEqualTo("GET here /pets CN=ApiGateway");

        var shown = apis.getClientCertificate(r -> r.clientCertificateId(certificate));
        assertThat(shown.description()).isEqualTo("for pets");
        assertThat(shown.tags()).containsEntry("team", "pets");
        assertThat(shown.pemEncodedCertificate()).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(shown.expirationDate()).isEqualTo(shown.createdDate().plus(Duration.ofDays(365)));
        assertThatThrownBy(() -> apis.deleteClientCertificate(r -> r.clientCertificateId(certificate)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(api + "/v1");

        apis.updateStage(r -> r.restApiId(api)
                .stageName("v1")
                .patchOperations(
                        p -> p.op(Op.REPLACE).path("/clientCertificateId").value("")));
        assertThat(get(api)).isEqualTo("GET here /pets nobody");
        String root =
                apis.getResources(r -> r.restApiId(api)).items().getFirst().id();
        assertThat(apis.testInvokeMethod(r -> r.restApiId(api)
                                .resourceId(root)
                                .httpMethod("GET")
                                .clientCertificateId(certificate))
                        .body())
                .isEqualTo("GET here /pets CN=ApiGateway");
        apis.deleteClientCertificate(r -> r.clientCertificateId(certificate));
        assertThatThrownBy(() -> apis.updateStage(r -> r.restApiId(api)
                        .stageName("v1")
                        .patchOperations(p ->
                                p.op(Op.REPLACE).path("/clientCertificateId").value(certificate))))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Client Certificate");
    }

    @Test
    void certificatesAreDescribedAndTagged() {
        String id = apis.generateClientCertificate(r -> r.description("one")).clientCertificateId();
        assertThat(apis.updateClientCertificate(r -> r.clientCertificateId(id)
                                .patchOperations(p ->
                                        p.op(Op.REPLACE).path("/description").value("two")))
                        .description())
                .isEqualTo("two");
        apis.tagResource(r -> r.resourceArn("arn:aws:apigateway:us-east-1::/clientcertificates/" + id)
                .tags(Map.of("a", "b")));
        assertThat(apis.getClientCertificates().items())
                .filteredOn(one -> one.clientCertificateId().equals(id))
                .singleElement()
                .satisfies(one -> assertThat(one.tags()).containsEntry("a", "b"));
    }
}
