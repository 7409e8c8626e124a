package samara.cloud.apigateway;

import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.domain.Routed;
import samara.cloud.apigateway.domain.StageServer;
import samara.cloud.kernel.Addresses;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Site;
import samara.gateway.ApiRequest.VpcSource;
import samara.gateway.UnsupportedApiException;
import samara.gateway.rest.RestStage;

/// The deployed stages on the cloud's one port, at the URLs of [ApiUrl].
final class ApiSite implements Site, StageServer {
    private final RestApis apis;
    private final ServedStages stages;
    private final Addresses addresses;

    ApiSite(RestApis apis, ServedStages stages, Addresses addresses) {
        this.apis = apis;
        this.stages = stages;
        this.addresses = addresses;
    }

    @Override
    public boolean claims(HttpRequest request) {
        return ApiUrl.isOne(request);
    }

    @Override
    public boolean isForAllPages() {
        return true;
    }

    @Override
    public HttpResponse serve(HttpRequest request) {
        Optional<ApiUrl> url = ApiUrl.of(request, this::awsDomain);
        if (url.isEmpty()) {
            return forbidden("The request names no API: /_aws/execute-api/API/STAGE/... was expected, or the header"
                    + " x-apigw-api-id where the host is a VPC endpoint's.");
        }
        return serve(request, url.get(), true);
    }

    @Override
    public boolean hasApi(Scope scope, String apiId) {
        return apis.home(apiId).filter(scope::equals).isPresent();
    }

    @Override
    public boolean hasStage(Scope scope, String apiId, String stage) {
        return apis.stageIfThere(scope, apiId, stage).isPresent();
    }

    @Override
    public HttpResponse serve(HttpRequest request, Routed to) {
        return serve(request, ApiUrl.of(to), false);
    }

    private HttpResponse serve(HttpRequest request, ApiUrl url, boolean isDefaultEndpoint) {
        Optional<RestStage> stage;
        try {
            stage = stages.of(url.apiId(), url.stage());
        } catch (UnsupportedApiException e) {
            return answer(500, "InternalServerErrorException", "Internal server error", e.message());
        }
        if (stage.isEmpty()) {
            return forbidden("There is no API `" + url.apiId() + "` with a stage `" + url.stage() + "`.");
        }
        if (isDefaultEndpoint && stage.get().deployed().api().settings().disableExecuteApiEndpoint()) {
            return forbidden("The API's default endpoint is disabled.");
        }
        Optional<String> unreachable =
                PrivateApis.refusal(url, stage.get().deployed().api().settings());
        if (unreachable.isPresent()) {
            return forbidden(unreachable.get());
        }
        Optional<VpcSource> vpc =
                url.vpcEndpoint().isPresent() ? PrivateApis.source(url, tags(url.apiId())) : Optional.empty();
        return SiteExchange.response(
                stage.get().handle(SiteExchange.request(request, url, addresses, RestStage.BODY_LIMIT_BYTES, vpc)));
    }

    private Map<String, String> tags(String apiId) {
        return apis.home(apiId).map(scope -> apis.api(scope, apiId).tags()).orElse(Map.of());
    }

    private String awsDomain(String apiId) {
        return apis.home(apiId)
                .map(scope -> apiId + ".execute-api." + scope.region() + "."
                        + scope.region().dnsSuffix())
                .orElse(apiId);
    }

    private static HttpResponse forbidden(String reason) {
        return answer(403, "ForbiddenException", "Forbidden", reason);
    }

    private static HttpResponse answer(int status, String errorType, String message, String reason) {
        HttpResponse answer = SiteExchange.answer(status, message, reason);
        return new HttpResponse(status, answer.headers().with("x-amzn-ErrorType", errorType), answer.content());
    }
}
