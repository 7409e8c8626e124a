package samara.transform.event;

import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.Rejection;
import samara.transform.model.ResourceProperties;

/// The method of a REST API that an `Api` event adds.
///
/// @param api the API's properties
/// @param method as it was written, in lower case
/// @param stage what stands for the stage in ids: its name, or `Stage` where that is not known
record RestRoute(String apiId, DraftObject api, DraftText path, DraftText method, DraftText stage) {

    /// Finds the API that the event refers to.
    static RestRoute of(EventSource event) {
        Draft reference = event.get("RestApiId");
        Draft id = reference instanceof DraftObject object && object.has("Ref") ? object.get("Ref") : reference;
        if (!(id instanceof DraftText apiId)
                || !(event.translation().sources().get(apiId.value()) instanceof DraftObject api)) {
            throw event.reject(reference, "rest-api", "`RestApiId` needs to refer to an API in the same template.");
        }
        DraftObject object = ResourceProperties.of(apiId.value(), api);
        Draft stage = object.get("StageName");
        if (stage instanceof DraftText name && name.value().isEmpty()) {
            throw Rejection.of(stage, "stage-name", "`StageName` can't be empty.")
                    .inResource(apiId.value());
        }
        if (!(event.get("Path") instanceof DraftText path) || !(event.get("Method") instanceof DraftText method)) {
            throw event.reject(
                    event.event(), "rest-api", "An `Api` event needs `Path` and `Method`, both of them strings.");
        }
        return new RestRoute(
                apiId.value(),
                object,
                path,
                method.with(method.value().toLowerCase(java.util.Locale.ROOT)),
                stage instanceof DraftText name ? name : DraftText.of("Stage"));
    }

    /// Whether SAM writes the API's definition.
    boolean isManaged() {
        return api.get("__MANAGE_SWAGGER").truthy();
    }
}
