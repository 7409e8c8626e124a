package samara.cloud.apigateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import samara.gateway.api.Integration;
import samara.gateway.api.IntegrationResponse;
import samara.gateway.api.Method;
import samara.gateway.api.MethodResponse;
import samara.gateway.api.MethodSettings;
import samara.gateway.api.Resource;
import samara.gateway.api.RestApi;
import samara.gateway.api.Stage;
import samara.wire.apigateway.AccessLogSettings;
import samara.wire.apigateway.CanarySettings;
import samara.wire.apigateway.Deployment;
import samara.wire.apigateway.EndpointConfiguration;
import samara.wire.apigateway.MethodSetting;
import samara.wire.apigateway.MethodSnapshot;
import samara.wire.apigateway.PatchOperation;
import samara.wire.apigateway.TlsConfig;

/// What is kept, as the control plane's answers show it.
final class Views {
    private Views() {}

    static samara.wire.apigateway.RestApi restApi(StoredApi stored) {
        RestApi api = stored.api();
        var view = samara.wire.apigateway.RestApi.builder()
                .id(stored.id())
                .name(api.name())
                .createdDate(stored.createdDate())
                .apiKeySource(api.settings().apiKeySource())
                .endpointConfiguration(endpoint(api))
                .disableExecuteApiEndpoint(api.settings().disableExecuteApiEndpoint())
                .tags(stored.tags());
        api.description().ifPresent(view::description);
        api.version().ifPresent(view::version);
        api.settings().policy().ifPresent(view::policy);
        api.settings().minimumCompressionSize().ifPresent(view::minimumCompressionSize);
        Optional.ofNullable(api.resources().get("/")).ifPresent(root -> view.rootResourceId(root.id()));
        if (!api.settings().binaryMediaTypes().isEmpty()) {
            view.binaryMediaTypes(api.settings().binaryMediaTypes());
        }
        if (!stored.warnings().isEmpty()) {
            view.warnings(stored.warnings());
        }
        return view.build();
    }

    private static EndpointConfiguration endpoint(RestApi api) {
        var view = EndpointConfiguration.builder().types(api.settings().endpointTypes());
        if (!api.settings().vpcEndpointIds().isEmpty()) {
            view.vpcEndpointIds(api.settings().vpcEndpointIds());
        }
        return view.build();
    }

    /// @param embedMethods whether the methods are shown in full, and not only their names
    static samara.wire.apigateway.Resource resource(RestApi api, Resource resource, boolean embedMethods) {
        var view = samara.wire.apigateway.Resource.builder().id(resource.id()).path(resource.path());
        resource.parentPath().map(api.resources()::get).ifPresent(parent -> view.parentId(parent.id()));
        if (!resource.path().equals("/")) {
            view.pathPart(resource.pathPart());
        }
        if (!resource.methods().isEmpty()) {
            view.resourceMethods(mapped(
                    resource.methods(),
                    method -> embedMethods
                            ? method(method)
                            : samara.wire.apigateway.Method.builder().build()));
        }
        return view.build();
    }

    static samara.wire.apigateway.Method method(Method method) {
        var view = samara.wire.apigateway.Method.builder()
                .httpMethod(method.httpMethod())
                .authorizationType(method.authorizationType())
                .apiKeyRequired(method.apiKeyRequired());
        method.authorizerId().ifPresent(view::authorizerId);
        method.requestValidatorId().ifPresent(view::requestValidatorId);
        method.operationName().ifPresent(view::operationName);
        method.integration().ifPresent(integration -> view.methodIntegration(integration(integration)));
        if (!method.requestParameters().isEmpty()) {
            view.requestParameters(method.requestParameters());
        }
        if (!method.requestModels().isEmpty()) {
            view.requestModels(method.requestModels());
        }
        if (!method.responses().isEmpty()) {
            view.methodResponses(mapped(method.responses(), Views::methodResponse));
        }
        if (!method.authorizationScopes().isEmpty()) {
            view.authorizationScopes(method.authorizationScopes());
        }
        return view.build();
    }

    static samara.wire.apigateway.MethodResponse methodResponse(MethodResponse response) {
        var view = samara.wire.apigateway.MethodResponse.builder().statusCode(response.statusCode());
        if (!response.responseParameters().isEmpty()) {
            view.responseParameters(response.responseParameters());
        }
        if (!response.responseModels().isEmpty()) {
            view.responseModels(response.responseModels());
        }
        return view.build();
    }

    static samara.wire.apigateway.Integration integration(Integration integration) {
        var view = samara.wire.apigateway.Integration.builder()
                .type(integration.type().name())
                .passthroughBehavior(integration.passthroughBehavior())
                .timeoutInMillis(integration.timeoutInMillis())
                .cacheKeyParameters(integration.cacheKeyParameters());
        integration.httpMethod().ifPresent(view::httpMethod);
        integration.uri().ifPresent(view::uri);
        integration.credentials().ifPresent(view::credentials);
        integration.contentHandling().ifPresent(view::contentHandling);
        integration.connectionType().ifPresent(view::connectionType);
        integration.connectionId().ifPresent(view::connectionId);
        integration.cacheNamespace().ifPresent(view::cacheNamespace);
        if (!integration.requestParameters().isEmpty()) {
            view.requestParameters(integration.requestParameters());
        }
        if (!integration.requestTemplates().isEmpty()) {
            view.requestTemplates(integration.requestTemplates());
        }
        integration.integrationTarget().ifPresent(view::integrationTarget);
        view.responseTransferMode(integration.responseTransferMode().orElse("BUFFERED"));
        if (integration.insecureSkipVerification()) {
            view.tlsConfig(TlsConfig.builder().insecureSkipVerification(true).build());
        }
        if (!integration.responses().isEmpty()) {
            view.integrationResponses(mapped(integration.responses(), Views::integrationResponse));
        }
        return view.build();
    }

    static samara.wire.apigateway.IntegrationResponse integrationResponse(IntegrationResponse response) {
        var view = samara.wire.apigateway.IntegrationResponse.builder().statusCode(response.statusCode());
        response.selectionPattern().ifPresent(view::selectionPattern);
        response.contentHandling().ifPresent(view::contentHandling);
        if (!response.responseParameters().isEmpty()) {
            view.responseParameters(response.responseParameters());
        }
        if (!response.responseTemplates().isEmpty()) {
            view.responseTemplates(response.responseTemplates());
        }
        return view.build();
    }

    static Deployment deployment(StoredDeployment stored, boolean summary) {
        var view = Deployment.builder().id(stored.id()).createdDate(stored.createdDate());
        stored.description().ifPresent(view::description);
        if (summary) {
            Map<String, Map<String, MethodSnapshot>> paths = new LinkedHashMap<>();
            stored.api().resources().forEach((path, resource) -> {
                if (!resource.methods().isEmpty()) {
                    paths.put(
                            path,
                            mapped(
                                    resource.methods(),
                                    method -> MethodSnapshot.builder()
                                            .authorizationType(method.authorizationType())
                                            .apiKeyRequired(method.apiKeyRequired())
                                            .build()));
                }
            });
            view.apiSummary(paths);
        }
        return view.build();
    }

    static samara.wire.apigateway.Stage stage(StoredStage stored) {
        Stage stage = stored.stage();
        var view = samara.wire.apigateway.Stage.builder()
                .stageName(stage.name())
                .deploymentId(stage.deploymentId())
                .cacheClusterEnabled(stage.cacheClusterSize().isPresent())
                .cacheClusterStatus(stage.cacheClusterSize().isPresent() ? "AVAILABLE" : "NOT_AVAILABLE")
                .methodSettings(mapped(stage.methodSettings(), Views::setting))
                .tracingEnabled(stage.tracingEnabled())
                .createdDate(stored.createdDate())
                .lastUpdatedDate(stored.lastUpdatedDate());
        stage.description().ifPresent(view::description);
        stage.cacheClusterSize().ifPresent(view::cacheClusterSize);
        stage.clientCertificateId().ifPresent(view::clientCertificateId);
        stage.documentationVersion().ifPresent(view::documentationVersion);
        stage.webAclArn().ifPresent(view::webAclArn);
        stage.canary()
                .ifPresent(canary -> view.canarySettings(CanarySettings.builder()
                        .deploymentId(canary.deploymentId())
                        .percentTraffic(canary.percentTraffic())
                        .stageVariableOverrides(canary.stageVariableOverrides())
                        .useStageCache(canary.useStageCache())
                        .build()));
        stage.accessLog()
                .ifPresent(log -> view.accessLogSettings(AccessLogSettings.builder()
                        .destinationArn(log.destinationArn())
                        .format(log.format())
                        .build()));
        if (!stage.variables().isEmpty()) {
            view.variables(stage.variables());
        }
        if (!stored.tags().isEmpty()) {
            view.tags(stored.tags());
        }
        return view.build();
    }

    private static MethodSetting setting(MethodSettings settings) {
        var view = MethodSetting.builder()
                .metricsEnabled(settings.metricsEnabled())
                .loggingLevel(settings.loggingLevel())
                .dataTraceEnabled(settings.dataTraceEnabled())
                .cachingEnabled(settings.cachingEnabled())
                .cacheTtlInSeconds(settings.cacheTtlInSeconds())
                .cacheDataEncrypted(settings.cacheDataEncrypted())
                .requireAuthorizationForCacheControl(settings.requireAuthorizationForCacheControl())
                .unauthorizedCacheControlHeaderStrategy(settings.unauthorizedCacheControlHeaderStrategy());
        settings.throttlingBurstLimit().ifPresent(view::throttlingBurstLimit);
        settings.throttlingRateLimit().ifPresent(view::throttlingRateLimit);
        return view.build();
    }

    /// Patch operations as this package applies them.
    static List<Patches.Patch> patches(Optional<List<PatchOperation>> operations) {
        return operations.orElse(List.of()).stream()
                .map(o -> new Patches.Patch(
                        o.op().orElse(""),
                        o.path().orElse(""),
                        o.op().filter("copy"::equals).isPresent() ? o.from() : o.value()))
                .toList();
    }

    /// A map with each value shown.
    static <A, B> Map<String, B> mapped(Map<String, A> from, Function<A, B> view) {
        Map<String, B> to = new LinkedHashMap<>();
        from.forEach((key, value) -> to.put(key, view.apply(value)));
        return to;
    }
}
