package samara.gateway.websocket;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.gateway.ApiRequest;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends;
import samara.gateway.UnsupportedApiException;
import samara.gateway.http.DeployedHttpApi;
import samara.gateway.http.HttpAuthorizer;
import samara.gateway.http.HttpStage;
import samara.gateway.http.Route;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;
import samara.gateway.rest.Faults;
import samara.gateway.rest.InvokePolicy;
import samara.gateway.rest.PercentEncoding;

/// Who may connect: those who sign (`AWS_IAM`), or whom a Lambda authorizer lets (`CUSTOM`). An authorizer is asked at
/// each handshake; nothing is cached.
record ConnectGuard(DeployedHttpApi deployed, Backends backends, String routeArn) {

    /// The connection with what the authorizer or IAM says of its client.
    ///
    /// @throws WebSocketFault where the client may not connect
    Connection admit(Route route, WebSocketEvent event) {
        Connection connection = event.connection();
        return switch (route.authorizationType()) {
            case "NONE" -> connection;
            case "AWS_IAM" -> connection.known(Map.of(), signed(connection.request()));
            case "CUSTOM" ->
                connection.known(
                        asked(
                                deployed.api()
                                        .authorizers()
                                        .get(route.authorizerId().orElse("")),
                                event),
                        Map.of());
            default ->
                throw new UnsupportedApiException("The authorization type `" + route.authorizationType()
                        + "` is not one of a WebSocket API: NONE, AWS_IAM or CUSTOM was expected.");
        };
    }

    private Map<String, String> signed(ApiRequest request) {
        return switch (backends.authorize(new Backends.AccessQuery(request, true, Optional.empty(), routeArn))) {
            case Backends.Access.Allowed allowed -> allowed.identity();
            case Backends.Access.Refused refused ->
                throw new WebSocketFault(
                        403,
                        refused.responseType().equals("MISSING_AUTHENTICATION_TOKEN")
                                ? "Missing Authentication Token"
                                : refused.message(),
                        refused.message());
        };
    }

    private Map<String, Object> asked(@Nullable HttpAuthorizer authorizer, WebSocketEvent event) {
        if (authorizer == null) {
            throw broken("It was deleted.");
        }
        for (String source : authorizer.identitySources()) {
            if (value(source, event).filter(text -> !text.isEmpty()).isEmpty()) {
                throw new WebSocketFault(401, "Unauthorized", "The request has nothing at `" + source + "`.");
            }
        }
        String function = HttpStage.function(
                authorizer.uri().orElse(""),
                deployed.stage().variables(),
                "the authorizer `" + authorizer.name() + "`");
        BackendAnswer answer = backends.invoke(new Backends.FunctionCall(
                function,
                Json.write(event.authorizer(routeArn)),
                false,
                authorizer.credentials(),
                deployed.authorizerArn(authorizer.id()),
                Optional.of(event.id().traceHeader())));
        return switch (answer) {
            case BackendAnswer.Returned returned when returned.error() -> throw failed(returned.payload());
            case BackendAnswer.Returned returned -> verdict(returned.payload());
            case BackendAnswer.Refused refused -> throw broken(refused.reason());
            case BackendAnswer.Unreachable unreachable -> throw broken(unreachable.reason());
            case BackendAnswer.TimedOut _ -> throw broken("Its function took too long.");
            case BackendAnswer.Answered _ -> throw broken("A function gave an HTTP answer.");
        };
    }

    private Optional<String> value(String source, WebSocketEvent event) {
        ApiRequest request = event.connection().request();
        String name = source.substring(source.lastIndexOf('.') + 1);
        if (source.startsWith("route.request.header.")) {
            return request.headers().get(name);
        }
        if (source.startsWith("route.request.querystring.")) {
            return Optional.ofNullable(PercentEncoding.query(request.rawQuery()).get(name))
                    .map(values -> values.getLast());
        }
        if (source.startsWith("stageVariables.")) {
            return Optional.ofNullable(deployed.stage().variables().get(name));
        }
        return Optional.ofNullable(event.context().get(name)).map(String::valueOf);
    }

    /// A function that raises `Unauthorized` means just that.
    private static WebSocketFault failed(byte[] payload) {
        String message = Faults.errorMessage(payload).orElse("no message");
        return message.equals("Unauthorized")
                ? new WebSocketFault(401, "Unauthorized", "The authorizer said `Unauthorized`.")
                : broken("Its function failed: " + message);
    }

    private Map<String, Object> verdict(byte[] payload) {
        Object read;
        try {
            read = Json.read(payload);
        } catch (JsonSyntaxException e) {
            throw broken("Its function returned no JSON.");
        }
        if (!(read instanceof Map<?, ?> answer)) {
            throw broken("Its function returned no object.");
        }
        try {
            if (new InvokePolicy(answer.get("policyDocument")).on(routeArn) != InvokePolicy.Effect.ALLOW) {
                throw new WebSocketFault(
                        403,
                        "User is not authorized to access this resource",
                        "The authorizer does not allow " + routeArn + ".");
            }
        } catch (IllegalArgumentException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("principalId", String.valueOf(answer.get("principalId")));
        if (answer.get("usageIdentifierKey") instanceof String key) {
            said.put("usageIdentifierKey", key);
        }
        if (answer.get("context") instanceof Map<?, ?> context) {
            context.forEach((name, value) -> {
                if (value != null) {
                    said.put(String.valueOf(name), value);
                }
            });
        }
        return said;
    }

    private static WebSocketFault broken(String why) {
        return WebSocketFault.internal(500, "The authorizer gave no answer: " + why);
    }
}
