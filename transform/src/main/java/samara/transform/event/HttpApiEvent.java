package samara.transform.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.template.Suggestion;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.event.Target.FunctionTarget;
import samara.transform.model.Arns;
import samara.transform.model.CfnResource;
import samara.transform.model.Partition;
import samara.transform.model.Rejection;
import samara.transform.model.ResourceProperties;
import samara.transform.openapi.ApiDefinition;
import samara.transform.openapi.HttpDefinition;

/// `HttpApi`: a route of an HTTP API calls the function, so this changes the API's definition. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-httpapi.html>.
final class HttpApiEvent implements EventType {
    private static final Pattern VARIABLE = Pattern.compile("\\{(.*?)}");

    @Override
    public String type() {
        return "HttpApi";
    }

    /// The route that the event adds; the method as it was written, in lower case.
    private record Route(String apiId, DraftObject resource, DraftText path, DraftText method) {

        /// The API's properties. AWS looks at them when all of a function but its events is made.
        DraftObject api() {
            return ResourceProperties.of(apiId, resource);
        }
    }

    @Override
    public void link(EventSource event) {
        route(event);
    }

    private static Route route(EventSource event) {
        Draft reference = event.get("ApiId");
        Draft id = reference instanceof DraftObject object && object.has("Ref") ? object.get("Ref") : reference;
        if (!(id instanceof DraftText apiId)
                || !(event.translation().sources().get(apiId.value()) instanceof DraftObject resource)) {
            throw event.reject(reference, "http-api", "`ApiId` needs to refer to an HTTP API in the same template.");
        }
        if (!(event.get("Path") instanceof DraftText path) || !(event.get("Method") instanceof DraftText method)) {
            throw event.reject(event.event(), "http-api", "`Path` and `Method` need to be strings.");
        }
        return new Route(
                apiId.value(), resource, path, method.with(method.value().toLowerCase(Locale.ROOT)));
    }

    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        FunctionTarget function = (FunctionTarget) target;
        Route route = route(event);
        List<CfnResource> made = new ArrayList<>();
        permission(event, function, route).ifPresent(made::add);
        integrate(event, function, route);
        return made;
    }

    private static Optional<CfnResource> permission(EventSource event, FunctionTarget function, Route route) {
        Draft body = route.api().get("DefinitionBody");
        if (body.truthy() && !HttpDefinition.isValid(body)) {
            throw Rejection.of(body, "openapi", "`DefinitionBody` needs an `openapi` of version 3 and `paths`.")
                    .inResource(route.apiId());
        }
        String path = ApiDefinition.withoutSlash(route.path().value());
        if (path.equals(HttpDefinition.DEFAULT_PATH)) {
            path = "";
        } else if (body.truthy()) {
            HttpDefinition definition = HttpDefinition.edit(body);
            boolean covered = definition.isAnsweredBy(
                    function.id(), DraftText.of(HttpDefinition.DEFAULT_PATH), DraftText.of(ApiDefinition.ANY_METHOD));
            if (covered) {
                return Optional.empty();
            }
        }
        boolean any = route.method().is("any") || route.method().is(ApiDefinition.ANY_METHOD);
        String method = any ? "*" : route.method().value().toUpperCase(Locale.ROOT);
        String pattern = HttpDefinition.pattern(path);
        String resource = "${__ApiId__}/${__Stage__}"
                + (route.method().is("any") && pattern.equals("/" + HttpDefinition.DEFAULT_PATH)
                        ? pattern
                        : "/" + method + pattern);
        DraftObject variables = DraftObject.of("__ApiId__", event.get("ApiId")).put("__Stage__", "*");
        return Optional.of(Permission.of(event, function, "apigateway.amazonaws.com")
                .from(Intrinsics.sub(Arns.inStack("execute-api", resource), variables))
                .build());
    }

    private static void integrate(EventSource event, FunctionTarget function, Route route) {
        Draft body = route.api().get("DefinitionBody");
        if (body.isNothing()) {
            return;
        }
        HttpDefinition definition = HttpDefinition.edit(body);
        if (route.api().get("__MANAGE_SWAGGER").truthy() && definition.hasIntegration(route.path(), route.method())) {
            throw event.reject(
                    route.path(),
                    "route",
                    "Method `" + route.method().value() + "` of path `"
                            + route.path().value() + "` is defined more than once.");
        }
        definition.editMethod(route.path(), route.method(), () -> answer(event, function, route, definition));
        definition.finish();
    }

    private static void answer(EventSource event, FunctionTarget function, Route route, HttpDefinition definition) {
        DraftObject uri = FunctionIntegration.uri(function, new Partition("${AWS::Partition}"), false);
        definition.addLambdaIntegration(route.path(), route.method(), uri, function.condition());
        if (event.get("Auth") instanceof DraftObject auth && auth.truthy()) {
            authorize(event, route, definition, auth);
        }
        if (event.get("TimeoutInMillis").truthy()) {
            definition.setTimeout(route.path(), route.method(), event.get("TimeoutInMillis"));
        }
        List<String> variables = VARIABLE.matcher(route.path().value())
                .results()
                .map(result -> result.group(1))
                .toList();
        if (!variables.isEmpty()) {
            definition.addPathParameters(route.path(), route.method(), variables);
        }
        if (event.get("PayloadFormatVersion").truthy()) {
            definition.setPayloadFormatVersion(route.path(), route.method(), event.get("PayloadFormatVersion"));
        }
    }

    private static void authorize(EventSource event, Route route, HttpDefinition definition, DraftObject auth) {
        Draft given = route.api().get("Auth");
        if (route.api().has("Auth") && !(given instanceof DraftObject)) {
            throw Rejection.of(given, "wrong-type", "`Auth` needs to be an object, not " + given.aKind() + ".")
                    .inResource(route.apiId());
        }
        DraftObject apiAuth = given instanceof DraftObject object ? object : DraftObject.make();
        Draft authorizer = auth.get("Authorizer").truthy() ? auth.get("Authorizer") : apiAuth.get("DefaultAuthorizer");
        if (!authorizer.truthy()) {
            throw event.reject(auth, "authorizer", "`Auth` needs an `Authorizer`, or the API a `DefaultAuthorizer`.");
        }
        checkAuthorizer(event, apiAuth, authorizer);
        Draft scopes = auth.get("AuthorizationScopes");
        if (scopes.truthy() && !(scopes instanceof DraftList)) {
            throw event.reject(
                    scopes, "wrong-type", "`AuthorizationScopes` needs to be a list, not " + scopes.aKind() + ".");
        }
        if (authorizer instanceof DraftText name) {
            definition.setAuthorizer(route.path(), route.method(), name, apiAuth.get("Authorizers"), scopes);
        }
    }

    private static void checkAuthorizer(EventSource event, DraftObject apiAuth, Draft authorizer) {
        boolean iam = EventRule.isTrue(apiAuth.get("EnableIamAuthorizer"));
        if (authorizer.is("NONE")) {
            if (!apiAuth.get("DefaultAuthorizer").truthy()) {
                throw event.reject(
                        authorizer,
                        "authorizer",
                        "`NONE` turns a default authorizer off, but the API has no `DefaultAuthorizer`.");
            }
            return;
        }
        if (authorizer.is("AWS_IAM") && iam) {
            return;
        }
        Draft authorizers = apiAuth.get("Authorizers");
        if (!(authorizer instanceof DraftText name) || !(authorizers instanceof DraftObject known) || !known.truthy()) {
            throw event.reject(
                    authorizer,
                    "authorizer",
                    "`Authorizer` needs to be the name of one of the API's `Authorizers`; it has none.");
        }
        if (!known.get(name.value()).truthy()) {
            Rejection unknown =
                    event.reject(authorizer, "authorizer", "The API has no authorizer `" + name.value() + "`.");
            throw Suggestion.of(name.value(), known.names())
                    .name()
                    .map(near -> unknown.hint("Did you mean `" + near + "`?"))
                    .orElse(unknown);
        }
    }
}
