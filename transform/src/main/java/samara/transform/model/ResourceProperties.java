package samara.transform.model;

import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;

/// The properties of a resource that another one refers to.
public final class ResourceProperties {
    private ResourceProperties() {}

    /// Its `Properties`: an empty object where there are none. Refuses what is no object.
    public static DraftObject of(String id, DraftObject resource) {
        if (!resource.has("Properties")) {
            return DraftObject.at(resource.span());
        }
        Draft properties = resource.get("Properties");
        if (properties instanceof DraftObject object) {
            return object;
        }
        throw Rejection.of(
                        properties, "wrong-type", "`Properties` needs to be an object, not " + properties.aKind() + ".")
                .placedAt(resource.span())
                .inResource(id);
    }
}
