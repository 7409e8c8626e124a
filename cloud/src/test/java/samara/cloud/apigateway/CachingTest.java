package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.CacheClusterStatus;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
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
    void isEmptiedOnDemand() throws IOException, InterruptedException {
        String api = api();
        APIS.createDeployment(r -> r.restApiId(api).stageName("v1").cacheClusterEnabled(true));
        patch(api, "/*/*/caching/enabled", "true");
        String before = get(api);
        assertThat(get(api)).isEqualTo(before);

        APIS.flushStageCache(r -> r.restApiId(api).stageName("v1"));

        assertThat(get(api)).isNotEqualTo(before);
        assertThatThrownBy(() -> APIS.flushStageCache(r -> r.restApiId(api).stageName("v2")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void isRenewedByWhoMay() throws IOException, InterruptedException {
        String api = api();
        APIS.createDeployment(r -> r.restApiId(api).stageName("v1").cacheClusterEnabled(true));
        patch(api, "/*/*/caching/enabled", "true");
        patch(api, "/*/*/caching/requireAuthorizationForCacheControl", "true");
        patch(api, "/*/*/caching/unauthorizedCacheControlHeaderStrategy", "FAIL_WITH_403");
        String before = get(api);

        assertThat(renewed(api, Optional.empty()).statusCode()).isEqualTo(403);
        assertThat(get(api)).isEqualTo(before);
        assertThat(renewed(api, Optional.of("wrong")).statusCode()).isEqualTo(403);
        HttpResponse<String> renewed = renewed(api, Optional.of("test"));
        assertThat(renewed.statusCode()).isEqualTo(200);
        assertThat(renewed.body()).isNotEqualTo(before).isEqualTo(get(api));
    }

    /// Asks for a new answer, signed by the administrator where a secret key is given.
    private HttpResponse<String> renewed(String api, Optional<String> secretKey)
            throws IOException, InterruptedException {
        URI uri = URI.create(endpoint() + "/_aws/execute-api/" + api + "/v1/a");
        var request = HttpRequest.newBuilder(uri).header("Cache-Control", "max-age=0");
        secretKey.ifPresent(key -> AwsV4HttpSigner.create()
                .sign(r -> r.identity(AwsCredentialsIdentity.create("test", key))
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.GET)
                                .uri(uri)
                                .build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request()
                .forEachHeader((name, values) -> {
                    if (!name.equals("Host")) {
                        request.header(name, values.getFirst());
                    }
                }));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
