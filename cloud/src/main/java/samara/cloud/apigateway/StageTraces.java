package samara.cloud.apigateway;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Scope;
import samara.cloud.trace.Author;
import samara.cloud.trace.Sampler;
import samara.cloud.trace.SegmentText;
import samara.cloud.trace.SegmentWriter;
import samara.cloud.trace.TraceHeader;
import samara.gateway.ApiRequest;
import samara.gateway.Backends.ActionUri;
import samara.gateway.Backends.TraceDecision;
import samara.gateway.RequestTrace;
import samara.gateway.TracedRequest;
import samara.gateway.TracedRequest.Callee;
import samara.gateway.TracedRequest.TracedCall;

/// The traces of stages that have tracing enabled: a segment a request, with a subsegment about what is behind it.
/// [What API Gateway writes](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html).
final class StageTraces {
    private static final String ORIGIN = "AWS::ApiGateway::Stage";

    private final Kernel kernel;
    private final Sampler sampler;
    private final SegmentWriter writer;

    StageTraces(Kernel kernel) {
        this.kernel = kernel;
        this.sampler = new Sampler(kernel.clock());
        this.writer = new SegmentWriter(kernel);
    }

    /// Decides on a request: the sender's decision counts, else the sampling rule.
    TraceDecision decide(Scope scope, String header) {
        TraceHeader came = TraceHeader.orNew(Optional.of(header), kernel);
        if (!came.sampled().orElseGet(() -> sampler.samples(scope, came.root()))) {
            return new TraceDecision(
                    new TraceHeader(came.root(), came.parent(), Optional.of(false)).text(), Optional.empty());
        }
        return new TraceDecision(
                header,
                Optional.of(new RequestTrace(
                        came.root(), came.parent(), TraceHeader.segmentId(kernel), TraceHeader.segmentId(kernel))));
    }

    /// Writes a request's segment.
    void write(Scope scope, ServedApi api, TracedRequest traced) {
        String stage = "arn:" + scope.region().partition() + ":apigateway:" + scope.region() + "::/restapis/"
                + api.apiId() + "/stages/" + api.stage();
        RequestTrace trace = traced.trace();
        Map<String, Object> segment = SegmentText.of(
                new TraceHeader(trace.root(), trace.parent(), Optional.empty()),
                trace.segment(),
                api.name() + "/" + api.stage(),
                traced.period().start(),
                traced.period().end());
        SegmentText.http(segment).put("request", request(traced.request()));
        SegmentText.answered(segment, traced.status(), Optional.of(traced.answerBytes()));
        Map<String, Object> gateway = new LinkedHashMap<>();
        gateway.put("account_id", scope.account().id());
        gateway.put("rest_api_id", api.apiId());
        gateway.put("stage", api.stage());
        gateway.put("request_id", traced.requestId());
        segment.put("aws", Map.of("api_gateway", gateway));
        Map<String, Object> annotations = new LinkedHashMap<>();
        annotations.put("aws:api_id", api.apiId());
        annotations.put("aws:api_stage", api.stage());
        segment.put("annotations", annotations);
        segment.put("origin", ORIGIN);
        segment.put("resource_arn", stage);
        traced.call().ifPresent(call -> segment.put("subsegments", List.of(call(scope, trace, call))));
        writer.write(new Author(scope, "apigateway.amazonaws.com", stage, Optional.empty()), SegmentText.text(segment));
    }

    private static Map<String, Object> request(ApiRequest request) {
        Map<String, Object> shown = new LinkedHashMap<>();
        ApiRequest.Client client = request.client();
        shown.put("url", client.scheme() + "://" + client.domainName() + request.fullPath());
        shown.put("method", request.method());
        Optional<String> forwarded = request.headers().get("X-Forwarded-For");
        shown.put(
                "client_ip", forwarded.map(all -> all.split(",", 2)[0].strip()).orElse(client.sourceIp()));
        if (forwarded.isPresent()) {
            shown.put("x_forwarded_for", true);
        }
        request.headers().get("User-Agent").ifPresent(agent -> shown.put("user_agent", agent));
        return shown;
    }

    private static Map<String, Object> call(Scope scope, RequestTrace trace, TracedCall call) {
        Map<String, Object> segment = SegmentText.of(
                trace.call(),
                name(call.callee()),
                call.period().start(),
                call.period().end());
        Map<String, Object> request = new LinkedHashMap<>();
        switch (call.callee()) {
            case Callee.Function function -> {
                segment.put("namespace", "aws");
                request.put(
                        "url",
                        "https://lambda." + scope.region() + "."
                                + scope.region().dnsSuffix() + "/2015-03-31/functions/" + function.arn()
                                + "/invocations");
                request.put("method", "POST");
                segment.put("aws", function(scope, function.arn()));
            }
            case Callee.Action action -> {
                segment.put("namespace", "aws");
                segment.put("aws", action(action.uri()));
            }
            case Callee.Endpoint endpoint -> {
                segment.put("namespace", "remote");
                request.put("url", endpoint.url());
                endpoint.method().filter(method -> !method.equals("ANY")).ifPresent(m -> request.put("method", m));
            }
        }
        if (!request.isEmpty()) {
            SegmentText.http(segment).put("request", request);
        }
        call.status().ifPresent(status -> SegmentText.answered(segment, status, Optional.empty()));
        return segment;
    }

    private static String name(Callee callee) {
        return switch (callee) {
            case Callee.Function function -> "Lambda";
            case Callee.Action action -> action.uri().service();
            case Callee.Endpoint endpoint -> host(endpoint.url());
        };
    }

    /// The host of a URL that may have `{parameters}` in its path.
    private static String host(String url) {
        try {
            return Optional.ofNullable(URI.create(url.replaceAll("[{}]", "_")).getHost())
                    .orElse(url);
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    private static Map<String, Object> function(Scope scope, String arn) {
        String[] parts = arn.split(":", -1);
        String name = parts.length > 6 ? parts[6] : arn;
        Map<String, Object> aws = new LinkedHashMap<>();
        aws.put("function_name", name);
        aws.put("region", parts.length > 3 ? parts[3] : scope.region().name());
        aws.put("operation", "Invoke");
        aws.put("resource_names", List.of(name));
        return aws;
    }

    private static Map<String, Object> action(ActionUri uri) {
        Map<String, Object> aws = new LinkedHashMap<>();
        aws.put("region", uri.region());
        uri.action().ifPresent(action -> aws.put("operation", action));
        return aws;
    }
}
