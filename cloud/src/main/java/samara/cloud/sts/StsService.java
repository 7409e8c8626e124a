package samara.cloud.sts;

import java.util.List;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.service.CloudService;
import samara.wire.ServiceModel;
import samara.wire.sts.StsApi;

/// AWS Security Token Service.
public final class StsService implements CloudService {
    private final List<Operation<?, ?>> operations;

    /// STS's operations over the table by which the cloud already knows sessions.
    public StsService(Kernel kernel, SessionTable sessions) {
        this.operations = List.of(
                new GetCallerIdentity(kernel.identities()),
                new AssumeRole(kernel.identities(), sessions),
                new GetSessionToken(sessions),
                new GetAccessKeyInfo(kernel.identities()));
    }

    @Override
    public ServiceModel model() {
        return StsApi.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }
}
