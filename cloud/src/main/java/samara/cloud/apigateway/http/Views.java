package samara.cloud.apigateway.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Scope;
import samara.gateway.api.Model;
import samara.gateway.http.HttpApi;
import samara.gateway.http.HttpApiStage;
import samara.gateway.http.HttpAuthorizer;
import samara.gateway.http.HttpIntegration;
import samara.gateway.http.IntegrationResponse;
import samara.gateway.http.Route;
import samara.wire.apigatewayv2.AccessLogSettings;
import samara.wire.apigatewayv2.Cors;
import samara.wire.apigatewayv2.JWTConfiguration;
import samara.wire.apigatewayv2.ParameterConstraints;
import samara.wire.apigatewayv2.RouteSettings;
import samara.wire.apigatewayv2.TlsConfig;

/// What answers show of what is stored.
final class Views {
    /// Where API keys are, unless an API says otherwise.
    static final String API_KEY_SELECTION = "$request.header.x-api-key";

    private Views() {}

    static Members api(Scope scope, StoredHttpApi stored) {
        HttpApi api = stored.api();
        return new Members()
                .with("ApiId", stored.id())
                .with(
                        "ApiEndpoint",
                        (api.isWebSocket() ? "wss://" : "https://") + HttpApis.domainName(scope, stored.id()))
                .with(
                        "ApiKeySelectionExpression",
                        api.apiKeySelectionExpression().orElse(API_KEY_SELECTION))
                .with("CreatedDate", stored.createdDate())
                .with("Name", api.name())
                .with("Description", api.description())
                .with("Version", api.version())
                .with("DisableExecuteApiEndpoint", api.disableExecuteApiEndpoint())
                .with("CorsConfiguration", api.cors().map(Views::cors))
                .with("IpAddressType", "ipv4")
                .with("ProtocolType", api.isWebSocket() ? "WEBSOCKET" : "HTTP")
                .with(
                        "RouteSelectionExpression",
                        api.routeSelectionExpression().orElse("$request.method $request.path"))
                .with("Tags", stored.tags())
                .with("Warnings", stored.warnings().isEmpty() ? Optional.empty() : Optional.of(stored.warnings()));
    }

    private static Cors cors(samara.gateway.http.Cors cors) {
        var view = Cors.builder().allowCredentials(cors.allowCredentials());
        if (!cors.allowHeaders().isEmpty()) {
            view.allowHeaders(cors.allowHeaders());
        }
        if (!cors.allowMethods().isEmpty()) {
            view.allowMethods(cors.allowMethods());
        }
        if (!cors.allowOrigins().isEmpty()) {
            view.allowOrigins(cors.allowOrigins());
        }
        if (!cors.exposeHeaders().isEmpty()) {
            view.exposeHeaders(cors.exposeHeaders());
        }
        cors.maxAgeSeconds().ifPresent(view::maxAge);
        return view.build();
    }

    static Members route(Route route) {
        return new Members()
                .with("RouteId", route.id())
                .with("RouteKey", route.key())
                .with("ApiKeyRequired", route.apiKeyRequired())
                .with("ModelSelectionExpression", route.modelSelectionExpression())
                .with("RequestModels", present(route.requestModels()))
                .with("RequestParameters", present(constraints(route)))
                .with("AuthorizationType", route.authorizationType())
                .with("AuthorizerId", route.authorizerId())
                .with(
                        "AuthorizationScopes",
                        route.authorizationScopes().isEmpty()
                                ? Optional.empty()
                                : Optional.of(route.authorizationScopes()))
                .with("OperationName", route.operationName())
                .with("RouteResponseSelectionExpression", route.responseSelectionExpression())
                .with("Target", route.integrationId().map(id -> "integrations/" + id));
    }

    private static Map<String, ParameterConstraints> constraints(Route route) {
        Map<String, ParameterConstraints> constraints = new LinkedHashMap<>();
        route.requestParameters()
                .forEach((name, required) -> constraints.put(
                        name, ParameterConstraints.builder().required(required).build()));
        return constraints;
    }

    static Members model(Model model) {
        return new Members()
                .with("ModelId", model.id())
                .with("Name", model.name())
                .with("Description", model.description())
                .with("Schema", model.schema())
                .with("ContentType", model.contentType());
    }

    static Members routeResponse(String id, String key) {
        return new Members().with("RouteResponseId", id).with("RouteResponseKey", key);
    }

    static Members integration(HttpIntegration integration) {
        return new Members()
                .with("IntegrationId", integration.id())
                .with("IntegrationType", integration.type())
                .with("IntegrationSubtype", integration.subtype())
                .with("IntegrationUri", integration.uri())
                .with("IntegrationMethod", integration.method())
                .with("CredentialsArn", integration.credentials())
                .with("ConnectionType", integration.connectionType().orElse("INTERNET"))
                .with("ConnectionId", integration.connectionId())
                .with("Description", integration.description())
                .with("PayloadFormatVersion", integration.payloadFormatVersion())
                .with("TimeoutInMillis", integration.timeoutMillis())
                .with("RequestTemplates", present(integration.requestTemplates()))
                .with("TemplateSelectionExpression", integration.templateSelectionExpression())
                .with("PassthroughBehavior", integration.passthroughBehavior())
                .with("ContentHandlingStrategy", integration.contentHandling())
                .with(
                        "IntegrationResponseSelectionExpression",
                        integration.passthroughBehavior().map(_ -> responseSelection(integration)))
                .with(
                        "TlsConfig",
                        integration
                                .serverNameToVerify()
                                .map(name -> TlsConfig.builder()
                                        .serverNameToVerify(name)
                                        .build()))
                .with("RequestParameters", present(integration.requestParameters()))
                .with("ResponseParameters", present(integration.responseParameters()));
    }

    /// What integration responses of a WebSocket API are chosen by: nobody can set it.
    private static String responseSelection(HttpIntegration integration) {
        boolean isFunction = integration.type().equals("AWS")
                && integration
                        .uri()
                        .filter(uri -> uri.contains(":lambda:path/"))
                        .isPresent();
        return isFunction ? "${integration.response.body.errorMessage}" : "${integration.response.statuscode}";
    }

    static Members integrationResponse(IntegrationResponse response) {
        return new Members()
                .with("IntegrationResponseId", response.id())
                .with("IntegrationResponseKey", response.key())
                .with("ContentHandlingStrategy", response.contentHandling())
                .with("ResponseParameters", present(response.responseParameters()))
                .with("ResponseTemplates", present(response.responseTemplates()))
                .with("TemplateSelectionExpression", response.templateSelectionExpression());
    }

    private static <T> Optional<Map<String, T>> present(Map<String, T> map) {
        return map.isEmpty() ? Optional.empty() : Optional.of(map);
    }

    static Members authorizer(HttpAuthorizer authorizer) {
        boolean token = authorizer.type().equals("JWT");
        Members view = new Members()
                .with("AuthorizerId", authorizer.id())
                .with("AuthorizerType", authorizer.type())
                .with("Name", authorizer.name())
                .with("IdentitySource", authorizer.identitySources());
        if (token) {
            var jwt = JWTConfiguration.builder().audience(authorizer.audiences());
            authorizer.issuer().ifPresent(jwt::issuer);
            return view.with("JwtConfiguration", jwt.build());
        }
        return view.with("AuthorizerUri", authorizer.uri())
                .with("AuthorizerCredentialsArn", authorizer.credentials())
                .with("AuthorizerPayloadFormatVersion", authorizer.payloadFormatVersion())
                .with("EnableSimpleResponses", authorizer.simpleResponses())
                .with("AuthorizerResultTtlInSeconds", authorizer.ttlSeconds().orElse(0));
    }

    static Members stage(StoredHttpStage stored) {
        HttpApiStage stage = stored.stage();
        return new Members()
                .with("StageName", stage.name())
                .with("AutoDeploy", stage.autoDeploy())
                .with("DeploymentId", stage.deploymentId())
                .with("Description", stage.description())
                .with("StageVariables", stage.variables())
                .with("CreatedDate", stored.createdDate())
                .with("LastUpdatedDate", stored.lastUpdatedDate())
                .with("DefaultRouteSettings", settings(stage.defaultRouteSettings()))
                .with("RouteSettings", routeSettings(stage))
                .with(
                        "AccessLogSettings",
                        stage.accessLog()
                                .map(log -> AccessLogSettings.builder()
                                        .destinationArn(log.destinationArn())
                                        .format(log.format())
                                        .build()))
                .with("Tags", stored.tags());
    }

    private static Map<String, RouteSettings> routeSettings(HttpApiStage stage) {
        Map<String, RouteSettings> settings = new LinkedHashMap<>();
        stage.routeSettings().forEach((key, one) -> settings.put(key, settings(one)));
        return settings;
    }

    private static RouteSettings settings(HttpApiStage.RouteSettings settings) {
        var view = RouteSettings.builder()
                .detailedMetricsEnabled(settings.detailedMetricsEnabled().orElse(false));
        settings.throttlingBurstLimit().ifPresent(view::throttlingBurstLimit);
        settings.throttlingRateLimit().ifPresent(view::throttlingRateLimit);
        settings.loggingLevel().ifPresent(view::loggingLevel);
        settings.dataTraceEnabled().ifPresent(view::dataTraceEnabled);
        return view.build();
    }

    static Members deployment(StoredHttpDeployment deployment) {
        return new Members()
                .with("DeploymentId", deployment.id())
                .with("CreatedDate", deployment.createdDate())
                .with("Description", deployment.description())
                .with("AutoDeployed", deployment.autoDeployed())
                .with("DeploymentStatus", "DEPLOYED");
    }
}
