package samara.cloud.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /// A name for a resource that the user did not name: `stack-logicalId-SUFFIX`, at most `maxLength` long, the same
    /// each time it is asked for during one create.
    String generatedName(int maxLength);
}
