package samara.gateway;

import java.util.Map;
import java.util.Optional;

/// What the gateway reaches outside itself; the caller supplies it. All methods block, and are called from a virtual
/// thread for each request.
public interface Backends {

    /// Calls a function.
    BackendAnswer invoke(FunctionCall call);

    /// Calls an AWS action by its service's own HTTP interface.
    BackendAnswer call(ServiceCall call);

    /// Calls an HTTP endpoint.
    BackendAnswer fetch(HttpCall call);

    /// Calls a function and passes on what it writes while it does; here, when it has returned.
    default BackendStream invokeStreaming(FunctionCall call) {
        return BackendStream.of(invoke(call));
    }

    /// Calls an HTTP endpoint and passes on what it sends while it does; here, when it has answered.
    default BackendStream fetchStreaming(HttpCall call) {
        return BackendStream.of(fetch(call));
    }

    /// Asks whether the caller may have an entry of a stage's cache made anew (`execute-api:InvalidateCache`). Nobody
    /// may where there is no IAM.
    default boolean mayInvalidateCache(AccessQuery query) {
        return false;
    }

    /// Asks who signed the request and what IAM and the API's resource policy say of it.
    Access authorize(AccessQuery query);

    /// Asks the firewall in front of the API, before anything else.
    default Screening screen(ApiRequest request) {
        return new Screening.Passed(Map.of(), Optional.empty());
    }

    /// Asks whether the holder of an API key may call once more.
    KeyVerdict admit(KeyQuery query);

    /// A request was served; for logs and metrics.
    void served(ServedRequest request);

    /// Decides whether a request is traced. Asked only where the stage traces.
    default TraceDecision trace(String traceHeader) {
        return new TraceDecision(traceHeader, Optional.empty());
    }

    /// A traced request was answered.
    default void traced(TracedRequest request) {}

    /// Whether a request is traced.
    ///
    /// @param header the `X-Amzn-Trace-Id` of what the request leads to where it is not
    record TraceDecision(String header, Optional<RequestTrace> trace) {}

    /// A function to call.
    ///
    /// @param function its ARN, with a version or alias where one was named
    /// @param asynchronous whether nobody waits for its answer
    /// @param credentials the ARN of the role to call with, or the access key id of the client, whose
    ///     own permissions count; none is the gateway itself, so that the function's policy decides
    /// @param sourceArn the `execute-api` ARN of the method or authorizer that calls
    record FunctionCall(
            String function,
            byte[] payload,
            boolean asynchronous,
            Optional<String> credentials,
            String sourceArn,
            Optional<String> traceHeader) {}

    /// An AWS action to call.
    ///
    /// @param target what the integration's URI names
    /// @param method of HTTP
    /// @param path with its query, percent-encoded
    /// @param credentials the ARN of the role to call with, or the access key id of the client
    record ServiceCall(
            ActionUri target,
            String method,
            String path,
            Headers headers,
            byte[] body,
            Optional<String> credentials,
            String sourceArn) {}

    /// What an integration's URI says of an AWS action:
    /// `arn:aws:apigateway:{region}:{subdomain.service}:{path|action}/{rest}`.
    ///
    /// @param subdomain the part before the service's name, such as S3's bucket
    /// @param action the action, where the URI names one
    record ActionUri(String region, String service, Optional<String> subdomain, Optional<String> action) {}

    /// An HTTP endpoint to call.
    ///
    /// @param url says what is asked for; where a VPC link leads says only the link
    record HttpCall(String method, String url, Headers headers, byte[] body, int timeoutMillis, Reach reach) {
        /// A call of what the URL says, and nothing else.
        public HttpCall(String method, String url, Headers headers, byte[] body, int timeoutMillis) {
            this(method, url, headers, body, timeoutMillis, Reach.INTERNET);
        }
    }

    /// How an endpoint is reached.
    ///
    /// @param insecureSkipVerification whether its certificate may be of any issuer
    /// @param vpcLink what it is behind
    /// @param serverNameToVerify what its certificate must name, in place of what the URL does
    record Reach(boolean insecureSkipVerification, Optional<VpcLinkUse> vpcLink, Optional<String> serverNameToVerify) {
        /// As the URL says.
        public static final Reach INTERNET = new Reach(false, Optional.empty(), Optional.empty());
    }

    /// A VPC link that an integration goes through.
    ///
    /// @param target the load balancer, listener or Cloud Map service that the integration names, by its ARN
    record VpcLinkUse(String id, Optional<String> target) {}

    /// A request that IAM or a resource policy is asked about.
    ///
    /// @param signed whether the method asks for a signature (`AWS_IAM`)
    /// @param methodArn `arn:aws:execute-api:…:api/stage/GET/path`
    record AccessQuery(ApiRequest request, boolean signed, Optional<String> policy, String methodArn) {}

    /// What IAM says.
    sealed interface Access {
        /// Allowed.
        ///
        /// @param identity what events show under `requestContext.identity`: `accountId`, `caller`, `user`,
        ///     `userArn`, `accessKey`
        record Allowed(Map<String, String> identity) implements Access {}

        /// Not allowed.
        ///
        /// @param responseType the gateway response: `ACCESS_DENIED`, `MISSING_AUTHENTICATION_TOKEN`,
        ///     `INVALID_SIGNATURE` or `EXPIRED_TOKEN`
        record Refused(String responseType, String message) implements Access {}
    }

    /// What a firewall says.
    sealed interface Screening {
        /// Go on.
        ///
        /// @param headers what the backend gets, too
        /// @param webAcl the ARN of the web ACL that was asked, if there is one
        record Passed(Map<String, String> headers, Optional<String> webAcl) implements Screening {}

        /// Answer it so, or as the API words `WAF_FILTERED`.
        ///
        /// @param rule the one that decided
        record Blocked(String webAcl, String rule, Optional<ApiResponse> answer) implements Screening {}
    }

    /// A method that asks for an API key was called.
    ///
    /// @param key what the client gave, if anything
    record KeyQuery(String apiId, String stage, String path, String method, Optional<String> key) {}

    /// What usage plans say.
    sealed interface KeyVerdict {
        /// Go on.
        record Admitted(String keyId, String key) implements KeyVerdict {}

        /// No such key, not enabled, or in no plan of this stage.
        record Unknown() implements KeyVerdict {}

        /// Too fast.
        record Throttled() implements KeyVerdict {}

        /// The plan's quota is used up.
        record QuotaExceeded() implements KeyVerdict {}
    }

    /// How a request ended.
    ///
    /// @param log what an execution log holds, one line each: always there where `failed`, else as the stage asks
    /// @param context the `$context` variables, for an access log
    record ServedRequest(
            String requestId, int status, boolean failed, java.util.List<String> log, Map<String, Object> context) {}
}
