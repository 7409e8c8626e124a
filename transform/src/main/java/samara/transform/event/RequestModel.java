package samara.transform.event;

import samara.template.Suggestion;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.Rejection;
import samara.transform.openapi.RestDefinition;

/// The `RequestModel` of an `Api` event: of which of the API's models the body is, and whether requests are validated.
/// See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-requestmodel.html>.
final class RequestModel {
    private final EventSource event;
    private final RestRoute route;

    RequestModel(EventSource event, RestRoute route) {
        this.event = event;
        this.route = route;
    }

    /// Adds it to the definition, if there is one.
    void addTo(RestDefinition definition) {
        if (!event.get("RequestModel").truthy()) {
            return;
        }
        DraftObject request = event.requireObject(event.get("RequestModel"), "RequestModel");
        if (!request.get("Model").truthy()) {
            return;
        }
        definition.addRequestModel(route.path(), route.method(), model(request.get("Model")), request.get("Required"));
        Draft body = request.get("ValidateBody");
        Draft parameters = request.get("ValidateParameters");
        if (!body.isNothing() || !parameters.isNothing()) {
            definition.addRequestValidator(
                    route.path(), route.method(), flag(body, "ValidateBody"), flag(parameters, "ValidateParameters"));
        }
    }

    private DraftText model(Draft model) {
        Draft models = route.api().get("Models");
        if (!models.truthy()) {
            throw event.reject(model, "request-model", "The API defines no `Models`, so there is none to use here.");
        }
        if (!(models instanceof DraftObject known)) {
            throw event.reject(
                    model, "request-model", "The API's `Models` needs to be an object, not " + models.aKind() + ".");
        }
        if (!(model instanceof DraftText name)) {
            throw event.reject(
                    model, "request-model", "`Model` needs to be the name of one, not " + model.aKind() + ".");
        }
        if (!known.get(name.value()).truthy()) {
            Rejection unknown = event.reject(model, "request-model", "The API has no model `" + name.value() + "`.");
            throw Suggestion.of(name.value(), known.names())
                    .name()
                    .map(near -> unknown.hint("Did you mean `" + near + "`?"))
                    .orElse(unknown);
        }
        return name;
    }

    private boolean flag(Draft value, String property) {
        if (value.isNothing()) {
            return false;
        }
        if (value instanceof DraftBoolean bool) {
            return bool.value();
        }
        throw event.reject(
                value,
                "request-model",
                "`" + property + "` needs to be `true` or `false` itself, neither a string nor an intrinsic function.");
    }
}
