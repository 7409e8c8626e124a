package samara.cloud.sqs;

import java.util.ArrayList;
import java.util.List;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.cloud.service.CloudService;
import samara.wire.ServiceModel;
import samara.wire.sqs.SqsApi;

/// Amazon Simple Queue Service.
public final class SqsService implements CloudService {
    private final List<Operation<?, ?>> operations = new ArrayList<>();

    /// Over a cloud's state.
    public SqsService(Kernel kernel) {
        var queues = new Queues(kernel);
        var messages = new Messages(kernel, queues);
        operations.addAll(new QueueOperations(queues, messages).all());
        operations.addAll(new QueueReads(queues, messages).all());
        operations.addAll(new SendOperations(queues, messages).all());
        operations.addAll(new ReceiveOperations(queues, messages).all());
    }

    @Override
    public ServiceModel model() {
        return SqsApi.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.copyOf(operations);
    }

    @Override
    public List<ResourceType<?, ?>> resourceTypes() {
        return List.of(new QueueResource(), new QueuePolicyResource());
    }
}
