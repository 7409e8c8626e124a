package samara.transform.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import samara.transform.model.Partition;
import samara.transform.model.Tables;

/// The policies that AWS manages, by name. See
/// <https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html>.
public final class ManagedPolicies {
    private static final Map<String, List<Location>> LOCATIONS = load();

    private record Location(String path, List<String> partitions) {}

    private ManagedPolicies() {}

    /// The ARN of a policy of this name; the name itself if AWS manages none of this name, or if it is an ARN
    /// already.
    public static String arn(String name, Partition partition) {
        return LOCATIONS.getOrDefault(name, List.of()).stream()
                .filter(location -> location.partitions().contains(partition.name()))
                .map(location -> partition.managedPolicyArn(location.path() + name))
                .findFirst()
                .orElse(name);
    }

    private static Map<String, List<Location>> load() {
        Map<String, List<Location>> locations = new HashMap<>();
        Tables.read("managed-policies.txt").forEach((headline, lines) -> {
            String[] words = headline.split(" ", -1);
            Location location = new Location(words[0].equals("/") ? "" : words[0], List.of(words[1].split(",", -1)));
            for (String line : lines) {
                for (String name : line.split(" ", -1)) {
                    locations.computeIfAbsent(name, key -> new ArrayList<>()).add(location);
                }
            }
        });
        return locations;
    }
}
