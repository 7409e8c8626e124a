package samara.transform.openapi;

import java.util.List;
import java.util.Set;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.Rejection;

/// Who may call the methods of a REST API: authorizers, IAM and API keys, by method and by default.
public final class RestSecurity {
    private static final String API_KEY = "api_key";
    private static final String NO_API_KEY = "api_key_false";

    private final RestDefinition definition;

    /// Edits the security of this definition.
    public RestSecurity(RestDefinition definition) {
        this.definition = definition;
    }

    /// Adds the security definition of IAM.
    public void addIam() {
        definition.addSecurityDefinition(
                "AWS_IAM",
                DraftObject.makeLegacy()
                        .put("x-amazon-apigateway-authtype", "awsSigv4")
                        .put("type", "apiKey")
                        .put("name", "Authorization")
                        .put("in", "header"));
    }

    /// Adds the security definition of API keys.
    public void addApiKey() {
        definition.addSecurityDefinition(
                API_KEY,
                DraftObject.makeLegacy()
                        .put("type", "apiKey")
                        .put("name", "x-api-key")
                        .put("in", "header"));
    }

    /// Sets the authorizer of a method.
    ///
    /// @param authorizers those of the API
    /// @param scopes those of the method; nothing where it has none of its own
    public void setAuthorizer(DraftText path, DraftText method, DraftText authorizer, Draft authorizers, Draft scopes) {
        definition.eachMethod(path, method, true, target -> {
            DraftList security = definition.security(target, path.value(), method.value());
            DraftObject requirement = DraftObject.makeLegacy();
            requirement.put(ApiDefinition.name(authorizer), DraftList.of());
            if (!authorizer.is("NONE") && authorizers instanceof DraftObject known && known.truthy()) {
                Draft config = known.get(authorizer.value());
                if (known.has(authorizer.value()) && !(config instanceof DraftObject)) {
                    throw Rejection.of(
                            config, "authorizer", "Authorizer `" + authorizer.value() + "` needs to be an object.");
                }
                Draft own = config instanceof DraftObject object ? object.get("AuthorizationScopes") : config;
                Draft wanted = scopes.isNothing() ? own : scopes;
                if (!config.isNothing() && !wanted.isNothing()) {
                    requirement.put(authorizer.value(), wanted.copy());
                }
            }
            target.put("security", security.plus(DraftList.of(requirement)));
            addIamIfFirst(target);
        });
    }

    /// Says whether a method needs an API key.
    public void setApiKeyRequired(DraftText path, DraftText method, boolean required) {
        definition.eachMethod(path, method, true, target -> {
            if (required) {
                addApiKey();
            }
            DraftList security = definition.security(target, path.value(), method.value());
            DraftObject requirement = DraftObject.makeLegacy().put(required ? API_KEY : NO_API_KEY, DraftList.of());
            target.put("security", security.plus(DraftList.of(requirement)));
        });
    }

    /// The authorizer of all methods of a path that have none of their own.
    ///
    /// @param scopes what the authorizer asks for by default
    /// @param withPreflight whether `OPTIONS` methods have it too
    public void setDefaultAuthorizer(
            String path, DraftText authorizer, Set<String> authorizers, DraftList scopes, boolean withPreflight) {
        definition.eachMethodOf(path, RestDefinition.NO_METHODS, (method, target) -> {
            if (!withPreflight && method.equals("options")) {
                return;
            }
            DraftList others = DraftList.of();
            DraftList own = DraftList.of();
            for (DraftObject requirement : requirements(target, path, method)) {
                boolean authorizes =
                        requirement.has("AWS_IAM") || authorizers.stream().anyMatch(requirement::has);
                (authorizes ? own : others).add(requirement);
            }
            if (!removeFirst(others, "NONE")) {
                if (own.size() == 0) {
                    own.add(DraftObject.makeLegacy().put(ApiDefinition.name(authorizer), scopes.copy()));
                }
                others = others.plus(own);
            }
            if (others.truthy()) {
                target.put("security", others);
                addIamIfFirst(target);
            }
        });
    }

    /// Has all methods of a path need an API key, but for those that say that they don't.
    ///
    /// @param withPreflight whether `OPTIONS` methods need it too
    public void setDefaultApiKeyRequired(String path, boolean withPreflight) {
        definition.eachMethodOf(path, RestDefinition.NO_METHODS, (method, target) -> {
            DraftList others = DraftList.of();
            DraftList own = DraftList.of();
            for (DraftObject requirement : requirements(target, path, method)) {
                (requirement.has(API_KEY) || requirement.has(NO_API_KEY) ? own : others).add(requirement);
            }
            DraftList existing = definition.security(target, path, method);
            DraftList security = others;
            if (!removeFirst(own, NO_API_KEY) && (withPreflight || !method.equals("options"))) {
                security = others.plus(DraftList.of(DraftObject.makeLegacy().put(API_KEY, DraftList.of())));
            }
            if (!security.equals(existing)) {
                target.put("security", security);
            }
        });
    }

    private static boolean removeFirst(DraftList requirements, String name) {
        for (int i = 0; i < requirements.size(); i++) {
            if (requirements.get(i) instanceof DraftObject object && object.has(name)) {
                requirements.elements().remove(i);
                return true;
            }
        }
        return false;
    }

    private List<DraftObject> requirements(DraftObject target, String path, String method) {
        return definition.security(target, path, method).elements().stream()
                .map(requirement -> {
                    if (requirement instanceof DraftObject object) {
                        return object;
                    }
                    throw Rejection.of(
                            requirement,
                            "openapi",
                            "Each element of `security` of method `" + method + "` of path `" + path
                                    + "` needs to be an object, not " + requirement.aKind() + ".");
                })
                .toList();
    }

    private void addIamIfFirst(DraftObject target) {
        if (target.get("security") instanceof DraftList list
                && list.size() > 0
                && list.get(0) instanceof DraftObject first
                && first.has("AWS_IAM")) {
            addIam();
        }
    }
}
