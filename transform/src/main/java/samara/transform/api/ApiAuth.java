package samara.transform.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.Partition;
import samara.transform.model.Rejection;
import samara.transform.openapi.ResourcePolicy;
import samara.transform.openapi.RestDefinition;
import samara.transform.openapi.RestSecurity;

/// The `Auth` of a REST API: its authorizers, defaults, API keys and resource policy. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html>.
final class ApiAuth {
    static final List<String> MEMBERS = List.of(
            "Authorizers",
            "DefaultAuthorizer",
            "InvokeRole",
            "AddDefaultAuthorizerToCorsPreflight",
            "AddApiKeyRequiredToCorsPreflight",
            "ApiKeyRequired",
            "ResourcePolicy",
            "UsagePlan");

    private final Definition definition;
    private final Partition partition;
    private final DraftObject auth;

    ApiAuth(Definition definition, Partition partition) {
        this.definition = definition;
        this.partition = partition;
        this.auth = AuthProperties.of(definition);
    }

    /// Adds it to the definition.
    void addToDefinition() {
        if (!AuthProperties.areWanted(definition, MEMBERS)) {
            return;
        }
        RestDefinition editor = ApiResource.edit(definition, "Auth");
        RestSecurity security = new RestSecurity(editor);
        Map<String, ApiAuthorizer> authorizers =
                authorizers(auth.get("DefaultAuthorizer").is("AWS_IAM"));
        if (!authorizers.isEmpty()) {
            authorizers.forEach(
                    (name, authorizer) -> editor.putAuthorizer(name(name), authorizer.definition(partition)));
            setDefaultAuthorizer(editor, security, authorizers);
        }
        if (auth.get("ApiKeyRequired").truthy()) {
            security.addApiKey();
            boolean preflight = unlessFalse("AddApiKeyRequiredToCorsPreflight");
            editor.pathNames().forEach(path -> security.setDefaultApiKeyRequired(path, preflight));
        }
        addResourcePolicy(editor);
        OpenApiVersion.apply(definition, editor.finish());
    }

    private DraftObject.Name name(String name) {
        if (definition.get("Auth") instanceof DraftObject object
                && object.get("Authorizers") instanceof DraftObject known
                && known.has(name)) {
            return known.nameOf(name);
        }
        // IAM's name comes from `DefaultAuthorizer`.
        return auth.get("DefaultAuthorizer") instanceof DraftText text
                ? new DraftObject.Name(name, text.unicode(), text.span())
                : new DraftObject.Name(name, false, Draft.UNPLACED);
    }

    private boolean unlessFalse(String property) {
        return !auth.has(property) || auth.get(property).truthy();
    }

    private Map<String, ApiAuthorizer> authorizers(boolean withIam) {
        Map<String, ApiAuthorizer> authorizers = new LinkedHashMap<>();
        DraftObject order = DraftObject.makeLegacy();
        if (withIam) {
            authorizers.put("AWS_IAM", ApiAuthorizer.iam(definition));
            order.put("AWS_IAM", "");
        }
        if (auth.get("Authorizers").truthy()) {
            definition
                    .requireObject(auth.get("Authorizers"), "Auth.Authorizers")
                    .forEach((name, config) -> {
                        DraftObject object = definition.requireObject(config, "Auth.Authorizers." + name);
                        authorizers.put(name, ApiAuthorizer.of(definition, name, object));
                        order.put(name, "");
                    });
        }
        Map<String, ApiAuthorizer> ordered = new LinkedHashMap<>();
        for (String name : order.names()) {
            ApiAuthorizer authorizer = authorizers.get(name);
            if (authorizer != null) {
                ordered.put(name, authorizer);
            }
        }
        return ordered;
    }

    private void setDefaultAuthorizer(
            RestDefinition editor, RestSecurity security, Map<String, ApiAuthorizer> authorizers) {
        Draft given = auth.get("DefaultAuthorizer");
        if (!given.truthy()) {
            return;
        }
        if (!(given instanceof DraftText name)) {
            throw definition.reject(
                    given, "authorizer", "`DefaultAuthorizer` needs to be the name of one, not " + given.aKind() + ".");
        }
        ApiAuthorizer authorizer = authorizers.get(name.value());
        if (authorizer == null) {
            throw definition.reject(
                    given, "authorizer", "There is no authorizer `" + name.value() + "` in `Authorizers`.");
        }
        boolean preflight = unlessFalse("AddDefaultAuthorizerToCorsPreflight");
        editor.pathNames()
                .forEach(path -> security.setDefaultAuthorizer(
                        path, name, authorizers.keySet(), authorizer.scopes(), preflight));
    }

    private void addResourcePolicy(RestDefinition editor) {
        Draft given = auth.get("ResourcePolicy");
        if (!given.truthy()) {
            return;
        }
        if (!(given instanceof DraftObject statement)) {
            throw Rejection.of(
                    given, "wrong-type", "`ResourcePolicy` needs to be an object, not " + given.aKind() + ".");
        }
        ResourcePolicy policy = new ResourcePolicy(editor);
        editor.pathNames().forEach(path -> policy.add(statement, editor.pathText(path), definition.get("StageName")));
        if (statement.get("CustomStatements").truthy()) {
            policy.addCustom(statement.get("CustomStatements"));
        }
    }

    /// What lets the API call the functions of its authorizers.
    List<CfnResource> permissions() {
        List<CfnResource> permissions = new ArrayList<>();
        if (!auth.truthy()) {
            return permissions;
        }
        authorizers(false).forEach((name, authorizer) -> {
            Draft function = authorizer.config().get("FunctionArn");
            if (!function.truthy()
                    || authorizer
                            .config()
                            .get("DisableFunctionDefaultPermissions")
                            .truthy()) {
                return;
            }
            String arn = partition.arn("execute-api", "${__ApiId__}/authorizers/*");
            permissions.add(definition
                    .extra(definition.id() + name + "AuthorizerPermission", "AWS::Lambda::Permission")
                    .set("Action", "lambda:InvokeFunction")
                    .set("FunctionName", function)
                    .set("Principal", "apigateway.amazonaws.com")
                    .set(
                            "SourceArn",
                            Intrinsics.sub(arn, DraftObject.of("__ApiId__", Intrinsics.ref(definition.id())))));
        });
        return permissions;
    }
}
