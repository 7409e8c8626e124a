package samara.cloud.ssm;

import java.util.ArrayList;
import java.util.List;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.cloud.service.CloudService;
import samara.wire.ServiceModel;
import samara.wire.ssm.SsmApi;

/// AWS Systems Manager: its Parameter Store.
public final class SsmService implements CloudService {
    private final List<Operation<?, ?>> operations = new ArrayList<>();

    /// Over a cloud's state.
    public SsmService(Kernel kernel) {
        var parameters = new Parameters(kernel);
        var secrets = new SecretBox(kernel);
        operations.add(new PutParameter(kernel, parameters, secrets));
        operations.addAll(new ParameterReads(parameters, secrets).all());
        operations.addAll(new ParameterDeletes(parameters).all());
    }

    @Override
    public ServiceModel model() {
        return SsmApi.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.copyOf(operations);
    }

    @Override
    public List<ResourceType<?, ?>> resourceTypes() {
        return List.of(new ParameterResource());
    }
}
