package samara.cloud.service;

import java.util.List;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.wire.ServiceModel;

/// The declaration of a service: the one public class of its package, and its line in the registry. No logic.
public interface CloudService {

    /// AWS's model of it.
    ServiceModel model();

    /// The operations that are built; all others of the model answer 501 by name.
    List<Operation<?, ?>> operations();

    /// The CloudFormation resource types that it owns.
    default List<ResourceType<?, ?>> resourceTypes() {
        return List.of();
    }
}
