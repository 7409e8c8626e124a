package samara.cli.local.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import samara.cli.command.UserException;
import samara.cli.local.LocalTemplate;
import samara.cloud.kernel.Ids;
import samara.gateway.UnsupportedApiException;
import samara.gateway.http.DeployedHttpApi;
import samara.gateway.http.HttpApi;
import samara.gateway.http.HttpApiStage;
import samara.gateway.http.HttpIntegration;
import samara.gateway.http.HttpStage;
import samara.gateway.http.Route;
import samara.gateway.openapi.HttpApiReader;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.PseudoParameters;
import samara.template.ResourceDeclaration;

/// The HTTP APIs of a template, ready to be served.
final class TemplateHttpApis {
    private static final String ACCOUNT = "123456789012";

    private final LocalTemplate template;
    private final boolean authorizers;
    private final Ids ids = Ids.random();

    private TemplateHttpApis(LocalTemplate template, boolean authorizers) {
        this.template = template;
        this.authorizers = authorizers;
    }

    /// The APIs by their logical ids; none is well.
    ///
    /// @param authorizers whether routes keep their authorizers
    /// @throws UserException naming what one asks for that can't be had here
    static Map<String, DeployedHttpApi> of(LocalTemplate template, boolean authorizers) {
        var apis = new TemplateHttpApis(template, authorizers);
        Map<String, DeployedHttpApi> read = new LinkedHashMap<>();
        TemplateApis.resources(template, "AWS::ApiGatewayV2::Api")
                .forEach(resource -> read.put(resource.logicalId(), apis.deployed(resource)));
        return read;
    }

    private DeployedHttpApi deployed(ResourceDeclaration resource) {
        String where = resource.span() + ": `" + resource.logicalId() + "`";
        Node body = resource.properties()
                .get("Body")
                .flatMap(template::evaluated)
                .orElseThrow(() -> new UserException(where + " has no `Body` in the template. WebSocket APIs, and HTTP"
                        + " APIs of `AWS::ApiGatewayV2::Route` resources are not built in `local start-api`; `up`"
                        + " serves the latter."));
        if (resource.properties().has("CorsConfiguration")) {
            throw new UserException(
                    where + ": `CorsConfiguration` beside a `Body` is not built in `local start-api`;" + " use `up`.");
        }
        HttpApiReader.Reading reading = HttpApiReader.read(body, () -> ids.lowerAlphanumeric(7));
        Optional<Diagnostic> error =
                reading.diagnostics().stream().filter(Diagnostic::isError).findFirst();
        if (error.isPresent()) {
            throw new UserException(error.get().span() + ": " + error.get().message());
        }
        HttpApi api = authorizers ? reading.api() : open(reading.api());
        check(api, where);
        String region = template.region();
        return new DeployedHttpApi(
                resource.logicalId().toLowerCase(Locale.ROOT),
                ACCOUNT,
                region,
                PseudoParameters.partition(region),
                api,
                stage(resource.logicalId()));
    }

    /// The API with routes that everybody may call.
    private static HttpApi open(HttpApi api) {
        Map<String, Route> routes = new LinkedHashMap<>();
        api.routes().forEach((id, route) -> routes.put(id, route.open()));
        return api.withRoutes(routes);
    }

    private static void check(HttpApi api, String where) {
        List<Route> signed = new ArrayList<>(api.routes().values());
        signed.removeIf(route -> !route.authorizationType().equals("AWS_IAM"));
        if (!signed.isEmpty()) {
            throw new UserException(where + ": " + signed.getFirst().key() + " asks for IAM, which is not built in"
                    + " `local start-api`. Use `up`, or leave it out with --disable-authorizer.");
        }
        if (api.integrations().values().stream().anyMatch(HttpIntegration::isPrivate)) {
            throw new UserException(
                    where + " has an integration with a VPC link, which is not built in `local start-api`. Use `up`.");
        }
        try {
            HttpStage.check(api);
        } catch (UnsupportedApiException e) {
            throw new UserException(where + ": " + e.getMessage());
        }
    }

    private HttpApiStage stage(String api) {
        Optional<ResourceDeclaration> declared = TemplateApis.stage(template, "AWS::ApiGatewayV2::Stage", "ApiId", api);
        return new HttpApiStage(
                HttpApiStage.DEFAULT,
                Optional.of("local"),
                Optional.empty(),
                true,
                TemplateApis.variables(template, declared, "StageVariables"),
                Optional.empty(),
                HttpApiStage.RouteSettings.NONE,
                Map.of());
    }
}
