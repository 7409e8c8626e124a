package samara.transform.model;

import java.util.List;
import java.util.Map;

/// A resource type of SAM: what becomes of a resource of it.
public interface SamResourceType {
    /// Such as `AWS::Serverless::Function`.
    String type();

    /// The CloudFormation resources that it becomes.
    ///
    /// @throws Rejection if it is wrong
    List<CfnResource> transform(Definition definition, Translation translation);

    /// What `Ref Id.Name` refers to: name to the type of the resource made.
    default Map<String, String> referables() {
        return Map.of();
    }
}
