package samara.cloud.apigateway.http;

import java.util.Optional;
import samara.cloud.apigateway.ApiUrl;
import samara.cloud.apigateway.SiteExchange;
import samara.cloud.apigateway.domain.Routed;
import samara.cloud.apigateway.domain.StageServer;
import samara.cloud.kernel.Addresses;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Site;
import samara.gateway.UnsupportedApiException;
import samara.gateway.http.HttpApiStage;
import samara.gateway.http.HttpStage;

/// The stages of HTTP APIs on the cloud's one port, at the URLs of [ApiUrl]. The first part of the path is a stage's
/// name where there is such a stage, else it belongs to the `$default` stage's own paths.
final class HttpApiSite implements Site, StageServer {
    private static final String DISABLED = "The API's default endpoint is disabled.";
    private static final String NO_STAGE = "The API has no stage of this name to which something was deployed.";

    private final HttpApis apis;
    private final ServedHttpStages stages;
    private final Addresses addresses;
    private final WebSocketServer webSockets;

    HttpApiSite(HttpApis apis, ServedHttpStages stages, Addresses addresses, WebSocketServer webSockets) {
        this.webSockets = webSockets;
        this.apis = apis;
        this.stages = stages;
        this.addresses = addresses;
    }

    @Override
    public boolean claims(HttpRequest request) {
        return ApiUrl.apiId(request).flatMap(apis::home).isPresent();
    }

    @Override
    public boolean isForAllPages() {
        return true;
    }

    @Override
    public HttpResponse serve(HttpRequest request) {
        Optional<ApiUrl> url = ApiUrl.of(request, this::awsDomain);
        Optional<Scope> scope = url.flatMap(found -> apis.home(found.apiId()));
        if (url.isEmpty() || scope.isEmpty()) {
            return SiteExchange.answer(404, "Not Found", "The API was deleted.");
        }
        if (url.get().vpcEndpoint().isPresent()) {
            return SiteExchange.answer(
                    403, "Forbidden", "HTTP and WebSocket APIs are not reached through VPC endpoints.");
        }
        return serve(request, scope.get(), url.get(), true);
    }

    @Override
    public boolean hasApi(Scope scope, String apiId) {
        return apis.home(apiId).filter(scope::equals).isPresent();
    }

    @Override
    public boolean isWebSocket(Scope scope, String apiId) {
        return apis.api(scope, apiId).api().isWebSocket();
    }

    @Override
    public boolean hasStage(Scope scope, String apiId, String stage) {
        return apis.stageIfThere(scope, apiId, stage).isPresent();
    }

    @Override
    public HttpResponse serve(HttpRequest request, Routed to) {
        return apis.home(to.apiId())
                .map(scope -> serve(request, scope, ApiUrl.of(to), false))
                .orElseGet(() -> SiteExchange.answer(404, "Not Found", "The API was deleted."));
    }

    private HttpResponse serve(HttpRequest request, Scope scope, ApiUrl url, boolean isDefaultEndpoint) {
        try {
            ServedHttpApi api = stages.of(scope, url.apiId());
            return api.api().isWebSocket()
                    ? webSocket(request, api, url, isDefaultEndpoint)
                    : http(request, api, url, isDefaultEndpoint);
        } catch (UnsupportedApiException e) {
            return SiteExchange.answer(500, "Internal Server Error", String.valueOf(e.getMessage()));
        }
    }

    private HttpResponse webSocket(HttpRequest request, ServedHttpApi api, ApiUrl url, boolean isDefaultEndpoint) {
        if (isDefaultEndpoint && api.api().disableExecuteApiEndpoint()) {
            return SiteExchange.answer(403, "Forbidden", DISABLED);
        }
        return api.webSocket(url.stage())
                .map(ready -> webSockets.serve(request, url, ready))
                .orElseGet(() -> SiteExchange.answer(403, "Forbidden", NO_STAGE));
    }

    private HttpResponse http(HttpRequest request, ServedHttpApi api, ApiUrl url, boolean isDefaultEndpoint) {
        ApiUrl staged = url;
        Optional<HttpStage> stage = api.http(staged.stage());
        if (stage.isEmpty() && isDefaultEndpoint) {
            staged = staged.atRoot(HttpApiStage.DEFAULT);
            stage = api.http(HttpApiStage.DEFAULT);
        }
        if (stage.isEmpty()) {
            return SiteExchange.answer(404, "Not Found", NO_STAGE);
        }
        if (isDefaultEndpoint && stage.get().deployed().api().disableExecuteApiEndpoint()) {
            return SiteExchange.answer(404, "Not Found", DISABLED);
        }
        return SiteExchange.response(
                stage.get().handle(SiteExchange.request(request, staged, addresses, HttpStage.BODY_LIMIT_BYTES)));
    }

    private String awsDomain(String apiId) {
        return apis.home(apiId).map(scope -> HttpApis.domainName(scope, apiId)).orElse(apiId);
    }
}
