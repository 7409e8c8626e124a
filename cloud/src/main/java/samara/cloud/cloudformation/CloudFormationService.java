package samara.cloud.cloudformation;

import java.util.List;
import java.util.stream.Stream;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceHandlers;
import samara.cloud.resource.ResourceType;
import samara.cloud.resource.ResourceTypes;
import samara.cloud.service.CloudService;
import samara.wire.ServiceModel;
import samara.wire.cloudformation.CloudFormationApi;

/// AWS CloudFormation. Started with the cloud: operations that the end of the process interrupted are ended then.
public final class CloudFormationService implements CloudService {
    private final Engine engine;
    private final Requests requests;
    private final Operations operations;

    /// @param types the resource types of all services
    public CloudFormationService(Kernel kernel, ResourceTypes types) {
        var handlers = new ResourceHandlers(types);
        var lookups = new Lookups(kernel.calls());
        var stacks = new Stacks(kernel);
        this.engine = new Engine(
                kernel,
                stacks,
                handlers,
                lookups,
                new Preparation(handlers, new Macros(kernel.clock(), lookups), lookups),
                new Planner(stacks, handlers, lookups));
        this.requests = new Requests(engine);
        this.operations = new Operations(engine);
    }

    @Override
    public ServiceModel model() {
        return CloudFormationApi.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return Stream.of(
                        new StackChanges(engine, requests, operations).all(),
                        new ChangeSets(engine, requests, operations).all(),
                        new Descriptions(engine).all(),
                        new Templates(engine, requests).all())
                .<Operation<?, ?>>flatMap(List::stream)
                .toList();
    }

    @Override
    public List<ResourceType<?, ?>> resourceTypes() {
        return List.of(new NestedStackResource(engine, operations));
    }

    @Override
    public void start() {
        new Recovery(engine, operations).run();
    }

    @Override
    public void stop() {
        operations.stop();
    }

    /// Waits until no operation on a stack goes on.
    void awaitIdle() {
        operations.awaitIdle();
    }
}
