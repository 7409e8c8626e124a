package samara.transform.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.Partition;
import samara.transform.openapi.HttpDefinition;

/// The `Auth` of an HTTP API: its authorizers and their default. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapiauth.html>.
final class HttpApiAuth {
    private static final List<String> MEMBERS = List.of("Authorizers", "DefaultAuthorizer", "EnableIamAuthorizer");

    private final Definition definition;
    private final Partition partition;
    private final DraftObject auth;

    HttpApiAuth(Definition definition, Partition partition) {
        this.definition = definition;
        this.partition = partition;
        this.auth = AuthProperties.of(definition);
    }

    /// Adds it to the definition.
    void addToDefinition() {
        if (!AuthProperties.areWanted(definition, MEMBERS)) {
            return;
        }
        HttpDefinition editor = HttpApiResource.editOwn(definition, "Auth");
        Map<String, HttpApiAuthorizer> authorizers = authorizers();
        authorizers.forEach((name, authorizer) -> editor.putAuthorizer(name, authorizer.scheme(partition)));
        setDefault(editor, authorizers);
        editor.finish();
    }

    private Map<String, HttpApiAuthorizer> authorizers() {
        Map<String, HttpApiAuthorizer> authorizers = new LinkedHashMap<>();
        if (auth.get("EnableIamAuthorizer") instanceof DraftBoolean enabled && enabled.value()) {
            authorizers.put("AWS_IAM", HttpApiAuthorizer.iam(definition));
        }
        if (auth.get("Authorizers").truthy()) {
            definition
                    .requireObject(auth.get("Authorizers"), "Auth.Authorizers")
                    .forEach((name, config) -> {
                        DraftObject object = definition.requireObject(config, "Auth.Authorizers." + name);
                        authorizers.put(name, HttpApiAuthorizer.of(definition, name, object));
                    });
        }
        return authorizers;
    }

    private void setDefault(HttpDefinition editor, Map<String, HttpApiAuthorizer> authorizers) {
        Draft given = auth.get("DefaultAuthorizer");
        if (!given.truthy() || Intrinsics.isNoValue(given)) {
            return;
        }
        if (!(given instanceof DraftText name)) {
            throw definition.reject(
                    given, "authorizer", "`DefaultAuthorizer` needs to be the name of one, not " + given.aKind() + ".");
        }
        HttpApiAuthorizer authorizer = authorizers.get(name.value());
        if (authorizer == null) {
            throw definition.reject(
                    given, "authorizer", "There is no authorizer `" + name.value() + "` in `Authorizers`.");
        }
        DraftList scopes = authorizer.config().list("AuthorizationScopes").orElseGet(DraftList::of);
        editor.pathNames().forEach(path -> editor.setDefaultAuthorizer(path, name, scopes));
    }

    /// What lets the API call the functions of its authorizers, where they ask for that.
    List<CfnResource> permissions() {
        List<CfnResource> permissions = new ArrayList<>();
        if (!auth.truthy()) {
            return permissions;
        }
        authorizers().forEach((name, authorizer) -> {
            if (authorizer.config().get("FunctionArn").truthy()
                    && authorizer
                            .config()
                            .get("EnableFunctionDefaultPermissions")
                            .truthy()) {
                permissions.add(V2Domain.authorizerPermission(
                        definition,
                        definition.id() + name + "AuthorizerPermission",
                        authorizer.config().get("FunctionArn")));
            }
        });
        return permissions;
    }
}
