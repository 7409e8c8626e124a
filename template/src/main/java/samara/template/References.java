package samara.template;

import java.util.Optional;

/// What the [Evaluator] asks of the stack around a template.
public interface References {

    /// What `Ref` gives for a resource; empty where there is no such resource.
    Optional<Node> ref(String logicalId);

    /// What `Fn::GetAtt` gives; empty where the resource has no such attribute.
    Optional<Node> attribute(String logicalId, String attribute);

    /// The value of an export of this account and Region; empty where there is none.
    Optional<Node> export(String name);

    /// What `{{resolve:service:reference}}` stands for; empty where it cannot be resolved.
    Optional<String> dynamic(String service, String reference);
}
