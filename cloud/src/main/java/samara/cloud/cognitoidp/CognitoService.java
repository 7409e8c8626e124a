package samara.cloud.cognitoidp;

import java.util.ArrayList;
import java.util.List;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.cloud.service.CloudService;
import samara.wire.ServiceModel;
import samara.wire.cognitoidp.CognitoIdpApi;

/// Amazon Cognito user pools.
public final class CognitoService implements CloudService {
    private final Kernel kernel;
    private final IssuerSite site;
    private final List<Operation<?, ?>> operations = new ArrayList<>();

    /// Over a cloud's state.
    public CognitoService(Kernel kernel) {
        this.kernel = kernel;
        var pools = new UserPools(kernel);
        var tokens = new Tokens(kernel);
        this.site = new IssuerSite(pools);
        operations.addAll(new PoolOperations(kernel, pools).all());
        operations.addAll(new ClientOperations(kernel, pools).all());
        operations.addAll(new Users(kernel, pools, tokens).all());
        operations.addAll(new SignIn(kernel, pools, tokens).all());
    }

    @Override
    public ServiceModel model() {
        return CognitoIdpApi.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.copyOf(operations);
    }

    @Override
    public List<ResourceType<?, ?>> resourceTypes() {
        return List.of(new UserPoolResource(), new UserPoolClientResource());
    }

    @Override
    public void start() {
        kernel.sites().add(site);
    }

    @Override
    public void stop() {
        kernel.sites().remove(site);
    }
}
