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

    /// Where there is no stack, or nothing of it may be referred to: all is empty.
    References NONE = new References() {
        @Override
        public Optional<Node> ref(String logicalId) {
            return Optional.empty();
        }

        @Override
        public Optional<Node> attribute(String logicalId, String attribute) {
            return Optional.empty();
        }

        @Override
        public Optional<Node> export(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> dynamic(String service, String reference) {
            return Optional.empty();
        }
    };
}
