package samara.cloud.apigateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.gateway.ApiRequest;
import samara.gateway.ApiResponse;
import samara.gateway.Headers;
import samara.gateway.UnsupportedApiException;
import samara.gateway.api.Method;
import samara.gateway.api.MethodSettings;
import samara.gateway.api.Resource;
import samara.gateway.api.RestApi;
import samara.gateway.api.Stage;
import samara.gateway.rest.AuthorizerTrial;
import samara.gateway.rest.DeployedApi;
import samara.gateway.rest.RestStage;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.TestInvokeAuthorizerRequest;
import samara.wire.apigateway.TestInvokeAuthorizerResponse;
import samara.wire.apigateway.TestInvokeMethodRequest;
import samara.wire.apigateway.TestInvokeMethodResponse;

/// `TestInvokeMethod`: one method of an API as it stands, without a deployment, and without authorizer, key, resource
/// policy, throttling and firewall, as API Gateway's console tests it. The execution log comes with the answer.
final class TestInvocations {
    private static final String STAGE = "test-invoke-stage";

    private final Kernel kernel;
    private final RestApis apis;
    private final StageServices shared;

    TestInvocations(Kernel kernel, RestApis apis, StageServices shared) {
        this.kernel = kernel;
        this.apis = apis;
        this.shared = shared;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(
                        ApiGatewayApi.TEST_INVOKE_METHOD,
                        "POST",
                        in -> MethodOperations.path(in.restApiId(), in.resourceId(), in.httpMethod()),
                        this::invoke),
                new ApiOperation<>(
                        ApiGatewayApi.TEST_INVOKE_AUTHORIZER,
                        "POST",
                        in -> RestApiOperations.path(in.restApiId()) + "/authorizers/" + in.authorizerId(),
                        this::ask));
    }

    private TestInvokeAuthorizerResponse ask(TestInvokeAuthorizerRequest in, Call call) {
        in.additionalContext().filter(given -> !given.isEmpty()).ifPresent(given -> {
            throw ApiGatewayErrors.notBuilt("`additionalContext`");
        });
        RestApi api = apis.api(call.scope(), in.restApiId()).api();
        if (!api.authorizers().containsKey(in.authorizerId())) {
            throw ApiGatewayErrors.notFound("Invalid Authorizer identifier specified");
        }
        DeployedApi deployed =
                deployed(in.restApiId(), api, stage(in.stageVariables().orElse(Map.of())), call);
        Instant start = kernel.clock().now();
        AuthorizerTrial trial;
        try {
            trial = AuthorizerTrial.of(
                    deployed,
                    in.authorizerId(),
                    request(
                            "GET",
                            in.pathWithQueryString()
                                    .filter(p -> p.startsWith("/"))
                                    .orElse("/"),
                            headers(in.headers(), in.multiValueHeaders()),
                            in.body()),
                    new CloudBackends(kernel, call.scope(), ServedApi.of(deployed), shared),
                    new AuthorizerTrial.Source(
                            kernel.clock()::now,
                            () -> ThreadLocalRandom.current().nextLong()));
        } catch (UnsupportedApiException e) {
            throw ApiGatewayErrors.badRequest(e.message());
        }
        var view = TestInvokeAuthorizerResponse.builder()
                .clientStatus(trial.status())
                .log(String.join("\n", trial.log()))
                .latency(Duration.between(start, kernel.clock().now()).toMillis());
        trial.policy().ifPresent(view::policy);
        if (trial.context().get("principalId") instanceof String principal) {
            view.principalId(principal);
        }
        if (trial.context().get("claims") instanceof Map<?, ?> claims) {
            Map<String, String> shown = new LinkedHashMap<>();
            claims.forEach((name, value) -> shown.put(String.valueOf(name), String.valueOf(value)));
            view.claims(shown);
        }
        return view.build();
    }

    private static DeployedApi deployed(String apiId, RestApi api, Stage stage, Call call) {
        return new DeployedApi(
                apiId,
                call.scope().account().id(),
                call.scope().region().name(),
                call.scope().region().partition(),
                api,
                stage);
    }

    private TestInvokeMethodResponse invoke(TestInvokeMethodRequest in, Call call) {
        RestApi api = apis.api(call.scope(), in.restApiId()).api();
        Resource resource = ResourceOperations.in(api, in.resourceId());
        Method method = MethodOperations.in(api, in.resourceId(), in.httpMethod());
        if (method.integration().isEmpty()) {
            throw ApiGatewayErrors.badRequest("No integration defined for method");
        }
        DeployedApi deployed = deployed(
                in.restApiId(),
                alone(api, resource, method),
                stage(in.stageVariables().orElse(Map.of())).withClientCertificateId(in.clientCertificateId()),
                call);
        List<String> log = new ArrayList<>();
        Instant start = kernel.clock().now();
        ApiResponse response;
        try {
            response = new RestStage(
                            deployed,
                            new CloudBackends(kernel, call.scope(), ServedApi.of(deployed), shared) {
                                @Override
                                public void served(ServedRequest request) {
                                    request.log().forEach(line -> log.add("(" + request.requestId() + ") " + line));
                                }
                            },
                            kernel.clock()::now,
                            () -> ThreadLocalRandom.current().nextLong())
                    .handle(request(in, resource));
        } catch (UnsupportedApiException e) {
            throw ApiGatewayErrors.badRequest(e.message());
        }
        Map<String, String> single = new LinkedHashMap<>();
        response.headers().forEach(single::put);
        return TestInvokeMethodResponse.builder()
                .status(response.status())
                .body(new String(body(response), StandardCharsets.UTF_8))
                .headers(single)
                .multiValueHeaders(response.headers().grouped())
                .log(String.join("\n", log))
                .latency(Duration.between(start, kernel.clock().now()).toMillis())
                .build();
    }

    /// What is streamed is shown when it is complete.
    private static byte[] body(ApiResponse response) {
        if (response.stream().isEmpty()) {
            return response.body();
        }
        try (InputStream stream = response.stream().get()) {
            return stream.readNBytes(RestStage.BODY_LIMIT_BYTES);
        } catch (IOException e) {
            throw ApiGatewayErrors.badRequest("The answer ended before it was complete: " + e.getMessage());
        }
    }

    /// The API with nothing but this method, which anybody may call.
    private static RestApi alone(RestApi api, Resource resource, Method method) {
        Method open = new Method(
                method.httpMethod(),
                "NONE",
                Optional.empty(),
                List.of(),
                false,
                method.operationName(),
                method.requestValidatorId(),
                method.requestParameters(),
                method.requestModels(),
                method.responses(),
                method.integration());
        return api.withResources(Map.of(resource.path(), resource.withMethods(Map.of(method.httpMethod(), open))))
                .with(api.settings().withPolicy(Optional.empty()));
    }

    private static Stage stage(Map<String, String> variables) {
        Stage plain = Stage.of(STAGE, "test");
        MethodSettings defaults = MethodSettings.DEFAULT;
        MethodSettings logged = new MethodSettings(
                false,
                "INFO",
                true,
                Optional.empty(),
                Optional.empty(),
                false,
                defaults.cacheTtlInSeconds(),
                false,
                defaults.requireAuthorizationForCacheControl(),
                defaults.unauthorizedCacheControlHeaderStrategy());
        return StagePatches.withSettings(
                plain.asCanary(new Stage.Canary("test", 0, variables, false)), Map.of("*/*", logged));
    }

    private static ApiRequest request(TestInvokeMethodRequest in, Resource resource) {
        String target = in.pathWithQueryString().filter(path -> !path.isEmpty()).orElse(resource.path());
        if (target.split("\\?", 2)[0].contains("{") || !target.startsWith("/")) {
            throw ApiGatewayErrors.badRequest(
                    "`pathWithQueryString` must give a value for each path parameter of " + resource.path());
        }
        return request(
                in.httpMethod().equals("ANY") ? "GET" : in.httpMethod(),
                target,
                headers(in.headers(), in.multiValueHeaders()),
                in.body());
    }

    private static Headers headers(Optional<Map<String, String>> single, Optional<Map<String, List<String>>> several) {
        Headers headers = new Headers();
        single.orElse(Map.of()).forEach(headers::set);
        several.orElse(Map.of()).forEach((name, values) -> {
            headers.remove(name);
            values.forEach(value -> headers.add(name, value));
        });
        return headers;
    }

    private static ApiRequest request(String method, String pathWithQuery, Headers headers, Optional<String> body) {
        String[] target = pathWithQuery.split("\\?", 2);
        return new ApiRequest(
                method,
                target[0],
                target[0],
                target.length > 1 ? Optional.of(target[1]) : Optional.empty(),
                headers,
                body.orElse("").getBytes(StandardCharsets.UTF_8),
                new ApiRequest.Client(
                        "test-invoke-source-ip",
                        "HTTP/1.1",
                        "testPrefix.testDomainName",
                        443,
                        "https",
                        Optional.empty()));
    }
}
