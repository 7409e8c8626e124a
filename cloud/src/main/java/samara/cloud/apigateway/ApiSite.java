package samara.cloud.apigateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Addresses;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Site;
import samara.gateway.ApiRequest;
import samara.gateway.ApiResponse;
import samara.gateway.UnsupportedApiException;
import samara.gateway.json.Json;
import samara.gateway.rest.RestStage;

/// The deployed stages on the cloud's one port, at the URLs of [ApiUrl].
final class ApiSite implements Site {
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
    public HttpResponse serve(HttpRequest request) {
        Optional<ApiUrl> url = ApiUrl.of(request, this::awsDomain);
        if (url.isEmpty()) {
            return forbidden("The path names no API: /_aws/execute-api/API/STAGE/… was expected.");
        }
        Optional<RestStage> stage;
        try {
            stage = stages.of(url.get().apiId(), url.get().stage());
        } catch (UnsupportedApiException e) {
            return answer(500, "InternalServerErrorException", "Internal server error", e.message());
        }
        if (stage.isEmpty()) {
            return forbidden("There is no API `" + url.get().apiId() + "` with a stage `"
                    + url.get().stage() + "`.");
        }
        if (stage.get().deployed().api().settings().disableExecuteApiEndpoint()) {
            return forbidden("The API's default endpoint is disabled.");
        }
        return response(stage.get().handle(request(request, url.get())));
    }

    private String awsDomain(String apiId) {
        return apis.home(apiId)
                .map(scope -> apiId + ".execute-api." + scope.region() + ".amazonaws.com"
                        + (scope.region().partition().equals("aws-cn") ? ".cn" : ""))
                .orElse(apiId);
    }

    private ApiRequest request(HttpRequest request, ApiUrl url) {
        samara.gateway.Headers headers = new samara.gateway.Headers();
        for (Headers.Header header : request.headers().all()) {
            headers.add(header.name(), header.value());
        }
        return new ApiRequest(
                request.method(),
                url.path(),
                url.fullPath(),
                request.rawQuery(),
                headers,
                body(request),
                new ApiRequest.Client(
                        request.sourceIp(), "HTTP/1.1", url.domainName(), addresses.port(), "http", Optional.empty()));
    }

    /// Reads a byte more than is allowed at most: the gateway refuses what is longer.
    private static byte[] body(HttpRequest request) {
        try {
            return request.body().readNBytes(RestStage.BODY_LIMIT_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse response(ApiResponse response) {
        List<Headers.Header> headers = new ArrayList<>(response.headers().size());
        response.headers().forEach((name, value) -> headers.add(new Headers.Header(name, value)));
        return HttpResponse.of(response.status(), new Headers(headers), response.body());
    }

    private static HttpResponse forbidden(String reason) {
        return answer(403, "ForbiddenException", "Forbidden", reason);
    }

    /// What AWS says, with the reason in a header of our own: a client that looks for help finds it there.
    private static HttpResponse answer(int status, String errorType, String message, String reason) {
        Headers headers = Headers.of("Content-Type", "application/json")
                .with("x-amzn-ErrorType", errorType)
                .with("x-samara-reason", reason.replaceAll("[^\\x20-\\x7e]", "?"));
        return HttpResponse.of(status, headers, Json.write(java.util.Map.of("message", message)));
    }
}
