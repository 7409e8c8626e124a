package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.PatchOperation;
import samara.wire.apigateway.UpdateStageRequest;

/// Stages that change while they are served.
class StageTest extends ServiceInMemory {
    @Test
    void patchesAStageThatIsServed() {
        String api = imported();
        deploy(api, "Prod");
        PatchOperation throttle = PatchOperation.builder()
                .op("replace")
                .path("/~1hello~1{id}/GET/throttling/rateLimit")
                .value("1")
                .build();
        PatchOperation burst = PatchOperation.builder()
                .op("replace")
                .path("/~1hello~1{id}/GET/throttling/burstLimit")
                .value("1")
                .build();
        calls.call(
                ApiGatewayApi.UPDATE_STAGE,
                UpdateStageRequest.builder()
                        .restApiId(api)
                        .stageName("Prod")
                        .patchOperations(List.of(throttle, burst))
                        .build(),
                admin);
        assertThat(get(api, "/Prod/hello/1").status()).isEqualTo(200);
        assertThat(get(api, "/Prod/hello/1").status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(get(api, "/Prod/hello/1").status()).isEqualTo(200);
    }
}
