package samara.transform.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import samara.template.Diagnostic;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Elements;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.Nothing;
import samara.transform.event.Target.FunctionTarget;
import samara.transform.model.CfnResource;
import samara.transform.model.Partition;
import samara.transform.openapi.ApiDefinition;
import samara.transform.openapi.ResourcePolicy;
import samara.transform.openapi.RestDefinition;

/// `Api`: a method of a REST API calls the function, so this changes the API's definition. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html>.
final class ApiEvent implements EventType {
    private static final Pattern PARAMETER = Pattern.compile("method\\.request\\.(querystring|path|header)\\..*");
    private static final Set<String> PARAMETER_SETTINGS = Set.of("Required", "Caching");

    @Override
    public String type() {
        return "Api";
    }

    @Override
    public void link(EventSource event) {
        RestRoute.of(event);
    }

    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        FunctionTarget function = (FunctionTarget) target;
        RestRoute route = RestRoute.of(event);
        CfnResource permission = permission(event, function, route);
        if (route.isManaged() || route.api().get("MergeDefinitions").truthy()) {
            integrate(event, function, route);
        }
        overrideAuth(event, route);
        return List.of(permission);
    }

    private static CfnResource permission(EventSource event, FunctionTarget function, RestRoute route) {
        String path =
                ResourcePolicy.pattern(ApiDefinition.withoutSlash(route.path().value()));
        String method = route.method().is("any") ? "*" : route.method().value().toUpperCase(java.util.Locale.ROOT);
        String arn = event.translation().partition().arn("execute-api", "${__ApiId__}/${__Stage__}/" + method + path);
        DraftObject variables =
                DraftObject.of("__ApiId__", event.get("RestApiId")).put("__Stage__", "*");
        return Permission.of(event, function, "apigateway.amazonaws.com")
                .suffix(route.stage().value())
                .from(Intrinsics.sub(arn, variables))
                .build();
    }

    private static void integrate(EventSource event, FunctionTarget function, RestRoute route) {
        Draft body = route.api().get("DefinitionBody");
        if (body.isNothing()) {
            return;
        }
        boolean merges = route.api().get("MergeDefinitions").truthy();
        RestDefinition definition = RestDefinition.edit(merges ? RestDefinition.skeleton() : body);
        if (definition.hasIntegration(route.path(), route.method())) {
            throw event.reject(
                    route.path(),
                    "route",
                    "Method `" + route.method().value() + "` of path `"
                            + route.path().value() + "` is defined more than once.");
        }
        definition.editMethod(route.path(), route.method(), () -> answer(event, function, route, definition));
        DraftObject finished = definition.finish();
        if (merges) {
            DraftObject written = event.requireObject(body, "DefinitionBody").shallowCopy();
            RestMerge.into(written, finished, route);
            route.api().put("DefinitionBody", written);
        }
    }

    /// AWS's transform takes any other mode for `BUFFERED`, such as the `STREAM` of API Gateway itself.
    private static boolean streams(EventSource event) {
        Draft mode = event.get("ResponseTransferMode");
        if (mode instanceof DraftText text && !mode.is("RESPONSE_STREAM") && !mode.is("BUFFERED")) {
            event.translation()
                    .report(Diagnostic.warning(
                                    "ignored-transfer-mode",
                                    "AWS's transform takes the transfer mode `" + text.value()
                                            + "` for `BUFFERED`; `RESPONSE_STREAM` streams the answer.",
                                    mode.span())
                            .inResource(event.ownerId())
                            .inEvent(event.name()));
        }
        return mode.is("RESPONSE_STREAM");
    }

    private static void answer(EventSource event, FunctionTarget function, RestRoute route, RestDefinition definition) {
        DraftObject auth =
                event.requireObject(event.get("Auth").truthy() ? event.get("Auth") : DraftObject.make(), "Auth");
        DraftObject apiAuth = apiAuth(route);
        boolean streams = streams(event);
        definition.addLambdaIntegration(
                route.path(),
                route.method(),
                new RestDefinition.LambdaIntegration(
                        FunctionIntegration.uri(function, event.translation().partition(), streams),
                        function.condition(),
                        credentials(auth, apiAuth, event.translation().partition()),
                        streams));
        if (auth.truthy()) {
            new RestAuth(event, route).addTo(definition, auth, route.stage());
        }
        if (event.get("TimeoutInMillis").truthy()) {
            definition.setTimeout(route.path(), route.method(), event.get("TimeoutInMillis"));
        }
        new RequestModel(event, route).addTo(definition);
        if (event.get("RequestParameters").truthy()) {
            definition.addRequestParameters(route.path(), route.method(), parameters(event));
        }
    }

    private static DraftObject apiAuth(RestRoute route) {
        Draft auth = route.api().get("Auth");
        if (auth instanceof DraftObject object) {
            return object;
        }
        if (!auth.truthy()) {
            return DraftObject.make();
        }
        throw samara.transform.model.Rejection.of(
                        auth, "wrong-type", "`Auth` needs to be an object, not " + auth.aKind() + ".")
                .inResource(route.apiId());
    }

    private static Draft credentials(DraftObject auth, DraftObject apiAuth, Partition partition) {
        boolean iam = auth.get("Authorizer").is("AWS_IAM")
                || apiAuth.get("DefaultAuthorizer").is("AWS_IAM") && !auth.truthy();
        // A copy: parameters in the API's own `Auth` are filled in later, those of its definition are not.
        return iam ? RestDefinition.invokeRole(auth, apiAuth, partition).copy() : Nothing.HERE;
    }

    private static void overrideAuth(EventSource event, RestRoute route) {
        Draft body = route.api().get("DefinitionBody");
        if (!body.truthy()
                || !(event.get("Auth") instanceof DraftObject auth)
                || !auth.get("OverrideApiAuth").truthy()) {
            return;
        }
        boolean useful = List.of("Authorizer", "ApiKeyRequired", "ResourcePolicy").stream()
                .anyMatch(property -> auth.get(property).truthy());
        if (!useful) {
            throw event.reject(
                    auth,
                    "override-auth",
                    "`OverrideApiAuth` needs one of `Authorizer`, `ApiKeyRequired` and `ResourcePolicy` beside it.");
        }
        RestDefinition definition = RestDefinition.edit(body);
        new RestAuth(event, route).addTo(definition, auth, route.stage());
        definition.finish();
    }

    private static List<RestDefinition.RequestParameter> parameters(EventSource event) {
        List<RestDefinition.RequestParameter> parameters = new ArrayList<>();
        // An object stands for the list of its names, so that an intrinsic function is refused as a parameter.
        for (Draft parameter : Elements.of(event.get("RequestParameters")).orElse(List.of())) {
            Optional<RestDefinition.RequestParameter> read = switch (parameter) {
                case DraftText name
                when PARAMETER.matcher(name.value()).matches() ->
                    Optional.of(
                            new RestDefinition.RequestParameter(name, DraftBoolean.of(false), DraftBoolean.of(false)));
                case DraftObject object when object.truthy() -> settings(object);
                default -> Optional.empty();
            };
            parameters.add(read.orElseThrow(() -> event.reject(
                    parameter,
                    "request-parameters",
                    "A request parameter is written as `method.request.querystring.name`, or with `path` or `header` in "
                            + "place of `querystring`, and can have `Required` and `Caching` under it.")));
        }
        return parameters;
    }

    private static Optional<RestDefinition.RequestParameter> settings(DraftObject parameter) {
        DraftObject.Member member = parameter.members().getFirst();
        if (!PARAMETER.matcher(member.name().value()).matches()
                || !(member.value() instanceof DraftObject settings)
                || !PARAMETER_SETTINGS.containsAll(settings.names())) {
            return Optional.empty();
        }
        DraftText name = new DraftText(
                member.name().value(), member.name().unicode(), member.name().span());
        return Optional.of(new RestDefinition.RequestParameter(
                name,
                settings.has("Required") ? settings.get("Required") : DraftBoolean.of(false),
                settings.has("Caching") ? settings.get("Caching") : DraftBoolean.of(false)));
    }
}
