package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.CacheClusterStatus;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/// A stage's cache, switched on and off by the SDK.
class CachingTest extends CloudTest {
    private static final ApiGatewayClient APIS = client(ApiGatewayClient.builder());
    private final HttpClient http = HttpClient.newHttpClient();

    private static String api() {
        return APIS.importRestApi(r -> r.body(SdkBytes.fromUtf8String("""
                        {"swagger":"2.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"responses":{},
                        "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{
                        "application/json":"{\\"statusCode\\":200}"},"responses":{"default":{"statusCode":"200",
                        "responseTemplates":{"application/json":"$context.requestId"}}}}}}}}"""))).id();
    }

    private String get(String api) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(endpoint() + "/_aws/execute-api/" + api + "/v1/a"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void patch(String api, String path, String value) {
        APIS.updateStage(r -> r.restApiId(api)
                .stageName("v1")
                .patchOperations(PatchOperation.builder()
                        .op(Op.REPLACE)
                        .path(path)
                        .value(value)
                        .build()));
    }

    @Test
    void keepsAnswersWhileItIsOn() throws IOException, InterruptedException {
        String api = api();
        APIS.createDeployment(
                r -> r.restApiId(api).stageName("v1").cacheClusterEnabled(true).cacheClusterSize("1.6"));
        assertThat(get(api)).as("no method is cached yet").isNotEqualTo(get(api));

        patch(api, "/*/*/caching/enabled", "true");
        assertThat(get(api)).isEqualTo(get(api));
        var stage = APIS.getStage(r -> r.restApiId(api).stageName("v1"));
        assertThat(stage.cacheClusterEnabled()).isTrue();
        assertThat(stage.cacheClusterSize()).isEqualTo("1.6");
        assertThat(stage.cacheClusterStatus()).isEqualTo(CacheClusterStatus.AVAILABLE);

        patch(api, "/cacheClusterEnabled", "false");
        assertThat(get(api)).isNotEqualTo(get(api));
    }

    @Test
    void refusesWhatNoCacheHas() {
        String api = api();
        assertThatThrownBy(() -> APIS.createDeployment(r -> r.restApiId(api)
                        .stageName("v1")
                        .cacheClusterEnabled(true)
                        .cacheClusterSize("3")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("'3' at 'cacheClusterSize'");
        APIS.createDeployment(r -> r.restApiId(api).stageName("v1"));
        assertThatThrownBy(() -> patch(api, "/*/*/caching/ttlInSeconds", "3601"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("0 to 3600 seconds");
    }
}
