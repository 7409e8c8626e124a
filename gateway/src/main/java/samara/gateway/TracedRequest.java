package samara.gateway;

import java.time.Instant;
import java.util.Optional;

/// A traced request that was answered.
///
/// @param answerBytes the length of the answer's body
/// @param call of what is behind the API, if the request came so far
public record TracedRequest(
        RequestTrace trace,
        ApiRequest request,
        String requestId,
        Period period,
        int status,
        long answerBytes,
        Optional<TracedCall> call) {

    /// From when to when.
    public record Period(Instant start, Instant end) {}

    /// The call of what is behind the API.
    ///
    /// @param status of HTTP, if there was an answer
    public record TracedCall(Callee callee, Period period, Optional<Integer> status) {
        /// The same, lasting to another time.
        public TracedCall until(Instant end) {
            return new TracedCall(callee, new Period(period.start(), end), status);
        }
    }

    /// What is behind the API.
    public sealed interface Callee {
        /// A function.
        record Function(String arn) implements Callee {}

        /// An AWS action.
        record Action(Backends.ActionUri uri) implements Callee {}

        /// An HTTP endpoint.
        ///
        /// @param method of HTTP, if it is not the request's own
        record Endpoint(String url, Optional<String> method) implements Callee {}
    }
}
