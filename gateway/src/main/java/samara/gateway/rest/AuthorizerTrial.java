package samara.gateway.rest;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import samara.gateway.ApiRequest;
import samara.gateway.Backends;
import samara.gateway.UnsupportedApiException;
import samara.gateway.api.Authorizer;
import samara.gateway.api.Integration;
import samara.gateway.api.IntegrationType;
import samara.gateway.api.Method;
import samara.gateway.api.MethodSettings;
import samara.gateway.api.Resource;

/// What an authorizer says of a request, with no method behind it.
///
/// @param status 200 where it gave a policy or accepted the token, whatever the policy says; else what a client gets
/// @param log a line each
/// @param policy as the function gave it
/// @param context what `$context.authorizer` would be
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeAuthorizer.html">
///     TestInvokeAuthorizer</a>
public record AuthorizerTrial(int status, List<String> log, Optional<String> policy, Map<String, Object> context) {

    /// Where the time and request ids come from.
    public record Source(InstantSource clock, LongSupplier random) {}

    /// Asks it.
    ///
    /// @throws UnsupportedApiException where the authorizer asks for something that is not built or not there
    public static AuthorizerTrial of(
            DeployedApi deployed, String authorizerId, ApiRequest request, Backends backends, Source source) {
        Authorizer authorizer = Optional.ofNullable(deployed.api().authorizers().get(authorizerId))
                .orElseThrow(() -> new UnsupportedApiException("There is no authorizer `" + authorizerId + "`."));
        InstantSource clock = source.clock();
        MethodAuthorizer asked = authorizer.type().equals(UserPoolAuthorizer.TYPE)
                ? new UserPoolAuthorizer(
                        authorizer, List.of(), UserPoolAuthorizer.keys(authorizer, backends, clock), clock)
                : new FunctionAuthorizer(authorizer, deployed.stage().variables(), backends, clock);
        RequestId id = RequestId.next(source.random(), Optional.empty(), clock.instant());
        Exchange x = new Exchange(request, deployed, id, clock.instant(), new Phases(clock, false));
        x.matched(new Router.Match(nothing(request.method()), Map.of()));
        int status = 200;
        try {
            asked.authorize(x);
        } catch (GatewayFault fault) {
            x.log.add(fault.log());
            status = x.policy.isPresent() ? 200 : fault.type().status();
        }
        return new AuthorizerTrial(
                status,
                List.copyOf(x.log),
                x.policy.map(InvokePolicy::text),
                x.authorizer == null ? Map.of() : x.authorizer);
    }

    /// The method of the API's root that a `REQUEST` authorizer's event names.
    private static RestMethod nothing(String httpMethod) {
        Method method = Method.open(httpMethod)
                .with(Optional.of(Integration.of(IntegrationType.MOCK, Optional.empty(), Optional.empty())));
        return new RestMethod(
                new Resource("", "/", Map.of()),
                method,
                MethodSettings.DEFAULT,
                new Target.Mock(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
