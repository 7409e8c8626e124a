package samara.gateway.rest;

import java.util.Map;
import java.util.Optional;
import samara.gateway.BackendAnswer;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// What API Gateway answers when a backend doesn't.
public final class Faults {
    private Faults() {}

    /// What a function returned, an error document or not.
    static byte[] returned(BackendAnswer answer) {
        if (answer instanceof BackendAnswer.Returned returned) {
            return returned.payload();
        }
        throw fault(answer);
    }

    /// What an endpoint or action answered.
    static BackendAnswer.Answered answered(BackendAnswer answer) {
        if (answer instanceof BackendAnswer.Answered answered) {
            return answered;
        }
        throw fault(answer);
    }

    static GatewayFault fault(BackendAnswer answer) {
        return switch (answer) {
            case BackendAnswer.TimedOut timedOut ->
                new GatewayFault(
                        FaultType.INTEGRATION_TIMEOUT,
                        Optional.of("Endpoint request timed out"),
                        "Execution failed due to a timeout error");
            case BackendAnswer.Refused refused ->
                GatewayFault.internal(
                        FaultType.API_CONFIGURATION_ERROR,
                        "Execution failed due to configuration error: " + refused.reason());
            case BackendAnswer.Unreachable unreachable ->
                GatewayFault.internal(
                        FaultType.API_CONFIGURATION_ERROR,
                        "Execution failed due to configuration error: " + unreachable.reason());
            case BackendAnswer.Returned returned -> throw new IllegalStateException("A function answered, not HTTP.");
            case BackendAnswer.Answered answered -> throw new IllegalStateException("HTTP answered, not a function.");
        };
    }

    /// The `errorMessage` of a function's error document.
    public static Optional<String> errorMessage(byte[] payload) {
        try {
            return Json.read(payload) instanceof Map<?, ?> map && map.get("errorMessage") != null
                    ? Optional.of(String.valueOf(map.get("errorMessage")))
                    : Optional.empty();
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }
}
