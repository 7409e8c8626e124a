package samara.transform.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.CfnResource;
import samara.transform.model.ResourceProperties;

/// What depends on a connector's policies.
final class Dependencies {
    private Dependencies() {}

    /// Has what needs the policy wait for it: the source, or the one event source mapping between both ends.
    static void add(Profile profile, CfnResource policy, DraftObject resources) {
        Optional<String> source = profile.source().id();
        Optional<String> destination = profile.destination().id();
        if (profile.isDependedOnBy("source")) {
            source.ifPresent(id -> add(id, policy.id(), resources));
        }
        if (profile.isDependedOnBy("event-source-mapping") && source.isPresent() && destination.isPresent()) {
            List<String> mappings = mappings(source.get(), destination.get(), resources);
            if (mappings.size() == 1) {
                add(mappings.getFirst(), policy.id(), resources);
            }
        }
    }

    private static List<String> mappings(String source, String function, DraftObject resources) {
        List<String> mappings = new ArrayList<>();
        resources.forEach((id, value) -> {
            if (value instanceof DraftObject resource && resource.get("Type").is("AWS::Lambda::EventSourceMapping")) {
                DraftObject properties = ResourceProperties.of(id, resource);
                if (Intrinsics.target(properties.get("FunctionName")).equals(Optional.of(function))
                        && Intrinsics.target(properties.get("EventSourceArn")).equals(Optional.of(source))) {
                    mappings.add(id);
                }
            }
        });
        return mappings;
    }

    private static void add(String id, String dependency, DraftObject resources) {
        resources.object(id).ifPresent(resource -> {
            DraftList all = list(resource.get("DependsOn"));
            all.addOnce(DraftText.of(dependency));
            resource.put("DependsOn", all);
        });
    }

    /// What depends on a connector depends on what it becomes.
    static void replace(String connector, List<CfnResource> made, DraftObject resources) {
        resources.forEach((id, value) -> {
            if (value instanceof DraftObject resource) {
                DraftList all = list(resource.get("DependsOn"));
                if (all.elements().remove(DraftText.of(connector))) {
                    made.forEach(policy -> all.addOnce(DraftText.of(policy.id())));
                    resource.put("DependsOn", all);
                }
            }
        });
    }

    private static DraftList list(Draft given) {
        if (given instanceof DraftList list) {
            return list.copy();
        }
        return given.isNothing() ? DraftList.of() : DraftList.of(given);
    }
}
