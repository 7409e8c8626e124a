package samara.gateway.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.gateway.ApiResponse;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends;
import samara.gateway.Headers;
import samara.gateway.api.Integration;

/// Integrations that pass the whole request on and the whole answer back: Lambda proxy and HTTP proxy.
final class ProxyIntegration {
    private static final int BODY_LIMIT_BYTES = 10 * 1024 * 1024;

    private final Backends backends;

    ProxyIntegration(Backends backends) {
        this.backends = backends;
    }

    ApiResponse function(Exchange x, String function) {
        Integration integration = x.method().integration();
        byte[] event = ProxyEvent.of(x);
        x.logAt(() -> "Endpoint request body after transformations: " + text(event));
        BackendAnswer answer = x.phases.integration(
                integration.timeoutInMillis(),
                () -> backends.invoke(new Backends.FunctionCall(
                        function,
                        event,
                        false,
                        x.credentials(integration),
                        x.sourceArn(),
                        Optional.of(x.id.traceHeader()))));
        byte[] payload = Faults.returned(answer);
        x.logAt(() -> "Endpoint response body before transformations: " + text(payload));
        if (answer instanceof BackendAnswer.Returned returned && returned.error()) {
            throw GatewayFault.internal(
                    FaultType.MALFORMED_PROXY_RESPONSE,
                    "Lambda execution failed with status 200 due to customer function error: "
                            + Faults.errorMessage(payload).orElse("no message"));
        }
        ApiResponse response = ProxyResponse.of(payload, x);
        x.phases.functionStatus(response.status());
        response.headers().set("X-Amzn-Trace-Id", x.id.traceHeader());
        return response;
    }

    ApiResponse http(Exchange x, String url) {
        Integration integration = x.method().integration();
        Backends.HttpCall call = call(x, url);
        BackendAnswer.Answered answered =
                Faults.answered(x.phases.integration(integration.timeoutInMillis(), () -> backends.fetch(call)));
        if (answered.body().length > BODY_LIMIT_BYTES) {
            throw GatewayFault.internal(FaultType.INTEGRATION_FAILURE, "The endpoint's answer exceeds 10 MB.");
        }
        return new ApiResponse(answered.status(), back(answered.headers()), answered.body());
    }

    /// The request as the endpoint gets it.
    static Backends.HttpCall call(Exchange x, String url) {
        Integration integration = x.method().integration();
        Headers headers = new Headers();
        x.request.headers().forEach((name, value) -> {
            if (!HopByHop.isOne(name) && !name.equalsIgnoreCase("Host")) {
                headers.add(name, value);
            }
        });
        headers.set("X-Amzn-Trace-Id", x.id.traceHeader());
        headers.set("x-amzn-apigateway-api-id", x.deployed.apiId());
        Map<String, List<String>> query = new java.util.LinkedHashMap<>(x.query);
        Map<String, String> path = new java.util.LinkedHashMap<>();
        integration.requestParameters().forEach((name, expression) -> {
            List<String> values = Parameters.request(expression, x);
            RequestPlace.put(name, values, headers, query, path);
        });
        String full = RequestPlace.url(url, path, query);
        x.logAt(() -> "Endpoint request URI: " + full);
        return new Backends.HttpCall(
                method(integration, x),
                full,
                headers,
                x.request.body(),
                integration.timeoutInMillis(),
                RequestPlace.reach(integration, x));
    }

    /// The headers of an endpoint's answer that the client gets.
    static Headers back(Headers answered) {
        Headers back = new Headers();
        answered.forEach((name, value) -> {
            if (!HopByHop.isOne(name)) {
                ResponseHeaders.add(back, name, value);
            }
        });
        return back;
    }

    private static String method(Integration integration, Exchange x) {
        String method = integration.httpMethod().orElse(x.request.method());
        return method.equals("ANY") ? x.request.method() : method;
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        return text.length() > 1024 ? text.substring(0, 1024) + " [TRUNCATED]" : text;
    }

    /// Headers that belong to one connection.
    static final class HopByHop {
        private static final List<String> NAMES = List.of(
                "connection",
                "content-length",
                "keep-alive",
                "transfer-encoding",
                "upgrade",
                "te",
                "trailer",
                "expect");

        private HopByHop() {}

        static boolean isOne(String name) {
            return NAMES.contains(name.toLowerCase(java.util.Locale.ROOT));
        }
    }
}
