package samara.cloud.logs;

import java.util.ArrayList;
import java.util.List;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.cloud.service.CloudService;
import samara.wire.ServiceModel;
import samara.wire.cloudwatchlogs.CloudWatchLogsApi;

/// Amazon CloudWatch Logs.
public final class LogsService implements CloudService {
    private final List<Operation<?, ?>> operations = new ArrayList<>();

    /// Reads nothing yet.
    public LogsService(Kernel kernel) {
        var logs = new Logs(kernel);
        var groups = new GroupOperations(logs);
        operations.addAll(groups.all());
        operations.addAll(groups.tags());
        operations.addAll(new EventOperations(logs).all());
    }

    @Override
    public ServiceModel model() {
        return CloudWatchLogsApi.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.copyOf(operations);
    }

    @Override
    public List<ResourceType<?, ?>> resourceTypes() {
        return List.of(new LogGroupResource());
    }
}
