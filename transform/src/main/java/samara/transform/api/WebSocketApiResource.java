package samara.transform.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import samara.template.Diagnostic;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.LogicalId;
import samara.transform.model.Rejection;
import samara.transform.model.SamResourceType;
import samara.transform.model.Tags;
import samara.transform.model.Translation;

/// `AWS::Serverless::WebSocketApi`: a WebSocket API whose routes are functions. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html>.
public final class WebSocketApiResource implements SamResourceType {
    private static final String CREATOR = "websocketapi:createdBy";
    private static final String CONNECT = "$connect";
    private static final Set<String> SPECIAL_ROUTES = Set.of(CONNECT, "$disconnect", "$default");
    private static final List<String> COPIED = List.of(
            "ApiKeySelectionExpression",
            "Description",
            "DisableExecuteApiEndpoint",
            "DisableSchemaValidation",
            "IpAddressType",
            "RouteSelectionExpression");
    private static final List<String> COPIED_OF_ROUTES = List.of(
            "ApiKeyRequired",
            "ModelSelectionExpression",
            "OperationName",
            "RequestModels",
            "RouteResponseSelectionExpression");
    private static final String FUNCTION_URI =
            "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${";

    @Override
    public String type() {
        return "AWS::Serverless::WebSocketApi";
    }

    @Override
    public Map<String, String> referables() {
        return Map.of("Stage", "AWS::ApiGatewayV2::Stage", "DomainName", "AWS::ApiGatewayV2::DomainName");
    }

    @Override
    public List<CfnResource> transform(Definition given, Translation translation) {
        Definition definition = withoutAttributes(given, translation);
        for (String name : List.of("Auth", "Domain", "Routes")) {
            if (definition.properties().has(name)) {
                definition.properties().put(name, translation.resolve(definition.get(name)));
            }
        }
        DraftObject routes = definition.requireObject(definition.get("Routes"), "Routes");
        check(definition, routes);
        List<CfnResource> made = new ArrayList<>(List.of(api(definition)));
        // As AWS has it: WebSocket APIs don't share record set groups, the last one of a hosted zone stands.
        List<CfnResource> domain = V2Domain.of(definition, CREATOR, new RecordSets());
        CfnResource stage = stage(definition);
        DraftList routeIds = DraftList.of();
        routes.members().forEach(member -> {
            DraftObject route = definition.requireObject(
                    member.value(), "Routes." + member.name().value());
            CfnResource added = addRoute(definition, member.name(), route, made);
            routeIds.add(DraftText.of(added.id()));
        });
        made.addAll(domain);
        if (definition.get("RouteSettings").truthy()) {
            stage.dependsOn(routeIds);
        }
        made.add(stage);
        addAuthorizer(definition, made);
        if (definition.get("Tags").truthy()) {
            Tags.propagate(made, tags(definition), definition.get("PropagateTags"));
        }
        return made;
    }

    /// AWS's transform passes a WebSocket API's attributes to none of its resources, so that nobody may rely on them.
    private static Definition withoutAttributes(Definition definition, Translation translation) {
        definition.attributes().members().forEach(member -> {
            String name = member.name().value();
            translation.report(Diagnostic.warning(
                            "ignored-attribute",
                            "AWS's transform ignores `" + name + "` of a WebSocket API.",
                            definition.resource().nameSpan(name))
                    .inResource(definition.id()));
        });
        return definition.withoutAttributes();
    }

    private static void check(Definition definition, DraftObject routes) {
        if (!routes.truthy()) {
            throw definition.reject(definition.get("Routes"), "routes", "A WebSocket API needs at least one route.");
        }
        Draft addresses = definition.get("IpAddressType");
        if (!addresses.isNothing()
                && !Intrinsics.isIntrinsic(addresses)
                && !addresses.is("ipv4")
                && !addresses.is("dualstack")) {
            throw definition.reject(addresses, "ip-address-type", "`IpAddressType` can be `ipv4` or `dualstack`.");
        }
        if (definition.get("Domain") instanceof DraftObject domain
                && domain.get("MutualTlsAuthentication").truthy()) {
            throw definition.reject(
                    domain.get("MutualTlsAuthentication"), "unknown-property", "WebSocket APIs have no mutual TLS.");
        }
        if (definition.get("StageName").is("$default")) {
            throw definition.reject(
                    definition.get("StageName"),
                    "stage-name",
                    "The stage of a WebSocket API can't be called `$default`.");
        }
        if (definition.get("Auth").truthy()) {
            DraftObject auth = definition.requireObject(definition.get("Auth"), "Auth");
            if (!routes.has(CONNECT)) {
                throw definition.reject(auth, "authorizer", "`Auth` needs a `$connect` route, which it is for.");
            }
            checkAuth(definition, auth);
        }
    }

    private static void checkAuth(Definition definition, DraftObject auth) {
        Draft type = auth.get("AuthType");
        String name = type instanceof DraftText text ? text.value().toUpperCase(Locale.ROOT) : "";
        if (!Set.of("NONE", "AWS_IAM", "CUSTOM").contains(name)) {
            throw definition.reject(
                    type.isNothing() ? auth : type,
                    "authorizer",
                    "`Auth` needs an `AuthType`: `AWS_IAM`, `CUSTOM` or `NONE`.");
        }
        if (name.equals("CUSTOM") && !auth.get("AuthArn").truthy()) {
            throw definition.reject(
                    auth, "authorizer", "`AuthType: CUSTOM` needs `AuthArn`, the function that authorizes.");
        }
        if (!name.equals("CUSTOM") && auth.size() > 1) {
            throw definition.reject(auth, "authorizer", "`AuthType: " + name + "` takes nothing beside it.");
        }
    }

    private static CfnResource api(Definition definition) {
        CfnResource api = definition.main("AWS::ApiGatewayV2::Api").set("ProtocolType", "WEBSOCKET");
        COPIED.forEach(property -> api.set(property, definition.get(property)));
        Draft name = definition.get("Name");
        return api.set("Name", name.isNothing() ? DraftText.of(definition.id()) : name)
                .set("Tags", tags(definition));
    }

    private static DraftObject tags(Definition definition) {
        DraftObject tags = DraftObject.make();
        definition.properties().object("Tags").ifPresent(tags::putAll);
        return tags.put(CREATOR, "SAM");
    }

    private static Draft stageName(Definition definition) {
        Draft name = definition.get("StageName");
        return name.isNothing() ? DraftText.of("default") : name;
    }

    private static CfnResource stage(Definition definition) {
        Draft name = stageName(definition);
        String text = name instanceof DraftText own ? own.value() : "";
        String id = definition.id() + (text.equals("default") ? "Default" : text) + "Stage";
        return definition
                .extra(id, "AWS::ApiGatewayV2::Stage")
                .set("ApiId", Intrinsics.ref(definition.id()))
                .set("StageName", name)
                .set("StageVariables", definition.get("StageVariables"))
                .set("AccessLogSettings", definition.get("AccessLogSettings"))
                .set("DefaultRouteSettings", definition.get("DefaultRouteSettings"))
                .set("Tags", DraftObject.make().put(CREATOR, "SAM"))
                .set("AutoDeploy", DraftBoolean.of(true))
                .set("RouteSettings", definition.get("RouteSettings"));
    }

    private static CfnResource addRoute(
            Definition definition, DraftObject.Name name, DraftObject config, List<CfnResource> made) {
        String key = name.value();
        String id = definition.id() + idOf(definition, name);
        CfnResource route = definition
                .extra(id + "Route", "AWS::ApiGatewayV2::Route")
                .set("RouteKey", key)
                .set("ApiId", Intrinsics.ref(definition.id()));
        COPIED_OF_ROUTES.forEach(property -> route.set(property, config.get(property)));
        Draft parameters = config.get("RequestParameters");
        if (parameters.truthy() && !key.equals(CONNECT)) {
            throw definition.reject(
                    parameters, "request-parameters", "Only the `$connect` route takes `RequestParameters`.");
        }
        route.properties().putTruthy("RequestParameters", parameters);
        Draft function = config.get("FunctionArn");
        if (!config.has("FunctionArn")) {
            throw definition.reject(config, "missing-property", "Route `" + key + "` needs a `FunctionArn`.");
        }
        CfnResource integration = definition
                .extra(id + "Integration", "AWS::ApiGatewayV2::Integration")
                .set("ApiId", Intrinsics.ref(definition.id()))
                .set("IntegrationType", "AWS_PROXY")
                .set(
                        "IntegrationUri",
                        Intrinsics.sub(
                                FUNCTION_URI + "FunctionArn}/invocations", DraftObject.of("FunctionArn", function)))
                .set("TimeoutInMillis", config.get("IntegrationTimeout"));
        route.set("Target", Intrinsics.join("/", DraftList.of(DraftText.of("integrations"), integration.ref())));
        if (key.equals(CONNECT)) {
            authorize(definition, route);
        }
        made.addAll(List.of(route, integration, permission(definition, id, key, function)));
        return route;
    }

    private static String idOf(Definition definition, DraftObject.Name name) {
        String key = name.value();
        if (!SPECIAL_ROUTES.contains(key) && !LogicalId.isAlphanumeric(key)) {
            throw Rejection.at(
                            name.span(),
                            "routes",
                            "Route `" + key
                                    + "` needs to consist of letters and digits, or be `$connect`, `$disconnect` or "
                                    + "`$default`.")
                    .inResource(definition.id());
        }
        String letters = key.replace("$", "");
        return letters.substring(0, 1).toUpperCase(Locale.ROOT)
                + letters.substring(1).toLowerCase(Locale.ROOT);
    }

    private static CfnResource permission(Definition definition, String id, String key, Draft function) {
        Draft stage = stageName(definition);
        String arn =
                "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${" + definition.id() + ".ApiId}/";
        DraftObject source = stage instanceof DraftText text
                ? Intrinsics.sub(arn + text.value() + "/" + key)
                : Intrinsics.sub(arn + "${__StageName__}/" + key, DraftObject.of("__StageName__", stage));
        return definition
                .extra(id + "Permission", "AWS::Lambda::Permission")
                .set("Action", "lambda:InvokeFunction")
                .set("FunctionName", function)
                .set("Principal", "apigateway.amazonaws.com")
                .set("SourceArn", source);
    }

    private static void authorize(Definition definition, CfnResource route) {
        if (!(definition.get("Auth") instanceof DraftObject auth) || !auth.truthy()) {
            return;
        }
        if (auth.get("AuthType").is("CUSTOM")) {
            route.set("AuthorizationType", "CUSTOM").set("AuthorizerId", Intrinsics.ref(authorizerId(definition)));
        } else {
            route.set("AuthorizationType", auth.get("AuthType").is("AWS_IAM") ? "AWS_IAM" : "NONE");
        }
    }

    private static String authorizerId(Definition definition) {
        return definition.id() + "ConnectAuthorizer";
    }

    private static void addAuthorizer(Definition definition, List<CfnResource> made) {
        if (!(definition.get("Auth") instanceof DraftObject auth)
                || !auth.get("AuthType").is("CUSTOM")) {
            return;
        }
        String id = authorizerId(definition);
        Draft name = auth.get("Name");
        made.add(definition
                .extra(id, "AWS::ApiGatewayV2::Authorizer")
                .set("ApiId", Intrinsics.ref(definition.id()))
                .set("AuthorizerCredentialsArn", auth.get("InvokeRole"))
                .set("AuthorizerType", "REQUEST")
                .set(
                        "AuthorizerUri",
                        Intrinsics.sub(
                                FUNCTION_URI + "AuthArn}/invocations", DraftObject.of("AuthArn", auth.get("AuthArn"))))
                .set("IdentitySource", auth.get("IdentitySource"))
                .set("Name", name.truthy() ? name : DraftText.of(id)));
        if (!auth.get("InvokeRole").truthy()) {
            made.add(V2Domain.authorizerPermission(
                    definition, definition.id() + "AuthorizerPermission", auth.get("AuthArn")));
        }
    }
}
