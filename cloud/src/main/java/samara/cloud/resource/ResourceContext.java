package samara.cloud.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Calls;

/// What the engine gives to a resource type along with the properties.
public interface ResourceContext {

    /// Who deploys: calls to services are made with this, so that IAM holds for them.
    Call call();

    /// The path to the services' operations.
    Calls calls();

    /// The logical id in the template.
    String logicalId();

    /// The stack's name.
    String stackName();

    /// The stack's ARN.
    String stackId();

    /// The stack's tags, with the three `aws:cloudformation:` ones, in order.
    Map<String, String> stackTags();

    /// The stack's tags with a resource's own over them, in order.
    default Map<String, String> tags(Map<String, String> own) {
        Map<String, String> tags = new LinkedHashMap<>(stackTags());
        tags.putAll(own);
        return tags;
    }

    /// The stack's tags with a resource's own over them, in order.
    default Map<String, String> tags(List<ResourceTag> own) {
        return tags(ResourceTag.byKey(own));
    }

    /// Brings a resource's tags from what the template said to what it says.
    ///
    /// @param untag takes the keys that are gone; called first, if there are any
    /// @param tag takes all that there are to be; called if there are any
    default void retag(
            Map<String, String> from,
            Map<String, String> to,
            Consumer<List<String>> untag,
            Consumer<Map<String, String>> tag) {
        Map<String, String> wanted = tags(to);
        List<String> gone =
                from.keySet().stream().filter(key -> !wanted.containsKey(key)).toList();
        if (!gone.isEmpty()) {
            untag.accept(gone);
        }
        if (!wanted.isEmpty()) {
            tag.accept(wanted);
        }
    }

    /// A name for a resource that the user did not name: `stack-logicalId-SUFFIX`, at most `maxLength` long, the same
    /// each time it is asked for during one create.
    String generatedName(int maxLength);
}
