package samara.cli.local.api;

import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import samara.cloud.apigateway.SiteExchange;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.RelativePath;
import samara.gateway.ApiRequest;
import samara.gateway.ApiResponse;
import samara.gateway.Backends;
import samara.gateway.api.Method;
import samara.gateway.http.DeployedHttpApi;
import samara.gateway.http.HttpStage;
import samara.gateway.http.Route;
import samara.gateway.rest.DeployedApi;
import samara.gateway.rest.RestStage;

/// Answers the requests of one port: by the API whose route is the closest, else by a file of the static folder, else
/// as API Gateway answers what it doesn't know.
final class ApiServer {
    private final ServedRoutes routes;
    private final Function<ApiRequest, ApiResponse> first;
    private final Optional<Path> files;

    /// A template's APIs by their logical ids, one at least.
    record Apis(Map<String, DeployedApi> rest, Map<String, DeployedHttpApi> http) {}

    /// @param files the static folder, if there is one
    ApiServer(Apis apis, Backends backends, InstantSource clock, Optional<Path> files) {
        this.files = files;
        List<ServedRoutes.Route> found = new ArrayList<>();
        List<Function<ApiRequest, ApiResponse>> stages = new ArrayList<>();
        apis.http().forEach((id, api) -> {
            stages.add(new HttpStage(api, backends, clock, ThreadLocalRandom.current()::nextLong)::handle);
            api.api()
                    .routes()
                    .values()
                    .forEach(route -> found.add(new ServedRoutes.Route(
                            id, route.method(), route.path(), needs(api, route), stages.getLast())));
        });
        apis.rest().forEach((id, api) -> {
            stages.add(new RestStage(api, backends, clock, ThreadLocalRandom.current()::nextLong)::handle);
            api.api()
                    .resources()
                    .forEach((path, resource) -> resource.methods()
                            .forEach((name, method) -> found.add(
                                    new ServedRoutes.Route(id, name, path, needs(api, method), stages.getLast()))));
        });
        this.routes = new ServedRoutes(found);
        this.first = stages.getFirst();
    }

    /// What is served.
    ServedRoutes routes() {
        return routes;
    }

    private static String needs(DeployedHttpApi api, Route route) {
        return route.authorizerId()
                .map(api.api().authorizers()::get)
                .map(authorizer ->
                        "authorizer " + authorizer.name() + " " + String.join(", ", authorizer.identitySources()))
                .orElse("");
    }

    private static String needs(DeployedApi api, Method method) {
        List<String> needs = new ArrayList<>();
        method.authorizerId()
                .map(api.api().authorizers()::get)
                .ifPresent(authorizer -> needs.add("authorizer " + authorizer.name()
                        + authorizer
                                .identitySource()
                                .map(source -> " (" + source + ")")
                                .orElse("")));
        if (method.apiKeyRequired()) {
            needs.add("x-api-key");
        }
        if (method.requestValidatorId().isPresent()) {
            needs.add("a valid request");
        }
        return String.join(", ", needs);
    }

    /// The answer to a request.
    HttpResponse answer(HttpRequest request) {
        Optional<HttpResponse> explorer = ExplorerPage.answer(request, routes.all());
        if (explorer.isPresent()) {
            return explorer.get();
        }
        Optional<ServedRoutes.Route> route = routes.of(request.method(), request.rawPath());
        if (route.isEmpty() && request.method().equals("GET")) {
            Optional<HttpResponse> file = file(request.rawPath());
            if (file.isPresent()) {
                return file.get();
            }
        }
        return served(route.map(ServedRoutes.Route::stage).orElse(first), request);
    }

    private static HttpResponse served(Function<ApiRequest, ApiResponse> stage, HttpRequest request) {
        samara.gateway.Headers headers = new samara.gateway.Headers();
        request.headers().all().forEach(header -> headers.add(header.name(), header.value()));
        byte[] body;
        try {
            body = request.body().readNBytes(RestStage.BODY_LIMIT_BYTES + 1);
        } catch (IOException e) {
            return HttpResponse.of(400, "text/plain", "The request's body ended early.\n");
        }
        ApiResponse response = stage.apply(new ApiRequest(
                request.method(),
                request.rawPath(),
                request.rawPath(),
                request.rawQuery(),
                headers,
                body,
                new ApiRequest.Client(
                        request.sourceIp(),
                        request.transport().protocol(),
                        request.host(),
                        port(request),
                        request.transport().scheme(),
                        Optional.empty())));
        return SiteExchange.response(response);
    }

    private static int port(HttpRequest request) {
        String host = request.headers().first("Host").orElse("");
        String port = host.substring(host.lastIndexOf(':') + 1);
        int usual = request.transport().isEncrypted() ? 443 : 80;
        return port.matches("\\d{1,5}") ? Integer.parseInt(port) : usual;
    }

    /// A file of the static folder; never one outside of it.
    private Optional<HttpResponse> file(String rawPath) {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        try {
            String path = java.net.URLDecoder.decode(rawPath.substring(1), java.nio.charset.StandardCharsets.UTF_8);
            Path root = files.get().toRealPath();
            Path file = path.isEmpty() ? root : RelativePath.of(path).in(root);
            Path found = Files.isDirectory(file) ? file.resolve("index.html") : file;
            if (!Files.isRegularFile(found) || !found.toRealPath().startsWith(root)) {
                return Optional.empty();
            }
            String type = Optional.ofNullable(URLConnection.guessContentTypeFromName(
                            found.getFileName().toString().toLowerCase(Locale.ROOT)))
                    .orElse("application/octet-stream");
            return Optional.of(new HttpResponse(
                    200, Headers.of("Content-Type", type), new HttpResponse.Content.File(found, 0, Files.size(found))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // No path of a file, or it went away.
        }
    }
}
