package samara.cli.local.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final String API = "AWS::ApiGatewayV2::Api";

    private final LocalTemplate template;
    private final DeclaredApis declared;
    private final boolean authorizers;
    private final Ids ids = Ids.random();

    private TemplateHttpApis(LocalTemplate template, DeclaredApis declared, boolean authorizers) {
        this.template = template;
        this.declared = declared;
        this.authorizers = authorizers;
    }

    /// The logical ids of WebSocket APIs, which are not served here.
    static Set<String> webSocketApis(LocalTemplate template) {
        Set<String> found = new LinkedHashSet<>();
        for (ResourceDeclaration resource : TemplateApis.resources(template, API)) {
            resource.properties()
                    .get("ProtocolType")
                    .flatMap(template::evaluated)
                    .flatMap(Node::asText)
                    .filter("WEBSOCKET"::equals)
                    .ifPresent(type -> found.add(resource.logicalId()));
        }
        return found;
    }

    /// The APIs by their logical ids; none is well.
    ///
    /// @param authorizers whether routes keep their authorizers
    /// @throws UserException naming what one asks for that can't be had here
    static Map<String, DeployedHttpApi> of(LocalTemplate template, DeclaredApis declared, boolean authorizers) {
        var apis = new TemplateHttpApis(template, declared, authorizers);
        Set<String> others = webSocketApis(template);
        Map<String, DeployedHttpApi> read = new LinkedHashMap<>();
        TemplateApis.resources(template, API).stream()
                .filter(resource -> !others.contains(resource.logicalId()))
                .forEach(resource -> read.put(resource.logicalId(), apis.deployed(resource)));
        return read;
    }

    private DeployedHttpApi deployed(ResourceDeclaration resource) {
        // What is wrong in a definition is said with its place here, before the control plane says it without.
        resource.properties()
                .get("Body")
                .flatMap(template::evaluated)
                .flatMap(body -> HttpApiReader.read(body, () -> ids.lowerAlphanumeric(7)).diagnostics().stream()
                        .filter(Diagnostic::isError)
                        .findFirst())
                .ifPresent(error -> {
                    throw new UserException(error.span() + ": " + error.message());
                });
        HttpApi made = declared.httpApi(resource);
        HttpApi api = authorizers ? made : open(made);
        check(api, resource.span() + ": `" + resource.logicalId() + "`");
        String region = template.region();
        return new DeployedHttpApi(
                resource.logicalId().toLowerCase(Locale.ROOT),
                LocalTemplate.account(),
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
