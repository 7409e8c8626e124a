package samara.cloud.lambda;

import java.util.ArrayList;
import java.util.List;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.cloud.service.CloudService;
import samara.wire.ServiceModel;
import samara.wire.lambda.LambdaApi;

/// AWS Lambda.
public final class LambdaService implements CloudService {
    private final FunctionRunner runner;
    private final EventQueue queue;
    private final CodeSweep sweep;
    private final List<Operation<?, ?>> operations = new ArrayList<>();

    /// Starts nothing: the engine comes with the first function.
    public LambdaService(Kernel kernel) {
        var functions = new Functions(kernel);
        var code = new CodeStore(kernel);
        this.runner = new FunctionRunner(kernel, code);
        var versions = new VersionOperations(functions);
        var layers = new Layers(kernel);
        var configs = new EventConfigs(kernel);
        var urls = new Urls(kernel);
        var places = new CodeSource.Places(code, new AttachedLayers(layers));
        operations.addAll(
                new FunctionOperations(kernel, functions, places, runner, new Belongings(configs, urls)).all());
        operations.addAll(new LayerOperations(kernel, layers, code).all());
        operations.addAll(new LayerPermissionOperations(kernel, layers).all());
        this.sweep = new CodeSweep(kernel, functions, layers, code);
        this.queue = new EventQueue(kernel, functions, configs, runner);
        var accept = new AcceptEvent(kernel, functions, queue);
        operations.add(accept);
        operations.add(new Invoke(functions, runner, accept));
        operations.add(new InvokeWithResponseStream(kernel, functions, runner));
        operations.addAll(new UrlOperations(kernel, functions, urls).all());
        kernel.sites().add(new UrlSite(kernel, urls, functions, runner));
        operations.addAll(new EventConfigOperations(kernel, functions, configs).all());
        operations.addAll(new PermissionOperations(functions).all());
        operations.addAll(versions.all());
        operations.addAll(versions.tags());
        operations.addAll(new AliasOperations(kernel, functions).all());
        operations.addAll(new AccountOperations(functions).all());
        operations.addAll(new UnbuiltOperations(functions).all());
    }

    @Override
    public ServiceModel model() {
        return LambdaApi.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.copyOf(operations);
    }

    @Override
    public List<ResourceType<?, ?>> resourceTypes() {
        return List.of(
                new FunctionResource(),
                new PermissionResource(),
                new VersionResource(),
                new AliasResource(),
                new LayerVersionResource(),
                new LayerVersionPermissionResource(),
                new EventInvokeConfigResource(),
                new UrlResource());
    }

    /// Takes up asynchronous invocations that an earlier run accepted.
    @Override
    public void start() {
        queue.resume();
        sweep.start();
    }

    @Override
    public void stop() {
        queue.stop();
        runner.stop();
    }
}
