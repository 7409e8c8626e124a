package samara.transform.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.PythonText;
import samara.transform.model.Definition;
import samara.transform.model.Partition;

/// An authorizer of a REST API: IAM, a Cognito user pool, or a function that gets a token or the request. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html>.
///
/// @param config as the template has it; empty for IAM
record ApiAuthorizer(Definition api, String name, DraftObject config, Kind kind) {
    private static final String KEY = "x-amazon-apigateway-authorizer";
    private static final List<Map.Entry<String, String>> SOURCES = List.of(
            Map.entry("Headers", "method.request.header."),
            Map.entry("QueryStrings", "method.request.querystring."),
            Map.entry("StageVariables", "stageVariables."),
            Map.entry("Context", "context."));

    enum Kind {
        IAM("awsSigv4"),
        COGNITO("cognito_user_pools"),
        TOKEN("custom"),
        REQUEST("custom");

        private final String authType;

        Kind(String authType) {
            this.authType = authType;
        }
    }

    /// IAM as the default authorizer.
    static ApiAuthorizer iam(Definition api) {
        return new ApiAuthorizer(api, "AWS_IAM", DraftObject.make(), Kind.IAM);
    }

    /// Reads an authorizer.
    static ApiAuthorizer of(Definition api, String name, DraftObject config) {
        Draft payload = config.get("FunctionPayloadType");
        if (!payload.isNothing() && !payload.is("TOKEN") && !payload.is("REQUEST")) {
            throw api.reject(payload, "authorizer", "`FunctionPayloadType` can be `TOKEN` or `REQUEST`.");
        }
        Kind kind =
                config.get("UserPoolArn").truthy() ? Kind.COGNITO : payload.is("REQUEST") ? Kind.REQUEST : Kind.TOKEN;
        ApiAuthorizer authorizer = new ApiAuthorizer(api, name, config, kind);
        if (payload.is("REQUEST") && authorizer.lacksIdentity()) {
            throw api.reject(
                    config,
                    "authorizer",
                    "Authorizer `" + name
                            + "` needs an `Identity` with `Headers`, `QueryStrings`, `StageVariables` or `Context`.");
        }
        Draft scopes = config.get("AuthorizationScopes");
        if (!scopes.isNothing() && !(scopes instanceof DraftList)) {
            throw api.reject(
                    scopes, "wrong-type", "`AuthorizationScopes` needs to be a list, not " + scopes.aKind() + ".");
        }
        Draft disable = config.get("DisableFunctionDefaultPermissions");
        if (!disable.isNothing() && !(disable instanceof DraftBoolean)) {
            throw api.reject(
                    disable,
                    "wrong-type",
                    "`DisableFunctionDefaultPermissions` needs to be a boolean, not " + disable.aKind() + ".");
        }
        return authorizer;
    }

    private boolean lacksIdentity() {
        if (!config.get("Identity").truthy()) {
            return true;
        }
        DraftObject identity = api.requireObject(config.get("Identity"), "Auth.Authorizers." + name + ".Identity");
        boolean lacks = SOURCES.stream()
                .noneMatch(source -> identity.get(source.getKey()).truthy());
        String seconds = PythonText.str(identity.get("ReauthorizeEvery")).strip();
        return seconds.matches("[+-]?\\d+") ? Long.parseLong(seconds) > 0 && lacks : lacks;
    }

    /// The scopes that its methods ask for by default.
    DraftList scopes() {
        return config.list("AuthorizationScopes").orElseGet(DraftList::of);
    }

    /// Its security definition.
    DraftObject definition(Partition partition) {
        DraftObject made = DraftObject.makeLegacy()
                .put("type", "apiKey")
                .put("name", header())
                .put("in", "header")
                .put("x-amazon-apigateway-authtype", kind.authType);
        switch (kind) {
            case IAM -> {
                return made;
            }
            case COGNITO -> {
                Draft pools = config.get("UserPoolArn");
                made.put(
                        KEY,
                        DraftObject.makeLegacy()
                                .put("type", "cognito_user_pools")
                                .put(
                                        "providerARNs",
                                        pools instanceof DraftList ? pools.copy() : DraftList.of(pools.copy())));
            }
            case TOKEN, REQUEST -> made.put(KEY, function(partition));
        }
        if (kind != Kind.REQUEST
                && config.get("Identity") instanceof DraftObject identity
                && made.get(KEY) instanceof DraftObject authorizer) {
            authorizer.putTruthy("identityValidationExpression", identity.get("ValidationExpression"));
        }
        return made;
    }

    private DraftObject function(Partition partition) {
        String uri = "arn:" + partition.name()
                + ":apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations";
        DraftObject made = DraftObject.makeLegacy()
                .putAll(DraftObject.make().put("type", kind == Kind.REQUEST ? "request" : "token"))
                .put(
                        "authorizerUri",
                        Intrinsics.sub(
                                uri,
                                DraftObject.of(
                                        "__FunctionArn__",
                                        config.get("FunctionArn").copy())));
        Draft given = config.get("Identity");
        if (given instanceof DraftObject identity) {
            made.putSome("authorizerResultTtlInSeconds", identity.get("ReauthorizeEvery"));
        }
        if (!config.get("FunctionInvokeRole").is("NONE")) {
            made.putTruthy("authorizerCredentials", config.get("FunctionInvokeRole"));
        }
        if (kind == Kind.REQUEST && given instanceof DraftObject identity) {
            made.putTruthy("identitySource", identitySource(identity));
        }
        return made;
    }

    private DraftText identitySource(DraftObject identity) {
        List<String> items = new ArrayList<>();
        boolean unicode = false;
        for (Map.Entry<String, String> source : SOURCES) {
            Draft values = identity.get(source.getKey());
            if (!values.truthy()) {
                continue;
            }
            String path = "Auth.Authorizers." + name + ".Identity." + source.getKey();
            if (!(values instanceof DraftList list)) {
                throw api.reject(
                        values, "wrong-type", "`" + path + "` needs to be a list, not " + values.aKind() + ".");
            }
            for (Draft value : list) {
                if (!(value instanceof DraftText text)) {
                    throw api.reject(value, "wrong-type", "`" + path + "` needs to be a list of strings.");
                }
                unicode |= text.unicode();
                items.add(source.getValue() + text.value());
            }
        }
        return new DraftText(String.join(", ", items), unicode, Draft.UNPLACED);
    }

    private Draft header() {
        if (kind == Kind.REQUEST) {
            return DraftText.of("Unused");
        }
        Draft identity = config.get("Identity");
        if (!identity.truthy()) {
            return DraftText.of("Authorization");
        }
        Draft header = api.requireObject(identity, "Auth.Authorizers." + name + ".Identity")
                .get("Header");
        return header.truthy() ? header : DraftText.of("Authorization");
    }
}
