package samara.cloud.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.edge.sigv4.AuthenticationException;
import samara.cloud.edge.sigv4.SignatureVerifier;
import samara.cloud.edge.sigv4.Verified;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Decision;
import samara.cloud.kernel.Event;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.Identity;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Principal;

/// Who calls a function's URL, and whether that is allowed:
/// [both](https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html) `lambda:InvokeFunctionUrl` and
/// `lambda:InvokeFunction` are needed.
final class UrlCaller {
    private final Kernel kernel;
    private final Functions functions;
    private final SignatureVerifier verifier;

    /// A request that may come through.
    ///
    /// @param request with a body that can be read
    /// @param identity of the one who signed it
    record Admitted(HttpRequest request, Optional<Identity> identity, Call call, List<Event.Check> checks) {}

    /// Why a request may not.
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String why) {
            super(why, null, false, false);
        }
    }

    UrlCaller(Kernel kernel, Functions functions) {
        this.kernel = kernel;
        this.functions = functions;
        this.verifier = new SignatureVerifier(kernel.clock(), kernel.identities()::byAccessKey);
    }

    /// @throws RefusedException with the reason, for those who look for help
    Admitted admit(StoredUrl url, HttpRequest request) throws RefusedException {
        return switch (url.auth()) {
            case NONE -> admit(url, request, Optional.empty());
            case AWS_IAM -> {
                try {
                    Verified verified = verifier.verify(request);
                    if (!verified.service().equals("lambda")) {
                        throw new RefusedException("The signature is for the service `" + verified.service()
                                + "`, and `lambda` was expected.");
                    }
                    yield admit(url, verified.request(), Optional.of(verified.identity()));
                } catch (AuthenticationException e) {
                    throw new RefusedException(e.message());
                }
            }
        };
    }

    private Admitted admit(StoredUrl url, HttpRequest request, Optional<Identity> identity) throws RefusedException {
        Principal principal = identity.map(Identity::principal).orElseGet(Principal.Anonymous::new);
        Call call = new Call(
                url.scope(),
                principal,
                request.requestId(),
                request.sourceIp(),
                request.headers().first("User-Agent"),
                Optional.empty());
        Optional<String> policy = functions.policy(url.scope(), url.name());
        List<Event.Check> checks = new ArrayList<>(2);
        check(call, need("lambda:InvokeFunctionUrl", url, policy), checks);
        check(call, need("lambda:InvokeFunction", url, policy), checks);
        return new Admitted(request, identity, call, checks);
    }

    private static Need need(String action, StoredUrl url, Optional<String> policy) {
        return new Need(
                action,
                url.arn(),
                Map.of(
                        "lambda:FunctionUrlAuthType", List.of(url.auth().name()),
                        "lambda:InvokedViaFunctionUrl", List.of("true")),
                policy,
                Optional.of(url.scope().account()));
    }

    private void check(Call call, Need need, List<Event.Check> checks) throws RefusedException {
        Decision decision = kernel.identities().decide(call, need);
        checks.add(new Event.Check(need.action(), need.resource(), decision));
        if (!decision.isAllowed()) {
            record(call, checks, 0, Optional.of("AccessDeniedException"));
            throw new RefusedException(call.principal().name() + " may not perform " + need.action() + " on "
                    + need.resource() + ": " + decision.reason());
        }
    }

    /// Keeps the call in the event log.
    void record(Call call, List<Event.Check> checks, long startNanos, Optional<String> error) {
        long micros = startNanos == 0 ? 0 : (System.nanoTime() - startNanos) / 1000;
        kernel.events()
                .add(new Event(
                        kernel.clock().now(),
                        call.requestId(),
                        call.scope().account().id(),
                        call.scope().region().name(),
                        "lambda",
                        "InvokeFunctionUrl",
                        call.principal().name(),
                        call.sourceIp(),
                        call.userAgent(),
                        List.copyOf(checks),
                        micros,
                        error,
                        Optional.empty()));
    }
}
