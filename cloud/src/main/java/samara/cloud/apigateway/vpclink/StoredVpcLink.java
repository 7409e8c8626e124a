package samara.cloud.apigateway.vpclink;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A VPC link.
///
/// @param version 1 (of the API `apigateway`) or 2 (of `apigatewayv2`)
/// @param targetArns of the first version: its network load balancer
/// @param subnetIds of the second version, as are security groups
public record StoredVpcLink(
        String id,
        int version,
        String name,
        Optional<String> description,
        List<String> targetArns,
        List<String> subnetIds,
        List<String> securityGroupIds,
        Instant createdDate,
        Map<String, String> tags) {

    /// One of the first version that is to be made.
    public static StoredVpcLink toBalancer(
            String name, Optional<String> description, List<String> targetArns, Map<String, String> tags) {
        return new StoredVpcLink("", 1, name, description, targetArns, List.of(), List.of(), Instant.EPOCH, tags);
    }

    /// One of the second version that is to be made.
    public static StoredVpcLink toSubnets(
            String name, List<String> subnetIds, List<String> securityGroupIds, Map<String, String> tags) {
        return new StoredVpcLink(
                "", 2, name, Optional.empty(), List.of(), subnetIds, securityGroupIds, Instant.EPOCH, tags);
    }

    StoredVpcLink made(String newId, Instant date) {
        return new StoredVpcLink(
                newId, version, name, description, targetArns, subnetIds, securityGroupIds, date, tags);
    }

    /// The same under another name.
    public StoredVpcLink named(String other) {
        return new StoredVpcLink(
                id, version, other, description, targetArns, subnetIds, securityGroupIds, createdDate, tags);
    }

    /// The same with another description, or none.
    public StoredVpcLink described(Optional<String> other) {
        return new StoredVpcLink(id, version, name, other, targetArns, subnetIds, securityGroupIds, createdDate, tags);
    }

    StoredVpcLink withTags(Map<String, String> other) {
        return new StoredVpcLink(
                id, version, name, description, targetArns, subnetIds, securityGroupIds, createdDate, other);
    }
}
