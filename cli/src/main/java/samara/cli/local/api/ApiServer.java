package samara.cli.local.api;

import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
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
import samara.gateway.rest.DeployedApi;
import samara.gateway.rest.RestStage;

/// Answers the requests of one port: by the first API that has the route, else by a file of the static folder, else as
/// API Gateway answers what it doesn't know.
final class ApiServer {
    private final List<Route> routes = new ArrayList<>();
    private final List<Function<ApiRequest, ApiResponse>> stages = new ArrayList<>();
    private final Optional<Path> files;

    /// One method of one path.
    ///
    /// @param needs what a request needs, in words; empty where everybody may call
    record Route(String method, String path, String needs, Pattern pattern, Function<ApiRequest, ApiResponse> stage) {}

    /// @param files the static folder, if there is one
    ApiServer(Apis apis, Backends backends, InstantSource clock, Optional<Path> files) {
        this.files = files;
        apis.http().forEach(api -> add(api, backends, clock));
        for (DeployedApi api : apis.rest()) {
            Function<ApiRequest, ApiResponse> stage =
                    new RestStage(api, backends, clock, ThreadLocalRandom.current()::nextLong)::handle;
            stages.add(stage);
            api.api()
                    .resources()
                    .forEach((path, resource) -> resource.methods()
                            .forEach((name, method) ->
                                    routes.add(new Route(name, path, needs(api, method), pattern(path), stage))));
        }
    }

    /// A template's APIs, one at least.
    record Apis(List<DeployedApi> rest, List<DeployedHttpApi> http) {}

    private void add(DeployedHttpApi api, Backends backends, InstantSource clock) {
        Function<ApiRequest, ApiResponse> stage =
                new HttpStage(api, backends, clock, ThreadLocalRandom.current()::nextLong)::handle;
        stages.add(stage);
        // The default route takes what is left: it is the last.
        api.api().routes().values().stream()
                .sorted(Comparator.comparing(samara.gateway.http.Route::isDefault))
                .forEach(route -> {
                    String path = route.isDefault() ? "/{path+}" : route.path();
                    String needs = route.authorizerId()
                            .map(api.api().authorizers()::get)
                            .map(authorizer -> "authorizer " + authorizer.name() + " "
                                    + String.join(", ", authorizer.identitySources()))
                            .orElse("");
                    Pattern pattern = route.isDefault() ? Pattern.compile(".*") : pattern(path);
                    routes.add(new Route(route.method(), path, needs, pattern, stage));
                });
    }

    /// All routes, as they were declared.
    List<Route> routes() {
        return List.copyOf(routes);
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

    private static Pattern pattern(String path) {
        var expression = new StringBuilder();
        for (String segment : path.substring(1).split("/")) {
            boolean parameter = segment.startsWith("{") && segment.endsWith("}");
            expression.append('/');
            expression.append(!parameter ? Pattern.quote(segment) : segment.endsWith("+}") ? ".+" : "[^/]+");
        }
        return Pattern.compile(expression + "/?");
    }

    /// The answer to a request.
    HttpResponse answer(HttpRequest request) {
        Optional<HttpResponse> explorer = ExplorerPage.answer(request, routes);
        if (explorer.isPresent()) {
            return explorer.get();
        }
        List<Route> matching = routes.stream()
                .filter(route -> route.pattern().matcher(request.rawPath()).matches())
                .toList();
        Optional<Function<ApiRequest, ApiResponse>> stage = matching.stream()
                .filter(route -> route.method().equals("ANY") || route.method().equals(request.method()))
                .findFirst()
                // A preflight: an HTTP API answers it by itself.
                .or(() -> matching.stream()
                        .filter(_ -> request.method().equals("OPTIONS"))
                        .findFirst())
                .map(Route::stage);
        if (stage.isEmpty()) {
            Optional<HttpResponse> file = request.method().equals("GET") ? file(request.rawPath()) : Optional.empty();
            if (file.isPresent()) {
                return file.get();
            }
        }
        return served(stage.orElse(stages.getFirst()), request);
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
        List<Headers.Header> answered = new ArrayList<>();
        response.headers().forEach((name, value) -> answered.add(new Headers.Header(name, value)));
        return HttpResponse.of(response.status(), new Headers(answered), response.body());
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
