package samara.gateway.rest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.gateway.ApiRequest;
import samara.gateway.Backends;
import samara.gateway.api.Integration;

/// One request on its way through the gateway: what came in, and what was found out about it so far. Used by one
/// thread at a time.
final class Exchange implements MappingSource {
    private static final DateTimeFormatter REQUEST_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    final ApiRequest request;
    final DeployedApi deployed;
    /// Its trace header is another one on the way to the integration, if the request is traced.
    RequestId id;

    final Instant receivedAt;
    final Map<String, List<String>> query;
    final Map<String, List<String>> headers;
    final List<String> log = new ArrayList<>(0);

    /// What IAM and the VPC endpoint say of the caller: keys as `requestContext.identity` has them.
    final Map<String, String> identity = new LinkedHashMap<>(0);

    /// What the authorizer says; none before it was asked.
    @Nullable
    Map<String, Object> authorizer;

    /// The policy of a Lambda authorizer that decided.
    Optional<InvokePolicy> policy = Optional.empty();

    /// What the firewall says; nothing before it was asked.
    Optional<Backends.Screening> screening = Optional.empty();

    /// What is noted for the access log.
    final Phases phases;

    /// What is noted where the request is traced.
    Optional<TraceNotes> trace = Optional.empty();

    Optional<String> usageIdentifierKey = Optional.empty();
    private @Nullable RestMethod method;
    private Map<String, String> pathParameters = Map.of();
    private @Nullable Map<String, Object> context;
    private @Nullable String body;
    private @Nullable Boolean wantsLog;
    boolean failed;

    Exchange(ApiRequest request, DeployedApi deployed, RequestId id, Instant receivedAt, Phases phases) {
        this.phases = phases;
        this.request = request;
        this.deployed = deployed;
        this.id = id;
        this.receivedAt = receivedAt;
        this.query = PercentEncoding.query(request.rawQuery());
        this.headers = ForwardedHeaders.of(request, id);
        request.client().vpc().ifPresent(vpc -> {
            vpc.vpcId().ifPresent(vpcId -> identity.put("vpcId", vpcId));
            identity.put("vpceId", vpc.endpointId());
        });
    }

    void matched(Router.Match match) {
        method = match.method();
        pathParameters = match.pathParameters();
    }

    /// The method that was found. Only after routing.
    RestMethod method() {
        if (method == null) {
            throw new IllegalStateException("The request has not been routed.");
        }
        return method;
    }

    Optional<RestMethod> methodIfRouted() {
        return Optional.ofNullable(method);
    }

    @Override
    public Map<String, String> pathParameters() {
        return pathParameters;
    }

    @Override
    public Map<String, String> stageVariables() {
        return deployed.stage().variables();
    }

    @Override
    public Map<String, List<String>> queryParameters() {
        return query;
    }

    @Override
    public String body() {
        if (body == null) {
            body = new String(request.body(), java.nio.charset.StandardCharsets.UTF_8);
        }
        return body;
    }

    /// The last value of a header.
    Optional<String> header(String name) {
        for (var entry : headers.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return Optional.of(entry.getValue().getLast());
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> headerValues(String name) {
        for (var entry : headers.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        return List.of();
    }

    Optional<String> contentType() {
        return request.headers().get("Content-Type");
    }

    boolean hasBinaryBody() {
        return MediaTypes.isBinary(deployed.api().settings().binaryMediaTypes(), contentType());
    }

    String requestTime() {
        return REQUEST_TIME.format(receivedAt);
    }

    /// The ARN of the method as it was called: the request's own path, not the resource's.
    String methodArn() {
        return deployed.methodArn(request.method(), request.path());
    }

    /// The ARN by which the gateway calls a function: the resource's path with `*` for parameters.
    String sourceArn() {
        RestMethod at = method();
        String path = at.resource().path().replaceAll("\\{[^}]*}", "*");
        return deployed.methodArn(
                at.method().httpMethod().equals("ANY") ? "*" : at.method().httpMethod(), path);
    }

    /// As whom an integration is called: a role's ARN, or the client's access key id where its own permissions count.
    Optional<String> credentials(Integration integration) {
        return integration.credentials().map(credentials -> {
            if (!credentials.endsWith(":iam::*:user/*")) {
                return Targets.fill(credentials, stageVariables());
            }
            String accessKey = identity.get("accessKey");
            if (accessKey == null) {
                throw GatewayFault.internal(
                        FaultType.API_CONFIGURATION_ERROR,
                        "Execution failed due to configuration error: the integration is called with the client's"
                                + " credentials, but the method does not ask for a signature (AWS_IAM).");
            }
            return accessKey;
        });
    }

    /// Whether the stage wants an execution log of this request.
    boolean wantsLog() {
        if (wantsLog == null) {
            wantsLog = method != null && method.settings().loggingLevel().equals("INFO");
        }
        return wantsLog;
    }

    /// Adds a line to the execution log if the stage wants one.
    void logAt(java.util.function.Supplier<String> line) {
        if (wantsLog()) {
            log.add(line.get());
        }
    }

    /// The `$context` variables; templates may change them.
    @Override
    public Map<String, Object> context() {
        if (context == null) {
            context = ContextVariables.of(this);
        }
        return context;
    }

    /// Lets `$context` be made anew, since something was found out.
    void contextChanged() {
        context = null;
    }
}
