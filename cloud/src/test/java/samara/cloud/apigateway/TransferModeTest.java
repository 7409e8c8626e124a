package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateRestApiRequest;
import samara.wire.apigateway.GetIntegrationRequest;
import samara.wire.apigateway.Integration;
import samara.wire.apigateway.PatchOperation;
import samara.wire.apigateway.PutIntegrationRequest;
import samara.wire.apigateway.PutMethodRequest;
import samara.wire.apigateway.UpdateIntegrationRequest;

/// `responseTransferMode` as the control plane takes it.
class TransferModeTest extends ServiceInMemory {
    private static final String FUNCTIONS = "arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/"
            + "arn:aws:lambda:us-east-1:123456789012:function:f/";

    private String api = "";
    private String root = "";

    @BeforeEach
    void createAMethod() {
        var made = calls.call(
                ApiGatewayApi.CREATE_REST_API,
                CreateRestApiRequest.builder().name("streams").build(),
                admin);
        api = made.id().orElseThrow();
        root = made.rootResourceId().orElseThrow();
        calls.call(
                ApiGatewayApi.PUT_METHOD,
                PutMethodRequest.builder()
                        .restApiId(api)
                        .resourceId(root)
                        .httpMethod("GET")
                        .authorizationType("NONE")
                        .build(),
                admin);
    }

    private Integration put(String type, String uri, String mode, int timeoutMillis) {
        return calls.call(
                ApiGatewayApi.PUT_INTEGRATION,
                PutIntegrationRequest.builder()
                        .restApiId(api)
                        .resourceId(root)
                        .httpMethod("GET")
                        .type(type)
                        .integrationHttpMethod("POST")
                        .uri(uri)
                        .responseTransferMode(mode)
                        .timeoutInMillis(timeoutMillis)
                        .build(),
                admin);
    }

    private Integration patch(String path, String value) {
        return calls.call(
                ApiGatewayApi.UPDATE_INTEGRATION,
                UpdateIntegrationRequest.builder()
                        .restApiId(api)
                        .resourceId(root)
                        .httpMethod("GET")
                        .patchOperations(List.of(PatchOperation.builder()
                                .op("replace")
                                .path(path)
                                .value(value)
                                .build()))
                        .build(),
                admin);
    }

    @Test
    void isKeptAndChanged() {
        assertThat(put("HTTP_PROXY", "http://127.0.0.1:1/", "STREAM", 900_000).responseTransferMode())
                .contains("STREAM");
        assertThatThrownBy(() -> patch("/responseTransferMode", "BUFFERED"))
                .hasMessageContaining("between 50 ms and 29000 ms");
        patch("/timeoutInMillis", "29000");
        patch("/responseTransferMode", "BUFFERED");
        assertThat(calls.call(
                                ApiGatewayApi.GET_INTEGRATION,
                                GetIntegrationRequest.builder()
                                        .restApiId(api)
                                        .resourceId(root)
                                        .httpMethod("GET")
                                        .build(),
                                admin)
                        .responseTransferMode())
                .contains("BUFFERED");
    }

    @Test
    void isForProxiesOnly() {
        for (String type : List.of("MOCK", "HTTP", "AWS")) {
            assertThatThrownBy(() -> put(type, "http://127.0.0.1:1/", "STREAM", 29_000))
                    .hasMessageContaining("HTTP_PROXY and AWS_PROXY, not " + type);
        }
    }

    @Test
    void isOneOfTwo() {
        assertThatThrownBy(() -> put("HTTP_PROXY", "http://127.0.0.1:1/", "DRIP", 29_000))
                .hasMessageContaining("Invalid response transfer mode specified: `DRIP`");
    }

    @Test
    void lastsFor15MinutesAtMost() {
        assertThatThrownBy(() -> put("HTTP_PROXY", "http://127.0.0.1:1/", "STREAM", 900_001))
                .hasMessageContaining("between 50 ms and 900000 ms");
    }

    @Test
    void goesWithAFunctionsStreamingUri() {
        put("AWS_PROXY", FUNCTIONS + "response-streaming-invocations", "BUFFERED", 29_000);
        assertThatThrownBy(() -> deploy(api, "v1")).hasMessageContaining("needs both the response transfer mode");
        put("AWS_PROXY", FUNCTIONS + "invocations", "STREAM", 29_000);
        assertThatThrownBy(() -> deploy(api, "v1")).hasMessageContaining("needs both the response transfer mode");
        put("AWS_PROXY", FUNCTIONS + "response-streaming-invocations", "STREAM", 29_000);
        deploy(api, "v1");
    }
}
