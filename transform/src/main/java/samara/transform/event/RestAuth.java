package samara.transform.event;

import samara.template.Suggestion;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.Rejection;
import samara.transform.openapi.ResourcePolicy;
import samara.transform.openapi.RestDefinition;
import samara.transform.openapi.RestSecurity;

/// The `Auth` of an `Api` event: who may call its method.
final class RestAuth {
    private final EventSource event;
    private final RestRoute route;
    private final Draft apiAuth;

    RestAuth(EventSource event, RestRoute route) {
        this.event = event;
        this.route = route;
        this.apiAuth = event.translation().resolve(route.api().get("Auth"));
    }

    /// Adds it to the definition.
    void addTo(RestDefinition definition, DraftObject auth, Draft stage) {
        checkAuthorizer(auth.get("Authorizer"));
        Draft scopes = auth.get("AuthorizationScopes");
        if (scopes.truthy()) {
            if (!(scopes instanceof DraftList)) {
                throw event.reject(scopes, "wrong-type", "`AuthorizationScopes` needs to be a list.");
            }
            if (!auth.get("Authorizer").truthy()) {
                throw event.reject(scopes, "authorizer", "`AuthorizationScopes` only works with an `Authorizer`.");
            }
        }
        Draft apiKey = auth.get("ApiKeyRequired");
        if (!apiKey.isNothing() && !apiKey.truthy() && !ofApi("ApiKeyRequired").truthy()) {
            throw event.reject(
                    apiKey, "api-key", "`ApiKeyRequired` can only be false where the API's `Auth` has it as true.");
        }
        RestSecurity security = new RestSecurity(definition);
        if (auth.get("Authorizer") instanceof DraftText authorizer && authorizer.truthy()) {
            security.setAuthorizer(route.path(), route.method(), authorizer, ofApi("Authorizers"), scopes);
        }
        if (!apiKey.isNothing()) {
            security.setApiKeyRequired(route.path(), route.method(), apiKey.truthy());
        }
        Draft policy = auth.get("ResourcePolicy");
        if (policy.truthy()) {
            addPolicy(definition, policy, stage);
        }
    }

    private void addPolicy(RestDefinition definition, Draft policy, Draft stage) {
        if (!(policy instanceof DraftObject statement)) {
            throw Rejection.of(
                            policy, "wrong-type", "`ResourcePolicy` needs to be an object, not " + policy.aKind() + ".")
                    .inResource(event.name())
                    .inEvent(event.name());
        }
        ResourcePolicy editor = new ResourcePolicy(definition);
        editor.add(statement, route.path(), stage);
        if (statement.get("CustomStatements").truthy()) {
            editor.addCustom(statement.get("CustomStatements"));
        }
    }

    private Draft ofApi(String property) {
        return apiAuth instanceof DraftObject object
                ? object.get(property)
                : new samara.transform.draft.Nothing(event.span());
    }

    private void checkAuthorizer(Draft authorizer) {
        if (!authorizer.truthy()) {
            return;
        }
        Draft authorizers = ofApi("Authorizers");
        if (authorizers.truthy() && !(authorizers instanceof DraftObject)) {
            throw Rejection.of(authorizers, "wrong-type", "`Authorizers` needs to be an object.")
                    .inResource(route.apiId());
        }
        if (authorizer.is("AWS_IAM")) {
            return;
        }
        if (authorizer.is("NONE")) {
            if (!ofApi("DefaultAuthorizer").truthy()) {
                throw event.reject(
                        authorizer,
                        "authorizer",
                        "`NONE` turns a default authorizer off, but the API has no `DefaultAuthorizer`.");
            }
            return;
        }
        if (!authorizers.truthy()) {
            throw event.reject(
                    authorizer, "authorizer", "The API defines no `Authorizers`, so there is none to use here.");
        }
        if (!(authorizer instanceof DraftText name)) {
            throw event.reject(
                    authorizer,
                    "authorizer",
                    "`Authorizer` needs to be the name of one, not " + authorizer.aKind() + ".");
        }
        if (authorizers instanceof DraftObject known && !known.get(name.value()).truthy()) {
            Rejection unknown =
                    event.reject(authorizer, "authorizer", "The API has no authorizer `" + name.value() + "`.");
            throw Suggestion.of(name.value(), known.names())
                    .name()
                    .map(near -> unknown.hint("Did you mean `" + near + "`?"))
                    .orElse(unknown);
        }
    }
}
