package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutMode;

/// A stage with a canary: a share of its requests sees another deployment and other variables.
class CanaryTest extends CloudTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ApiGatewayClient APIS = client(ApiGatewayClient.builder());

    private String api = "";

    @BeforeEach
    void deploy() {
        api = APIS.importRestApi(r -> r.body(document("old"))).id();
        APIS.createDeployment(r -> r.restApiId(api).stageName("v1").variables(Map.of("flavour", "sweet")));
        APIS.putRestApi(r -> r.restApiId(api).mode(PutMode.OVERWRITE).body(document("new")));
    }

    private static SdkBytes document(String version) {
        return SdkBytes.fromUtf8String("""
                {"swagger":"2.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"responses":{},
                "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":
                "{\\"statusCode\\":200}"},"responses":{"default":{"statusCode":"200","responseTemplates":{
                "application/json":"%s $stageVariables.flavour $context.isCanaryRequest"}}}}}}}}""".formatted(version));
    }

    private void canary(double percent) {
        APIS.createDeployment(r -> r.restApiId(api)
                .stageName("v1")
                .canarySettings(c -> c.percentTraffic(percent).stageVariableOverrides(Map.of("flavour", "salty"))));
    }

    private void patch(Op op, String path, String from, String value) {
        APIS.updateStage(r -> r.restApiId(api)
                .stageName("v1")
                .patchOperations(PatchOperation.builder()
                        .op(op)
                        .path(path)
                        .from(from.isEmpty() ? null : from)
                        .value(value.isEmpty() ? null : value)
                        .build()));
    }

    private String get() {
        var request = HttpRequest.newBuilder(URI.create(endpoint() + "/_aws/execute-api/" + api + "/v1/a"))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCanaryGetsItsShare() {
        assertThat(get()).isEqualTo("old sweet ");
        canary(100);
        assertThat(get()).isEqualTo("new salty true");
        patch(Op.REPLACE, "/canarySettings/percentTraffic", "", "0");
        assertThat(get()).isEqualTo("old sweet false");
        var shown = APIS.getStage(r -> r.restApiId(api).stageName("v1"));
        assertThat(shown.canarySettings().percentTraffic()).isZero();
        assertThat(shown.canarySettings().stageVariableOverrides()).containsEntry("flavour", "salty");
        assertThatThrownBy(() -> APIS.deleteDeployment(r ->
                        r.restApiId(api).deploymentId(shown.canarySettings().deploymentId())))
                .isInstanceOf(BadRequestException.class);
    }

    @Test
    void aCanaryIsPromotedByCopies() {
        canary(0);
        patch(Op.COPY, "/deploymentId", "/canarySettings/deploymentId", "");
        patch(Op.COPY, "/variables", "/canarySettings/stageVariableOverrides", "");
        patch(Op.REMOVE, "/canarySettings", "", "");
        assertThat(get()).isEqualTo("new salty ");
    }

    @Test
    void aMethodIsTestedAsItStandsWithoutADeployment() {
        String resource = APIS.getResources(r -> r.restApiId(api)).items().stream()
                .filter(each -> each.path().equals("/a"))
                .findFirst()
                .orElseThrow()
                .id();

        var tested = APIS.testInvokeMethod(r -> r.restApiId(api)
                .resourceId(resource)
                .httpMethod("GET")
                .pathWithQueryString("/a?x=1")
                .stageVariables(Map.of("flavour", "sour")));

        assertThat(tested.status()).isEqualTo(200);
        assertThat(tested.body()).isEqualTo("new sour ");
        assertThat(tested.headers()).containsEntry("Content-Type", "application/json");
        assertThat(tested.log()).contains("Method completed with status: 200");
        assertThatThrownBy(() -> APIS.testInvokeMethod(
                        r -> r.restApiId(api).resourceId(resource).httpMethod("PUT")))
                .hasMessageContaining("Invalid Method identifier specified");
    }

    @Test
    void aShareIsAPercentage() {
        assertThatThrownBy(() -> canary(101)).isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> patch(Op.COPY, "/deploymentId", "/canarySettings/deploymentId", ""))
                .hasMessageContaining("has no canary");
    }
}
