package samara.cloud.apigateway.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import samara.cloud.apigateway.StageServices;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Scope;

/// The APIs that are served, read at their first request and again after a change: a request reads nothing from the
/// store.
final class ServedHttpStages {
    private final Shared shared;
    private final HttpApis apis;
    private final ConcurrentHashMap<String, ServedHttpApi> served = new ConcurrentHashMap<>();

    /// What all APIs are served with.
    record Shared(Kernel kernel, StageServices services) {}

    ServedHttpStages(Kernel kernel, HttpApis apis, StageServices services) {
        this.shared = new Shared(kernel, services);
        this.apis = apis;
        apis.onChange(served::remove);
    }

    /// An API as it is now.
    ///
    /// @throws samara.wire.AwsException `NotFoundException` where it was deleted
    ServedHttpApi of(Scope scope, String apiId) {
        ServedHttpApi known = served.get(apiId);
        // Read inside of the map's lock: a change that comes meanwhile waits to remove what is read.
        return known != null ? known : served.computeIfAbsent(apiId, id -> read(scope, id));
    }

    private ServedHttpApi read(Scope scope, String apiId) {
        StoredHttpApi api = apis.api(scope, apiId);
        List<StoredHttpStage> stages = apis.stages(scope, apiId);
        Map<String, StoredHttpStage> byName =
                stages.stream().collect(Collectors.toMap(s -> s.stage().name(), Function.identity()));
        return new ServedHttpApi(
                shared,
                scope,
                api,
                byName,
                id -> apis.deployment(scope, apiId, id).api());
    }
}
