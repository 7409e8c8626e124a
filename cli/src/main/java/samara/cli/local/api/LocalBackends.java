package samara.cli.local.api;

import java.util.Map;
import java.util.Optional;
import samara.cli.command.UserException;
import samara.cli.local.LocalEvent;
import samara.cli.local.ServedFunctions;
import samara.cli.terminal.Terminal;
import samara.functions.InvocationResult;
import samara.gateway.BackendAnswer;
import samara.gateway.BackendStream;
import samara.gateway.Backends;
import samara.gateway.endpoint.HttpEndpoints;

/// What APIs on this machine reach: the template's functions, AWS's services, and HTTP endpoints.
final class LocalBackends implements Backends {
    private final ServedFunctions functions;
    private final Map<String, String> keys;
    private final Terminal terminal;

    /// @param keys ids of API keys by their values
    LocalBackends(ServedFunctions functions, Map<String, String> keys, Terminal terminal) {
        this.functions = functions;
        this.keys = Map.copyOf(keys);
        this.terminal = terminal;
    }

    @Override
    public BackendAnswer invoke(FunctionCall call) {
        if (!functions.has(call.function())) {
            return noFunction(call);
        }
        LocalEvent event = event(call);
        if (call.asynchronous()) {
            Thread.ofVirtual().name("event").start(() -> run(call.function(), event));
            return new BackendAnswer.Returned(new byte[0], false);
        }
        return run(call.function(), event);
    }

    private static BackendAnswer noFunction(FunctionCall call) {
        return new BackendAnswer.Unreachable("`" + call.function() + "` is no function of the template");
    }

    private static LocalEvent event(FunctionCall call) {
        return new LocalEvent(call.payload(), Optional.empty(), call.traceHeader(), Optional.empty(), Optional.empty());
    }

    @Override
    public BackendStream invokeStreaming(FunctionCall call) {
        if (!functions.has(call.function())) {
            return new BackendStream.Ended(noFunction(call));
        }
        return StreamedFunction.start(stream -> {
            try {
                InvocationResult result = functions.stream(functions.function(call.function()), event(call), stream);
                return new BackendAnswer.Returned(
                        result.payload(), result.functionError().isPresent());
            } catch (UserException e) {
                terminal.error(e.message());
                return new BackendAnswer.Unreachable(e.message());
            }
        });
    }

    private BackendAnswer run(String name, LocalEvent event) {
        try {
            InvocationResult result = functions.invoke(functions.function(name), event);
            return new BackendAnswer.Returned(
                    result.payload(), result.functionError().isPresent());
        } catch (UserException e) {
            terminal.error(e.message());
            return new BackendAnswer.Unreachable(e.message());
        }
    }

    @Override
    public BackendAnswer call(ServiceCall call) {
        if (call.credentials().isEmpty()) {
            return new BackendAnswer.Refused("Role ARN must be specified for AWS integrations");
        }
        return functions.services().call(call);
    }

    @Override
    public BackendAnswer fetch(HttpCall call) {
        return HttpEndpoints.fetch(call);
    }

    @Override
    public BackendStream fetchStreaming(HttpCall call) {
        return HttpEndpoints.open(call);
    }

    @Override
    public Access authorize(AccessQuery query) {
        throw new IllegalStateException("A method with IAM or a resource policy was not refused at the start.");
    }

    @Override
    public KeyVerdict admit(KeyQuery query) {
        return query.key()
                .filter(keys::containsKey)
                .<KeyVerdict>map(key -> new KeyVerdict.Admitted(keys.getOrDefault(key, ""), key))
                .orElseGet(KeyVerdict.Unknown::new);
    }

    @Override
    public void served(ServedRequest request) {
        if (request.failed()) {
            request.log().forEach(terminal::note);
        }
    }
}
