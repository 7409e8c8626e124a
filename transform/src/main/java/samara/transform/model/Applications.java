package samara.transform.model;

import java.util.Optional;

/// Where `AWS::Serverless::Application` finds applications: the Serverless Application Repository.
@FunctionalInterface
public interface Applications {
    /// The address of the template of an application; empty if it can't be had.
    Optional<String> templateUrl(String applicationId, String semanticVersion);
}
