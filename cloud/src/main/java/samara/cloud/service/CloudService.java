package samara.cloud.service;

import java.util.List;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.wire.ServiceModel;

/// The declaration of a service: the one public class of its package, and its line in the registry. No logic. Its
/// constructor takes the [samara.cloud.kernel.Kernel] and must be quick: it runs at the service's first use.
public interface CloudService {

    /// AWS's model of it.
    ServiceModel model();

    /// The operations that are built; all others of the model answer 501 by name.
    List<Operation<?, ?>> operations();

    /// The CloudFormation resource types that it owns.
    default List<ResourceType<?, ?>> resourceTypes() {
        return List.of();
    }

    /// Begins work in the background, before the first call comes; only for services that the registry says are
    /// started with the cloud.
    default void start() {}

    /// Ends what goes on: no more work in the background, no child processes. The store is closed right after.
    default void stop() {}
}
