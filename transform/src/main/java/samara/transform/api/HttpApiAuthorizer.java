package samara.transform.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.Definition;
import samara.transform.model.Partition;

/// An authorizer of an HTTP API: IAM, JSON Web Tokens, or a function. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-oauth2authorizer.html>.
///
/// @param config as the template has it; empty for IAM
record HttpApiAuthorizer(Definition api, String name, DraftObject config, Kind kind) {
    private static final String KEY = "x-amazon-apigateway-authorizer";
    private static final List<String> OF_TOKENS = List.of("AuthorizationScopes", "JwtConfiguration", "IdentitySource");
    private static final List<String> OF_FUNCTIONS = List.of(
            "FunctionArn",
            "FunctionInvokeRole",
            "Identity",
            "AuthorizerPayloadFormatVersion",
            "EnableSimpleResponses",
            "EnableFunctionDefaultPermissions");
    private static final List<Map.Entry<String, String>> SOURCES = List.of(
            Map.entry("Headers", "$request.header."),
            Map.entry("QueryStrings", "$request.querystring."),
            Map.entry("StageVariables", "$stageVariables."),
            Map.entry("Context", "$context."));

    enum Kind {
        IAM,
        TOKEN,
        FUNCTION
    }

    static HttpApiAuthorizer iam(Definition api) {
        return new HttpApiAuthorizer(api, "AWS_IAM", DraftObject.make(), Kind.IAM);
    }

    /// Reads an authorizer.
    static HttpApiAuthorizer of(Definition api, String name, DraftObject config) {
        if (config.has("OpenIdConnectUrl")) {
            throw api.reject(
                    config.get("OpenIdConnectUrl"),
                    "authorizer",
                    "`OpenIdConnectUrl` is no longer supported; use `JwtConfiguration`.");
        }
        Draft jwt = config.get("JwtConfiguration");
        if (jwt.truthy()) {
            api.requireObject(jwt, "Auth.Authorizers." + name + ".JwtConfiguration");
        }
        HttpApiAuthorizer authorizer =
                new HttpApiAuthorizer(api, name, config, jwt.truthy() ? Kind.TOKEN : Kind.FUNCTION);
        authorizer.check();
        return authorizer;
    }

    private void check() {
        Draft scopes = config.get("AuthorizationScopes");
        if (!scopes.isNothing() && !(scopes instanceof DraftList)) {
            throw api.reject(
                    scopes, "wrong-type", "`AuthorizationScopes` needs to be a list, not " + scopes.aKind() + ".");
        }
        boolean isToken = kind == Kind.TOKEN;
        for (String property : isToken ? OF_FUNCTIONS : OF_TOKENS) {
            if (config.get(property).truthy()
                    || !property.equals("JwtConfiguration")
                            && !config.get(property).isNothing()) {
                throw api.reject(
                        config.get(property),
                        "authorizer",
                        "`" + property + "` doesn't go with an authorizer that "
                                + (isToken ? "checks tokens." : "is a function."));
            }
        }
        for (String property :
                isToken ? List.of("IdentitySource") : List.of("FunctionArn", "AuthorizerPayloadFormatVersion")) {
            if (!config.get(property).truthy()) {
                throw api.reject(config, "missing-property", "Authorizer `" + name + "` needs `" + property + "`.");
            }
        }
        Draft permissions = config.get("EnableFunctionDefaultPermissions");
        if (!permissions.isNothing() && !(permissions instanceof DraftBoolean)) {
            throw api.reject(
                    permissions,
                    "wrong-type",
                    "`EnableFunctionDefaultPermissions` needs to be a boolean, not " + permissions.aKind() + ".");
        }
    }

    /// Its security scheme.
    DraftObject scheme(Partition partition) {
        return switch (kind) {
            case IAM ->
                DraftObject.make()
                        .put("type", "apiKey")
                        .put("name", "Authorization")
                        .put("in", "header")
                        .put("x-amazon-apigateway-authtype", "awsSigv4");
            case TOKEN -> {
                DraftObject jwt = DraftObject.make();
                config.object("JwtConfiguration")
                        .ifPresent(given ->
                                given.forEach((member, value) -> jwt.put(member.toLowerCase(Locale.ROOT), value)));
                yield DraftObject.make()
                        .put("type", "oauth2")
                        .put(
                                KEY,
                                DraftObject.of("jwtConfiguration", jwt)
                                        .put("identitySource", config.get("IdentitySource"))
                                        .put("type", "jwt"));
            }
            case FUNCTION ->
                DraftObject.make()
                        .put("type", "apiKey")
                        .put("name", "Unused")
                        .put("in", "header")
                        .put(KEY, function(partition));
        };
    }

    private DraftObject function(Partition partition) {
        String uri = "arn:" + partition.name()
                + ":apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations";
        DraftObject made = DraftObject.make()
                .put("type", "request")
                .put(
                        "authorizerUri",
                        Intrinsics.sub(uri, DraftObject.of("__FunctionArn__", config.get("FunctionArn"))));
        if (!config.get("FunctionInvokeRole").is("NONE")) {
            made.putTruthy("authorizerCredentials", config.get("FunctionInvokeRole"));
        }
        if (config.get("Identity").truthy()) {
            DraftObject identity = api.requireObject(config.get("Identity"), "Auth.Authorizers." + name + ".Identity");
            made.putSome("authorizerResultTtlInSeconds", identity.get("ReauthorizeEvery"));
            made.put("identitySource", sources(identity));
        }
        return made.put("authorizerPayloadFormatVersion", config.get("AuthorizerPayloadFormatVersion"))
                .putTruthy("enableSimpleResponses", config.get("EnableSimpleResponses"));
    }

    private DraftList sources(DraftObject identity) {
        DraftList sources = DraftList.of();
        for (Map.Entry<String, String> source : SOURCES) {
            Draft values = identity.get(source.getKey());
            if (!values.truthy()) {
                continue;
            }
            if (!(values instanceof DraftList list)
                    || !list.elements().stream().allMatch(DraftText.class::isInstance)) {
                throw api.reject(values, "wrong-type", "`" + source.getKey() + "` needs to be a list of strings.");
            }
            list.forEach(value -> sources.add(DraftText.of(source.getValue() + ((DraftText) value).value())));
        }
        return sources;
    }
}
