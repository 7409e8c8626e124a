package samara.cloud.apigateway;

import java.util.List;
import java.util.function.Consumer;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.rest.RestStage;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;

/// Empties what a stage keeps: its cache, and what its authorizers said.
final class CacheOperations {
    private final RestApis apis;
    private final ServedStages served;

    CacheOperations(RestApis apis, ServedStages served) {
        this.apis = apis;
        this.served = served;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(
                        ApiGatewayApi.FLUSH_STAGE_CACHE,
                        "DELETE",
                        in -> path(in.restApiId(), in.stageName()) + "/data",
                        (in, call) -> flush(in.restApiId(), in.stageName(), call, RestStage::flushCache)),
                new ApiOperation<>(
                        ApiGatewayApi.FLUSH_STAGE_AUTHORIZERS_CACHE,
                        "DELETE",
                        in -> path(in.restApiId(), in.stageName()) + "/authorizers",
                        (in, call) -> flush(in.restApiId(), in.stageName(), call, RestStage::flushAuthorizers)));
    }

    private static String path(String apiId, String stage) {
        return RestApiOperations.path(apiId) + "/stages/" + stage + "/cache";
    }

    private Nothing flush(String apiId, String stage, Call call, Consumer<RestStage> what) {
        apis.stage(call.scope(), apiId, stage);
        served.ready(apiId, stage).ifPresent(what);
        return Nothing.INSTANCE;
    }
}
