package samara.cloud.route53;

import java.util.List;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.cloud.service.CloudService;
import samara.wire.ServiceModel;
import samara.wire.route53.Route53Api;

/// Amazon Route 53.
public final class Route53Service implements CloudService {
    private final ZoneOperations operations;

    /// Over a cloud's state.
    public Route53Service(Kernel kernel) {
        this.operations = new ZoneOperations(kernel, new Zones(kernel));
    }

    @Override
    public ServiceModel model() {
        return Route53Api.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations.all();
    }

    @Override
    public List<ResourceType<?, ?>> resourceTypes() {
        return List.of(new HostedZoneResource(), new RecordSetResource(), new RecordSetGroupResource());
    }
}
