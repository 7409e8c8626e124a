package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpResponse;
import samara.wire.Blob;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateApiKeyRequest;
import samara.wire.apigateway.CreateUsagePlanKeyRequest;
import samara.wire.apigateway.CreateUsagePlanRequest;
import samara.wire.apigateway.ImportRestApiRequest;
import samara.wire.apigateway.QuotaSettings;

/// Usage plans and their keys.
class UsagePlanTest extends ServiceInMemory {
    @Test
    void countsAPlansQuotaAndStartsAnewTheNextDay() {
        String api = calls.call(
                        ApiGatewayApi.IMPORT_REST_API,
                        ImportRestApiRequest.builder()
                                .body(Blob.of(DOCUMENT.replace(
                                                "\"responses\":{},",
                                                "\"responses\":{},\"security\":[{\"api_key\":[]}],")
                                        .replace(
                                                "\"paths\"",
                                                "\"securityDefinitions\":{\"api_key\":{\"type\":\"apiKey\",\"name\":"
                                                        + "\"x-api-key\",\"in\":\"header\"}},\"paths\"")
                                        .getBytes(StandardCharsets.UTF_8)))
                                .build(),
                        admin)
                .id()
                .orElseThrow();
        deploy(api, "Prod");
        var key = calls.call(
                ApiGatewayApi.CREATE_API_KEY,
                CreateApiKeyRequest.builder().name("k").enabled(true).build(),
                admin);
        String plan = calls.call(
                        ApiGatewayApi.CREATE_USAGE_PLAN,
                        CreateUsagePlanRequest.builder()
                                .name("p")
                                .apiStages(List.of(samara.wire.apigateway.ApiStage.builder()
                                        .apiId(api)
                                        .stage("Prod")
                                        .build()))
                                .quota(QuotaSettings.builder()
                                        .limit(2)
                                        .period("DAY")
                                        .build())
                                .build(),
                        admin)
                .id()
                .orElseThrow();
        Headers headers = Headers.of("x-api-key", key.value().orElseThrow());
        String path = "/_aws/execute-api/" + api + "/Prod/hello/1";
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(403);
        calls.call(
                ApiGatewayApi.CREATE_USAGE_PLAN_KEY,
                CreateUsagePlanKeyRequest.builder()
                        .usagePlanId(plan)
                        .keyId(key.id().orElseThrow())
                        .keyType("API_KEY")
                        .build(),
                admin);
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(200);
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(200);
        HttpResponse over = get("127.0.0.1", path, headers);
        assertThat(over.status()).isEqualTo(429);
        assertThat(body(over)).isEqualTo("{\"message\":\"Limit Exceeded\"}");
        clock.advance(Duration.ofDays(1));
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(200);
    }
}
