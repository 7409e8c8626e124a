package samara.cloud.apigateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Scope;
import samara.gateway.ApiRequest;
import samara.gateway.ApiResponse;
import samara.gateway.BackendAnswer;
import samara.gateway.BackendStream;
import samara.gateway.Backends;
import samara.gateway.TracedRequest;
import samara.gateway.UnsupportedApiException;
import samara.gateway.endpoint.HttpEndpoints;
import samara.gateway.endpoint.Way;
import samara.gateway.http.HttpApiStage;
import samara.gateway.waf.Verdict;

/// What a stage reaches in the cloud: functions and actions by the call path, so that policies decide; HTTP
/// endpoints; IAM.
public class CloudBackends implements Backends {
    private final Kernel kernel;
    private final Scope scope;
    private final ServedApi api;
    private final FunctionCalls functions;
    private final ActionCalls actions;
    private final SignedCaller caller;
    private final StageServices shared;
    private final Optional<Way.ClientIdentity> certificate;

    CloudBackends(Kernel kernel, Scope scope, ServedApi api, StageServices shared) {
        this.kernel = kernel;
        this.scope = scope;
        this.api = api;
        GatewayRoles roles = new GatewayRoles(kernel, scope);
        this.functions = new FunctionCalls(kernel, roles);
        this.actions = new ActionCalls(kernel, roles);
        this.caller = new SignedCaller(kernel, scope, api.apiId());
        this.shared = shared;
        this.certificate = api.clientCertificateId()
                .map(id -> shared.certificates().get(scope, id).identity());
    }

    /// What a stage of an HTTP API reaches. Its access log is written by the service itself.
    public static CloudBackends ofHttpApi(
            Kernel kernel, StageServices shared, Scope scope, String apiId, HttpApiStage stage) {
        return new CloudBackends(kernel, scope, ServedApi.of(apiId, stage), shared);
    }

    @Override
    public BackendAnswer invoke(FunctionCall call) {
        return functions.invoke(call);
    }

    @Override
    public BackendStream invokeStreaming(FunctionCall call) {
        return functions.stream(call);
    }

    @Override
    public BackendAnswer call(ServiceCall call) {
        return actions.call(call);
    }

    @Override
    public BackendAnswer fetch(HttpCall call) {
        if (call.reach().vpcLink().isPresent()) {
            return linked(call, call.reach().vpcLink().get());
        }
        return shown(call)
                .map(way -> HttpEndpoints.fetch(call, way))
                .orElseGet(() -> LocalIssuers.fetch(call, kernel.addresses()));
    }

    /// The way by which an endpoint is shown the stage's certificate.
    private Optional<Way> shown(HttpCall call) {
        return certificate.filter(c -> call.url().startsWith("https:")).map(shown -> {
            Way way = Way.to(URI.create(call.url())).as(shown);
            return call.reach().insecureSkipVerification() ? way.withoutAuthorities() : way;
        });
    }

    @Override
    public BackendStream fetchStreaming(HttpCall call) {
        if (call.reach().vpcLink().isEmpty()) {
            return shown(call).map(way -> HttpEndpoints.open(call, way)).orElseGet(() -> HttpEndpoints.open(call));
        }
        try {
            return HttpEndpoints.open(call, way(call, call.reach().vpcLink().get()));
        } catch (UnsupportedApiException | IllegalArgumentException e) {
            return new BackendStream.Ended(new BackendAnswer.Unreachable(String.valueOf(e.getMessage())));
        }
    }

    private BackendAnswer linked(HttpCall call, VpcLinkUse link) {
        try {
            return HttpEndpoints.fetch(call, way(call, link));
        } catch (UnsupportedApiException | IllegalArgumentException e) {
            return new BackendAnswer.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    private Way way(HttpCall call, VpcLinkUse link) {
        Way way = shared.vpcLinks().way(scope, link, URI.create(call.url()));
        Way named = call.reach().serverNameToVerify().map(way::named).orElse(way);
        Way known = certificate.map(named::as).orElse(named);
        return call.reach().insecureSkipVerification() ? known.withoutAuthorities() : known;
    }

    @Override
    public Access authorize(AccessQuery query) {
        return caller.decide(query);
    }

    @Override
    public boolean mayInvalidateCache(AccessQuery query) {
        return caller.decide(query, "execute-api:InvalidateCache") instanceof Access.Allowed;
    }

    /// Asks whether the signer of a request may manage the connections of a WebSocket API.
    public Access manageConnections(AccessQuery query) {
        return caller.decide(query, "execute-api:ManageConnections");
    }

    @Override
    public Screening screen(ApiRequest request) {
        String stage = "arn:" + scope.region().partition() + ":apigateway:" + scope.region() + "::/restapis/"
                + api.apiId() + "/stages/" + api.stage();
        Optional<Verdict> verdict = shared.webAcls().inspect(stage, request, kernel.clock()::now);
        String acl = shared.webAcls().guardOf(stage).orElse("");
        if (verdict.isEmpty() || verdict.get().allowed()) {
            return new Screening.Passed(verdict.map(Verdict::insertedHeaders).orElse(Map.of()), verdict.map(v -> acl));
        }
        return new Screening.Blocked(
                acl, verdict.get().ruleId(), verdict.get().response().map(CloudBackends::answer));
    }

    private static ApiResponse answer(Verdict.Response response) {
        samara.gateway.Headers headers = samara.gateway.Headers.of(response.headers());
        if (!response.contentType().isEmpty()) {
            headers.set("Content-Type", response.contentType());
        }
        return new ApiResponse(response.status(), headers, response.body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public KeyVerdict admit(KeyQuery query) {
        return shared.keys().admit(scope, query);
    }

    @Override
    public void served(ServedRequest request) {
        shared.logs().add(scope, api, request);
    }

    @Override
    public TraceDecision trace(String traceHeader) {
        return shared.traces().decide(scope, traceHeader);
    }

    @Override
    public void traced(TracedRequest request) {
        shared.traces().write(scope, api, request);
    }
}
