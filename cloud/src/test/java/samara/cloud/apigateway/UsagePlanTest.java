package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpResponse;
import samara.wire.Blob;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateApiKeyRequest;
import samara.wire.apigateway.CreateUsagePlanKeyRequest;
import samara.wire.apigateway.CreateUsagePlanRequest;
import samara.wire.apigateway.GetUsageRequest;
import samara.wire.apigateway.ImportRestApiRequest;
import samara.wire.apigateway.PatchOperation;
import samara.wire.apigateway.QuotaSettings;
import samara.wire.apigateway.UpdateUsagePlanRequest;
import samara.wire.apigateway.UpdateUsageRequest;
import samara.wire.apigateway.Usage;

/// Usage plans and their keys.
class UsagePlanTest extends ServiceInMemory {
    private String api = "";
    private String plan = "";
    private String path = "";
    private Headers headers = Headers.none();
    private String key = "";

    @BeforeEach
    void deployAnApiBehindAPlan() {
        api = calls.call(
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
        var made = calls.call(
                ApiGatewayApi.CREATE_API_KEY,
                CreateApiKeyRequest.builder().name("k").enabled(true).build(),
                admin);
        plan = calls.call(
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
        key = made.id().orElseThrow();
        headers = Headers.of("x-api-key", made.value().orElseThrow());
        path = "/_aws/execute-api/" + api + "/Prod/hello/1";
    }

    private void addTheKey() {
        calls.call(
                ApiGatewayApi.CREATE_USAGE_PLAN_KEY,
                CreateUsagePlanKeyRequest.builder()
                        .usagePlanId(plan)
                        .keyId(key)
                        .keyType("API_KEY")
                        .build(),
                admin);
    }

    private void patch(String at, String value) {
        calls.call(
                ApiGatewayApi.UPDATE_USAGE_PLAN,
                UpdateUsagePlanRequest.builder()
                        .usagePlanId(plan)
                        .patchOperations(List.of(PatchOperation.builder()
                                .op("replace")
                                .path(at)
                                .value(value)
                                .build()))
                        .build(),
                admin);
    }

    @Test
    void throttlesOneMethodOfAStage() {
        addTheKey();
        String limits = "/apiStages/" + api + ":Prod/throttle/~1hello~1{id}/GET/";
        patch(limits + "rateLimit", "1");
        patch(limits + "burstLimit", "1");
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(200);
        HttpResponse over = get("127.0.0.1", path, headers);
        assertThat(over.status()).isEqualTo(429);
        assertThat(body(over)).isEqualTo("{\"message\":\"Too Many Requests\"}");
        assertThatThrownBy(() -> patch("/apiStages/" + api + ":Test/throttle/~1a/GET/rateLimit", "1"))
                .hasMessageContaining("has no API stage");
        assertThatThrownBy(() -> patch("/apiStages/" + api + ":Prod/throttle/~1a", "1"))
                .hasMessageContaining("Invalid patch path");
    }

    @Test
    void countsAPlansQuotaAndStartsAnewTheNextDay() {
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(403);
        addTheKey();
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(200);
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(200);
        HttpResponse over = get("127.0.0.1", path, headers);
        assertThat(over.status()).isEqualTo(429);
        assertThat(body(over)).isEqualTo("{\"message\":\"Limit Exceeded\"}");
        clock.advance(Duration.ofDays(1));
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(200);
    }

    private Usage usage(int daysBefore, int daysAfter) {
        LocalDate today = LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
        return calls.call(
                ApiGatewayApi.GET_USAGE,
                GetUsageRequest.builder()
                        .usagePlanId(plan)
                        .startDate(today.minusDays(daysBefore).toString())
                        .endDate(today.plusDays(daysAfter).toString())
                        .build(),
                admin);
    }

    private Usage leave(String op, String at, String value) {
        return calls.call(
                ApiGatewayApi.UPDATE_USAGE,
                UpdateUsageRequest.builder()
                        .usagePlanId(plan)
                        .keyId(key)
                        .patchOperations(List.of(PatchOperation.builder()
                                .op(op)
                                .path(at)
                                .value(value)
                                .build()))
                        .build(),
                admin);
    }

    @Test
    void tellsWhatIsUsedOfAQuotaDayByDayAndExtendsIt() {
        patch("/quota/period", "WEEK");
        addTheKey();
        // Sunday, on which a week begins.
        while (LocalDate.ofInstant(clock.now(), ZoneOffset.UTC).getDayOfWeek() != DayOfWeek.SUNDAY) {
            clock.advance(Duration.ofDays(1));
        }
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(200);
        clock.advance(Duration.ofDays(2));
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(200);
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(429);

        List<Long> unused = List.of(0L, 2L);
        Usage used = usage(3, 5);
        assertThat(used.usagePlanId()).contains(plan);
        assertThat(used.items().orElseThrow())
                .isEqualTo(Map.of(
                        key,
                        List.of(
                                unused,
                                List.of(1L, 1L),
                                List.of(0L, 1L),
                                List.of(1L, 0L),
                                List.of(0L, 0L),
                                List.of(0L, 0L),
                                List.of(0L, 0L),
                                List.of(0L, 0L),
                                unused)));

        assertThat(leave("replace", "/remaining", "1").items().orElseThrow())
                .isEqualTo(Map.of(key, List.of(List.of(1L, 1L))));
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(200);
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(429);
        assertThat(usage(0, 0).items().orElseThrow()).isEqualTo(Map.of(key, List.of(List.of(2L, 0L))));
    }

    @Test
    void refusesUsageThatCanNotBeMeant() {
        addTheKey();
        assertThatThrownBy(() -> usage(-1, 0)).hasMessageContaining("Invalid date range");
        assertThatThrownBy(() -> usage(400, 0)).hasMessageContaining("at most 366 days");
        assertThatThrownBy(() -> calls.call(
                        ApiGatewayApi.GET_USAGE,
                        GetUsageRequest.builder()
                                .usagePlanId(plan)
                                .startDate("yesterday")
                                .endDate("2026-11-24")
                                .build(),
                        admin))
                .hasMessageContaining("Invalid `startDate`");
        assertThatThrownBy(() -> leave("replace", "/remaining", "-1")).hasMessageContaining("Invalid value `-1`");
        assertThatThrownBy(() -> leave("replace", "/remaining", "few")).hasMessageContaining("Invalid value `few`");
        assertThatThrownBy(() -> leave("add", "/remaining", "1")).hasMessageContaining("Invalid patch path");
    }
}
