package samara.cloud.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One thing that a caller must be allowed, as the Service Authorization Reference lists it.
///
/// @param action `sqs:SendMessage`
/// @param resource the ARN that it is about, `*` where the action takes none
/// @param conditionKeys what the request says for condition keys, such as `lambda:FunctionArn`
/// @param resourcePolicy the policy document (JSON) attached to that resource, if it has one
/// @param resourceOwner the account that owns the resource, where it is not the call's
public record Need(
        String action,
        String resource,
        Map<String, List<String>> conditionKeys,
        Optional<String> resourcePolicy,
        Optional<Account> resourceOwner) {

    /// An action on a resource, without conditions or a resource policy.
    public static Need of(String action, String resource) {
        return new Need(action, resource, Map.of(), Optional.empty(), Optional.empty());
    }

    /// The same with what the request says for a condition key.
    public Need when(String key, List<String> values) {
        var keys = new java.util.LinkedHashMap<>(conditionKeys);
        keys.put(key, values);
        return new Need(action, resource, keys, resourcePolicy, resourceOwner);
    }

    /// The same, where the resource has this policy.
    public Need guardedBy(Optional<String> policy) {
        return new Need(action, resource, conditionKeys, policy, resourceOwner);
    }
}
