package samara.transform.model;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// AWS's partitions, as far as SAM's output differs between them.
///
/// @param name such as `aws-cn`
public record Partition(String name) {
    private static final Map<String, String> BY_REGION_PREFIX = Map.of(
            "cn-", "aws-cn",
            "us-iso-", "aws-iso",
            "us-isob", "aws-iso-b",
            "us-gov", "aws-us-gov",
            "eu-isoe", "aws-iso-e",
            "us-isof", "aws-iso-f",
            "eusc-", "aws-eusc");
    private static final Set<String> WITHOUT_EDGE = Set.of("aws-us-gov", "aws-cn", "aws-eusc");

    /// The partition of a Region.
    public static Partition ofRegion(String region) {
        String lower = region.toLowerCase(Locale.ROOT);
        return new Partition(BY_REGION_PREFIX.entrySet().stream()
                .filter(entry -> lower.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("aws"));
    }

    /// Whether API Gateway has edge-optimised endpoints.
    public boolean hasEdgeEndpoints() {
        return !name.startsWith("aws-iso") && !WITHOUT_EDGE.contains(name);
    }

    /// The managed policy that lets a function send traces.
    public String tracingPolicy() {
        return name.equals("aws") ? "AWSXrayWriteOnlyAccess" : "AWSXRayDaemonWriteAccess";
    }

    /// The ARN of a policy that AWS manages, by its path and name.
    public String managedPolicyArn(String pathAndName) {
        return "arn:" + name + ":iam::aws:policy/" + pathAndName;
    }

    /// An ARN in the stack's own Region and account, as text for `Fn::Sub`.
    public String arn(String service, String resource) {
        return "arn:" + name + ":" + service + ":${AWS::Region}:${AWS::AccountId}:" + resource;
    }
}
