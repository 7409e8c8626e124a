package samara.transform.openapi;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.Partition;
import samara.transform.model.Rejection;

/// An edit of a REST API's definition, Swagger 2 or OpenAPI 3. See
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html>.
public final class RestDefinition extends ApiDefinition {
    static final List<String> NO_METHODS = List.of("summary", "description", "parameters");
    private static final String VALIDATORS = "x-amazon-apigateway-request-validators";

    final DraftObject resourcePolicy;
    private final DraftObject gatewayResponses;
    private final DraftObject definitions;
    private Draft securityDefinitions;

    private RestDefinition(DraftObject document) {
        super(document);
        securityDefinitions = orNew(document.get("securityDefinitions"));
        gatewayResponses = objectOrNew(document, "x-amazon-apigateway-gateway-responses");
        resourcePolicy = objectOrNew(document, "x-amazon-apigateway-policy");
        definitions = objectOrNew(document, "definitions");
    }

    /// Begins an edit of this definition.
    public static RestDefinition edit(Draft definition) {
        if (!isValid(definition)) {
            throw Rejection.of(
                    definition,
                    "openapi",
                    "The definition needs `paths` and either `swagger` or an `openapi` of version 3, written into "
                            + "`DefinitionBody` itself.");
        }
        return new RestDefinition((DraftObject) definition);
    }

    /// Whether it is a definition that can be edited.
    public static boolean isValid(Draft definition) {
        return definition instanceof DraftObject object
                && object.get("paths") instanceof DraftObject
                && (object.get("swagger").truthy()
                        || object.get("openapi").truthy() && isVersion3(object.get("openapi")));
    }

    /// The definition of an API without paths.
    public static DraftObject skeleton() {
        DraftObject info =
                DraftObject.makeLegacy().put("version", "1.0").put("title", Intrinsics.ref("AWS::StackName"));
        return DraftObject.makeLegacy().put("swagger", "2.0").put("info", info).put("paths", DraftObject.makeLegacy());
    }

    private static DraftObject objectOrNew(DraftObject document, String name) {
        return document.get(name) instanceof DraftObject object && object.truthy() ? object : DraftObject.makeLegacy();
    }

    private static Draft orNew(Draft value) {
        return value.truthy() ? value : DraftObject.makeLegacy();
    }

    @Override
    void validatePath(Draft item, String path) {
        pathItem(item, path);
    }

    /// Ends the edit; the definition it began with is changed.
    public DraftObject finish() {
        if (securityDefinitions.truthy()) {
            document.put("securityDefinitions", securityDefinitions);
        }
        putTouched("x-amazon-apigateway-gateway-responses", gatewayResponses);
        putTouched("definitions", definitions);
        if (securityDefinitions instanceof DraftObject object) {
            touch(object);
        }
        touch(resourcePolicy);
        counted();
        return document;
    }

    private void putTouched(String name, DraftObject part) {
        if (part.truthy()) {
            document.put(name, touch(part));
        }
    }

    /// How a method is answered by a function.
    ///
    /// @param credentials the role that API Gateway invokes with; nothing where it needs none
    public record LambdaIntegration(DraftObject uri, Draft condition, Draft credentials, boolean streams) {}

    /// Has a function answer a method.
    public void addLambdaIntegration(DraftText path, DraftText method, LambdaIntegration integration) {
        addPath(path, method);
        Draft uri = integration.condition().truthy()
                ? Intrinsics.choose(integration.condition(), integration.uri())
                : integration.uri();
        String methodName = methodName(method).value();
        for (DraftObject item : pathItems(path.value())) {
            DraftObject definition = methodDefinition(item.get(methodName), path.value(), methodName);
            DraftObject made = DraftObject.makeLegacy();
            definition.put(INTEGRATION, made);
            made.put("type", "aws_proxy").put("httpMethod", "POST").put("uri", uri);
            if (integration.streams()) {
                made.put("responseTransferMode", "STREAM");
            }
            made.putSome("credentials", integration.credentials());
            finishMethod(item, methodName, definition, DraftObject.makeLegacy(), integration.condition());
        }
    }

    /// Has a state machine answer a method.
    public void addStateMachineIntegration(
            DraftText path, DraftText method, DraftObject credentials, DraftObject templates, Draft condition) {
        addPath(path, method);
        DraftObject uri =
                Intrinsics.sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution");
        String methodName = methodName(method).value();
        for (DraftObject item : pathItems(path.value())) {
            DraftObject definition = methodDefinition(item.get(methodName), path.value(), methodName);
            DraftObject made = DraftObject.makeLegacy();
            definition.put(INTEGRATION, made);
            made.put("type", "aws")
                    .put("httpMethod", "POST")
                    .put("uri", condition.truthy() ? Intrinsics.choose(condition, uri) : uri)
                    .put("responses", statuses("statusCode", "200", "400"))
                    .put("credentials", credentials)
                    .putAll(DraftObject.of("requestTemplates", templates));
            finishMethod(item, methodName, definition, statuses("description", "OK", "Bad Request"), condition);
        }
    }

    private static DraftObject statuses(String member, String success, String failure) {
        return DraftObject.makeLegacy()
                .put("200", DraftObject.makeLegacy().put(member, success))
                .put("400", DraftObject.makeLegacy().put(member, failure));
    }

    private void finishMethod(
            DraftObject item, String method, DraftObject definition, DraftObject responses, Draft condition) {
        if (!definition.has("responses")) {
            definition.put("responses", responses);
        }
        touch(definition);
        if (condition.truthy()) {
            item.put(method, Intrinsics.choose(condition, definition));
        }
    }

    /// The role of an integration for callers that IAM identifies: that of the method, else of the API, else
    /// the caller's own; nothing where one says `NONE`.
    public static Draft invokeRole(DraftObject methodAuth, DraftObject apiAuth, Partition partition) {
        Draft own = roleOrNone(methodAuth);
        Draft role = own.truthy() ? own : roleOrNone(apiAuth);
        if (role.is("NONE")) {
            return new samara.transform.draft.Nothing(role.span());
        }
        return role.truthy() && !role.is("CALLER_CREDENTIALS")
                ? role
                : DraftText.of("arn:" + partition.name() + ":iam::*:user/*");
    }

    private static Draft roleOrNone(DraftObject auth) {
        return auth.has("InvokeRole") && !auth.get("InvokeRole").truthy()
                ? DraftText.of("NONE")
                : auth.get("InvokeRole");
    }

    /// Adds the `OPTIONS` method that answers preflight requests, unless the path has one.
    public void addCors(String path, CorsOptions cors) {
        List<DraftObject> items =
                pathItems(path).stream().filter(item -> !item.has("options")).toList();
        for (DraftObject item : items) {
            if (!cors.allowOrigin().truthy()) {
                throw Rejection.of(cors.allowOrigin(), "cors", "`Cors` needs an `AllowOrigin`.");
            }
            item.put("options", touch(cors.method(allowedMethods(items.getFirst()))));
        }
    }

    private static String allowedMethods(DraftObject item) {
        if (item.has(ANY_METHOD)) {
            return "'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT'";
        }
        TreeSet<String> methods = new TreeSet<>(List.of("OPTIONS"));
        item.names().forEach(name -> methods.add(name.toUpperCase(java.util.Locale.ROOT)));
        return "'" + String.join(",", methods) + "'";
    }

    /// Says which media types are binary; `~1` stands for `/` in them.
    public void setBinaryMediaTypes(Draft types) {
        document.put("x-amazon-apigateway-binary-media-types", slashes(types));
    }

    private static Draft slashes(Draft value) {
        return switch (value) {
            case DraftObject object -> {
                DraftObject made = DraftObject.makeLegacy();
                object.members()
                        .forEach(member -> made.put(
                                new DraftObject.Name(
                                        member.name().value().replace("~1", "/"),
                                        true,
                                        member.name().span()),
                                slashes(member.value())));
                yield made;
            }
            case DraftList list -> {
                DraftList made = DraftList.of();
                list.forEach(element -> made.add(slashes(element)));
                yield made;
            }
            case DraftText text -> new DraftText(text.value().replace("~1", "/"), true, text.span());
            default -> value;
        };
    }

    /// Turns the API's default address off, or says that it stays on.
    public void setExecuteApiEndpointDisabled(Draft disabled) {
        if (document.get("openapi").truthy() && isVersion3(document.get("openapi"))) {
            disableServers(disabled);
        } else {
            disableEndpoint(document, "The definition", disabled);
        }
    }

    /// The security definitions, to be added to.
    DraftObject securityDefinitions() {
        securityDefinitions = orNew(securityDefinitions);
        if (securityDefinitions instanceof DraftObject object) {
            return object;
        }
        throw Rejection.of(securityDefinitions, "openapi", "`securityDefinitions` needs to be an object.");
    }

    /// Adds a security definition unless there is one of this name.
    void addSecurityDefinition(String name, DraftObject definition) {
        if (!securityDefinitions().has(name)) {
            securityDefinitions().putAll(DraftObject.makeLegacy().put(name, definition));
        }
    }

    /// Adds or replaces the security definition of an authorizer.
    public void putAuthorizer(DraftObject.Name name, DraftObject definition) {
        securityDefinitions().put(name, definition);
    }

    /// Adds a gateway response.
    public void putGatewayResponse(DraftObject.Name name, DraftObject response) {
        gatewayResponses.put(name, response);
    }

    /// Adds models.
    public void addModels(DraftObject models) {
        models.members().forEach(member -> {
            if (!(member.value() instanceof DraftObject schema)
                    || !schema.get("type").truthy()) {
                throw Rejection.of(
                        member.value(), "models", "Model `" + member.name().value() + "` needs a `type`.");
            }
            DraftText lower = new DraftText(
                    member.name().value().toLowerCase(java.util.Locale.ROOT),
                    member.name().unicode(),
                    member.name().span());
            definitions.put(name(lower), schema.copy());
        });
    }

    /// Has API Gateway validate requests to a method.
    public void addRequestValidator(DraftText path, DraftText method, boolean body, boolean parameters) {
        String name =
                body ? parameters ? "body-and-params" : "body-only" : parameters ? "params-only" : "no-validation";
        DraftObject validator =
                DraftObject.makeLegacy().put("validateRequestBody", body).put("validateRequestParameters", parameters);
        if (!document.get(VALIDATORS).truthy()) {
            document.put(VALIDATORS, DraftObject.makeLegacy());
        }
        if (document.get(VALIDATORS) instanceof DraftObject validators
                && !validators.get(name).truthy()) {
            touch(validators).putAll(DraftObject.makeLegacy().put(name, validator));
        }
        eachMethod(
                path,
                method,
                true,
                definition ->
                        definition.putAll(DraftObject.makeLegacy().put("x-amazon-apigateway-request-validator", name)));
    }

    /// Says of which model a method's body is.
    public void addRequestModel(DraftText path, DraftText method, DraftText model, Draft required) {
        DraftText lower = model.with(model.value().toLowerCase(java.util.Locale.ROOT));
        eachMethod(path, method, true, definition -> {
            if (!document.get("swagger").isNothing()) {
                DraftList parameters = definition.list("parameters").orElseGet(DraftList::of);
                DraftObject parameter =
                        DraftObject.makeLegacy().put("in", "body").put("name", lower);
                parameter.put("schema", DraftObject.of("$ref", DraftText.of("#/definitions/" + lower.value())));
                parameters.add(parameter.putSome("required", required));
                definition.put("parameters", parameters);
            } else if (isVersion3(document.get("openapi"))) {
                DraftObject schema = DraftObject.of("$ref", DraftText.of("#/components/schemas/" + lower.value()));
                DraftObject content = DraftObject.of("application/json", DraftObject.of("schema", schema));
                definition.put("requestBody", DraftObject.of("content", content).putSome("required", required));
            }
        });
    }

    /// A parameter of a request, such as `method.request.header.Authorization`.
    public record RequestParameter(DraftText name, Draft required, Draft caching) {}

    /// Says which parameters a method takes.
    public void addRequestParameters(DraftText path, DraftText method, List<RequestParameter> parameters) {
        Map<String, String> locations = Map.of("querystring", "query");
        eachMethod(path, method, true, definition -> {
            DraftList existing = definition.list("parameters").orElseGet(DraftList::of);
            for (RequestParameter parameter : parameters) {
                String[] parts =
                        parameter.name().value().replace("method.request.", "").split("\\.", 2);
                String location = locations.getOrDefault(parts[0], parts[0]);
                DraftText in = locations.containsKey(parts[0])
                        ? DraftText.of(location)
                        : parameter.name().with(location);
                existing.add(DraftObject.makeLegacy()
                        .put("in", in)
                        .put("name", parameter.name().with(parts[1]))
                        .put("required", parameter.required())
                        .put("type", "string"));
                if (parameter.caching().truthy()) {
                    DraftObject integration = integration(definition);
                    DraftList keys = integration.list("cacheKeyParameters").orElseGet(DraftList::of);
                    integration.put("cacheKeyParameters", keys.add(parameter.name()));
                }
            }
            definition.put("parameters", existing);
        });
    }
}
