package samara.cloud.resource;

import java.util.Optional;

/// The resource types of all services, for the CloudFormation engine.
public interface ResourceTypes {

    /// The type of this name, such as `AWS::SQS::Queue`, if it is built.
    Optional<ResourceType<?, ?>> named(String name);
}
