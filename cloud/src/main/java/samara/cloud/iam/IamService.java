package samara.cloud.iam;

import java.util.ArrayList;
import java.util.List;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.cloud.service.CloudService;
import samara.wire.ServiceModel;
import samara.wire.iam.IamApi;

/// AWS Identity and Access Management.
public final class IamService implements CloudService {
    private final List<Operation<?, ?>> operations = new ArrayList<>();

    /// IAM's operations over the directory by which the cloud already decides.
    public IamService(IamDirectory directory) {
        operations.addAll(new RoleOperations(directory).all());
        operations.addAll(new UserOperations(directory).all());
        operations.addAll(new AccessKeyOperations(directory).all());
        operations.addAll(new PolicyOperations(directory).all());
        operations.addAll(new AccountOperations(directory).all());
    }

    @Override
    public ServiceModel model() {
        return IamApi.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.copyOf(operations);
    }

    @Override
    public List<ResourceType<?, ?>> resourceTypes() {
        return List.of(
                new RoleResource(),
                new UserResource(),
                new AccessKeyResource(),
                new ManagedPolicyResource(),
                new PolicyResource());
    }
}
