package samara.transform.event;

import java.util.List;
import samara.transform.draft.DraftObject;
import samara.transform.model.CfnResource;
import samara.transform.model.PropertyTable;
import samara.transform.model.Rejection;

/// A resource of the template that an event source has changed: a bucket or user pool that calls a function now.
final class ChangedResource {
    private ChangedResource() {}

    /// The resource as it is now, checked again.
    ///
    /// @throws Rejection if it is of another type, or an event source was added to what is no such resource
    static CfnResource of(String id, String type, DraftObject resource) {
        if (!resource.get("Type").is(type)) {
            throw Rejection.of(resource.get("Type"), "event-target", "`" + id + "` needs to be of type `" + type + "`.")
                    .inResource(id);
        }
        DraftObject properties = resource.object("Properties").orElseGet(DraftObject::make);
        try {
            PropertyTable.of(type).read(properties, resource.span());
        } catch (Rejection e) {
            throw e.inResource(id);
        }
        DraftObject attributes = DraftObject.make();
        for (String name : List.of("DeletionPolicy", "UpdatePolicy", "Condition", "UpdateReplacePolicy", "Metadata")) {
            attributes.putSome(name, resource.get(name));
        }
        CfnResource changed =
                new CfnResource(id, type, resource.span(), attributes).dependsOn(resource.get("DependsOn"));
        properties.members().forEach(member -> {
            if (!member.value().isNothing()) {
                changed.properties().put(member.name(), member.value());
            }
        });
        return changed;
    }
}
