package samara.cloud.apigateway.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.apigateway.domain.Domains;
import samara.cloud.apigateway.vpclink.VpcLinks;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Scope;
import samara.gateway.http.Cors;
import samara.gateway.http.HttpApi;
import samara.gateway.http.HttpApiStage;
import samara.gateway.http.HttpIntegration;
import samara.gateway.http.Route;
import samara.gateway.json.JsonSyntaxException;
import samara.gateway.openapi.HttpApiReader;
import samara.gateway.openapi.OpenApiText;
import samara.template.Diagnostic;
import samara.wire.apigatewayv2.ApiGatewayV2Api;

/// Operations on APIs as a whole.
final class ApiControl {
    private static final int LONGEST_NAME = 128;

    private final HttpApis apis;
    private final Domains domains;
    private final VpcLinks vpcLinks;

    ApiControl(HttpApis apis, Domains domains, VpcLinks vpcLinks) {
        this.vpcLinks = vpcLinks;
        this.apis = apis;
        this.domains = domains;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ControlOperation<>(ApiGatewayV2Api.CREATE_API, "POST", in -> "/apis", this::create),
                new ControlOperation<>(ApiGatewayV2Api.IMPORT_API, "PUT", in -> "/apis", this::importApi),
                new ControlOperation<>(ApiGatewayV2Api.REIMPORT_API, "PUT", ApiControl::path, this::reimport),
                new ControlOperation<>(ApiGatewayV2Api.GET_API, "GET", ApiControl::path, this::get),
                new ControlOperation<>(ApiGatewayV2Api.GET_APIS, "GET", in -> "/apis", this::list),
                new ControlOperation<>(ApiGatewayV2Api.UPDATE_API, "PATCH", ApiControl::path, this::update),
                new ControlOperation<>(ApiGatewayV2Api.DELETE_API, "DELETE", ApiControl::path, this::delete),
                new ControlOperation<>(
                        ApiGatewayV2Api.DELETE_CORS_CONFIGURATION,
                        "DELETE",
                        in -> path(in) + "/cors",
                        this::deleteCors),
                new ControlOperation<>(
                        ApiGatewayV2Api.GET_TAGS, "GET", in -> "/tags/" + in.text("ResourceArn"), this::tags),
                new ControlOperation<>(
                        ApiGatewayV2Api.TAG_RESOURCE, "POST", in -> "/tags/" + in.text("ResourceArn"), this::tag),
                new ControlOperation<>(
                        ApiGatewayV2Api.UNTAG_RESOURCE,
                        "DELETE",
                        in -> "/tags/" + in.text("ResourceArn"),
                        this::untag));
    }

    static String path(Members in) {
        return "/apis/" + in.text("ApiId");
    }

    private Members create(Members in, Call call) {
        HttpApi api = settings(named(in), in);
        Optional<String> target = in.maybe("Target", String.class);
        if (target.isEmpty()) {
            in.refuse(
                    List.of("RouteKey", "CredentialsArn"),
                    name -> ApiGatewayErrors.badRequest(name + " is only for quick create, with a `Target`"));
        }
        if (target.isPresent()) {
            api = quick(api, target.get(), in);
        }
        StoredHttpApi made = apis.create(call.scope(), api, in.map("Tags", Map.of()));
        if (target.isPresent()) {
            apis.createStage(call.scope(), made.id(), defaultStage(), Map.of());
        }
        return Views.api(call.scope(), made);
    }

    private static HttpApi named(Members in) {
        HttpApi api = HttpApi.named(in.text("Name"));
        return switch (in.text("ProtocolType")) {
            case "HTTP" -> api;
            case "WEBSOCKET" -> {
                if (in.maybe("Target", String.class).isPresent()
                        || in.maybe("CorsConfiguration", Object.class).isPresent()) {
                    throw ApiGatewayErrors.badRequest("Quick create and CORS are only for HTTP APIs");
                }
                yield api.selectingBy(in.maybe("RouteSelectionExpression", String.class)
                        .orElseThrow(() ->
                                ApiGatewayErrors.badRequest("A WebSocket API needs a `RouteSelectionExpression`")));
            }
            default -> throw ApiGatewayErrors.badRequest("ProtocolType must be HTTP or WEBSOCKET");
        };
    }

    private static HttpApiStage defaultStage() {
        return new HttpApiStage(
                HttpApiStage.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                true,
                Map.of(),
                Optional.empty(),
                HttpApiStage.RouteSettings.NONE,
                Map.of());
    }

    /// "Quick create": a route, an integration and a stage with the API.
    private HttpApi quick(HttpApi api, String target, Members in) {
        boolean function = target.startsWith("arn:");
        HttpIntegration integration = new HttpIntegration(
                apis.newId(),
                function ? "AWS_PROXY" : "HTTP_PROXY",
                Optional.empty(),
                Optional.of(target),
                function ? Optional.empty() : Optional.of("ANY"),
                in.maybe("CredentialsArn", String.class),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                function ? "2.0" : "1.0",
                Map.of(),
                Map.of(),
                HttpIntegration.DEFAULT_TIMEOUT_MILLIS,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
        Route route = Route.to(
                apis.newId(),
                in.text("RouteKey", Optional.empty()).orElse(Route.DEFAULT),
                Optional.of(integration.id()));
        return api.withIntegrations(Map.of(integration.id(), integration)).withRoutes(Map.of(route.id(), route));
    }

    private static HttpApi settings(HttpApi before, Members in) {
        in.maybe("RouteSelectionExpression", String.class)
                .filter(expression -> !before.isWebSocket()
                        && !expression.matches("\\$\\{?request\\.method}? \\$\\{?request\\.path}?"))
                .ifPresent(expression -> {
                    throw ApiGatewayErrors.badRequest(
                            "The route selection expression of an HTTP API is" + " `$request.method $request.path`");
                });
        in.maybe("IpAddressType", String.class)
                .filter(type -> !type.equals("ipv4"))
                .ifPresent(type -> {
                    throw ApiGatewayErrors.notBuilt("`IpAddressType: " + type + "`");
                });
        if (in.flag("DisableSchemaValidation", false) && !before.isWebSocket()) {
            throw ApiGatewayErrors.badRequest("`DisableSchemaValidation` is only for WebSocket APIs");
        }
        return new HttpApi(
                in.maybe("Name", String.class).map(ApiControl::checkedName).orElse(before.name()),
                in.text("Description", before.description()),
                in.text("Version", before.version()),
                in.flag("DisableExecuteApiEndpoint", before.disableExecuteApiEndpoint()),
                in.maybe("CorsConfiguration", samara.wire.apigatewayv2.Cors.class)
                        .map(ApiControl::cors)
                        .or(before::cors),
                before.routes(),
                before.integrations(),
                before.authorizers(),
                before.routeSelectionExpression()
                        .map(was -> in.maybe("RouteSelectionExpression", String.class)
                                .orElse(was)),
                keySelection(before, in),
                before.models());
    }

    private static String checkedName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw ApiGatewayErrors.badRequest("An API's name has 1 to " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static Optional<String> keySelection(HttpApi before, Members in) {
        Optional<String> given = in.maybe("ApiKeySelectionExpression", String.class);
        if (!before.isWebSocket()
                && given.filter(text -> !text.equals(Views.API_KEY_SELECTION)).isPresent()) {
            throw ApiGatewayErrors.badRequest("`ApiKeySelectionExpression` is only for WebSocket APIs");
        }
        return before.isWebSocket() ? given.or(before::apiKeySelectionExpression) : Optional.empty();
    }

    private static Cors cors(samara.wire.apigatewayv2.Cors cors) {
        return new Cors(
                cors.allowCredentials().orElse(false),
                cors.allowHeaders().orElse(List.of()),
                cors.allowMethods().orElse(List.of()),
                cors.allowOrigins().orElse(List.of()),
                cors.exposeHeaders().orElse(List.of()),
                cors.maxAge());
    }

    private HttpApiReader.Reading read(Members in) {
        if (in.maybe("Basepath", String.class).isPresent()) {
            throw ApiGatewayErrors.notBuilt("`basepath` of an import");
        }
        try {
            var reading = HttpApiReader.read(
                    OpenApiText.parse(in.text("Body").getBytes(StandardCharsets.UTF_8)), apis::newId);
            if (reading.hasErrors()) {
                throw ApiGatewayErrors.badRequest("The API's definition can't be imported: "
                        + reading.diagnostics().stream()
                                .filter(Diagnostic::isError)
                                .map(Diagnostic::message)
                                .collect(Collectors.joining(" ")));
            }
            return reading;
        } catch (JsonSyntaxException e) {
            throw ApiGatewayErrors.badRequest("The API's definition is neither JSON nor YAML: " + e.getMessage());
        }
    }

    private Members importApi(Members in, Call call) {
        var reading = read(in);
        HttpApi api = reading.api();
        return Views.api(call.scope(), apis.create(call.scope(), api, reading.tags()));
    }

    private Members reimport(Members in, Call call) {
        var reading = read(in);
        return Views.api(call.scope(), apis.change(call.scope(), in.text("ApiId"), stored -> {
            Map<String, String> tags = new LinkedHashMap<>(stored.tags());
            tags.putAll(reading.tags());
            return stored.with(reading.api()).withTags(tags);
        }));
    }

    private Members get(Members in, Call call) {
        return Views.api(call.scope(), apis.api(call.scope(), in.text("ApiId")));
    }

    private Members list(Members in, Call call) {
        return Pages.of(
                ApiGatewayV2Api.GET_APIS,
                apis.list(call.scope()).stream()
                        .map(api -> Views.api(call.scope(), api))
                        .toList(),
                in,
                "ApiId");
    }

    private Members update(Members in, Call call) {
        if (in.maybe("Target", String.class).isPresent()
                || in.maybe("RouteKey", String.class).isPresent()) {
            throw ApiGatewayErrors.notBuilt("Changing what quick create made (`target`, `routeKey`)");
        }
        return Views.api(call.scope(), apis.changeApi(call.scope(), in.text("ApiId"), before -> settings(before, in)));
    }

    private Members delete(Members in, Call call) {
        List<String> mapped = domains.mappedTo(call.scope(), in.text("ApiId"));
        if (!mapped.isEmpty()) {
            throw ApiGatewayErrors.badRequest(
                    "Deleting API failed. Please remove all API mappings related to the API in" + " your domains: "
                            + String.join(", ", mapped));
        }
        apis.delete(call.scope(), in.text("ApiId"));
        return new Members();
    }

    private Members deleteCors(Members in, Call call) {
        apis.changeApi(call.scope(), in.text("ApiId"), before -> before.withCors(Optional.empty()));
        return new Members();
    }

    private static final String DOMAINS = "::/domainnames/";

    private record Tagged(Scope scope, String apiId, Optional<String> stage) {}

    private static Tagged tagged(Members in, Call call) {
        String arn = in.text("ResourceArn");
        String[] parts = arn.replaceFirst(".*::/apis/", "").split("/", -1);
        if (!arn.contains("::/apis/") || parts.length != 1 && !(parts.length == 3 && parts[1].equals("stages"))) {
            throw ApiGatewayErrors.badRequest("Invalid resource ARN: " + arn);
        }
        return new Tagged(call.scope(), parts[0], parts.length == 3 ? Optional.of(parts[2]) : Optional.empty());
    }

    private Members tags(Members in, Call call) {
        String arn = in.text("ResourceArn");
        if (arn.contains(DOMAINS)) {
            return new Members()
                    .with("Tags", domains.get(call.scope(), domainOf(arn)).tags());
        }
        if (VpcLinks.isArn(arn)) {
            return new Members().with("Tags", vpcLinks.tags(call.scope(), arn));
        }
        Tagged at = tagged(in, call);
        Map<String, String> tags = at.stage()
                .map(stage -> apis.stage(at.scope(), at.apiId(), stage).tags())
                .orElseGet(() -> apis.api(at.scope(), at.apiId()).tags());
        return new Members().with("Tags", tags);
    }

    private Members tag(Members in, Call call) {
        Map<String, String> more = in.map("Tags", Map.of());
        retag(in, call, tags -> tags.putAll(more));
        return new Members();
    }

    private Members untag(Members in, Call call) {
        List<String> keys = in.texts("TagKeys", List.of());
        retag(in, call, tags -> tags.keySet().removeAll(keys));
        return new Members();
    }

    private static String domainOf(String arn) {
        return arn.substring(arn.indexOf(DOMAINS) + DOMAINS.length());
    }

    private void retag(Members in, Call call, java.util.function.Consumer<Map<String, String>> change) {
        java.util.function.UnaryOperator<Map<String, String>> changed = before -> {
            Map<String, String> tags = new LinkedHashMap<>(before);
            change.accept(tags);
            return tags;
        };
        String arn = in.text("ResourceArn");
        if (arn.contains(DOMAINS)) {
            domains.retag(call.scope(), domainOf(arn), changed);
            return;
        }
        if (VpcLinks.isArn(arn)) {
            vpcLinks.retag(call.scope(), arn, changed);
            return;
        }
        Tagged at = tagged(in, call);
        if (at.stage().isPresent()) {
            apis.changeStage(
                    at.scope(), at.apiId(), at.stage().get(), stage -> stage.withTags(changed.apply(stage.tags())));
        } else {
            apis.change(at.scope(), at.apiId(), api -> api.withTags(changed.apply(api.tags())));
        }
    }
}
