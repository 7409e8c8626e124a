package samara.gateway.rest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import samara.gateway.ApiResponse;
import samara.gateway.Backends.TraceDecision;
import samara.gateway.RequestTrace;
import samara.gateway.TracedRequest;
import samara.gateway.TracedRequest.Callee;
import samara.gateway.TracedRequest.Period;
import samara.gateway.TracedRequest.TracedCall;

/// What is noted of a traced request on its way.
final class TraceNotes {
    private final RequestTrace trace;
    private final InstantSource clock;
    private Optional<TracedCall> call = Optional.empty();
    private boolean streams;

    private TraceNotes(RequestTrace trace, InstantSource clock) {
        this.trace = trace;
        this.clock = clock;
    }

    /// Begins the notes of a request, if it is traced.
    static Optional<TraceNotes> of(Optional<TraceDecision> decision, InstantSource clock) {
        return decision.flatMap(TraceDecision::trace).map(trace -> new TraceNotes(trace, clock));
    }

    /// The ids of a request with the trace header that was decided on.
    static RequestId id(RequestId id, Optional<TraceDecision> decision) {
        return decision.map(made -> id.withTraceHeader(
                        made.trace().map(RequestTrace::header).orElse(made.header())))
                .orElse(id);
    }

    /// Calls the integration, and notes when that was and how it went.
    ApiResponse around(Exchange x, Supplier<ApiResponse> integration) {
        Optional<Callee> callee = callee(x.method());
        if (callee.isEmpty()) {
            return integration.get();
        }
        x.id = x.id.withTraceHeader(trace.callHeader());
        Instant start = clock.instant();
        Optional<Integer> status = Optional.empty();
        try {
            ApiResponse response = integration.get();
            status = status(x.method().target(), response);
            streams = response.stream().isPresent();
            return response;
        } finally {
            call = Optional.of(new TracedCall(callee.get(), new Period(start, clock.instant()), status));
        }
    }

    private static Optional<Callee> callee(RestMethod method) {
        return switch (method.target()) {
            case Target.FunctionProxy function -> Optional.of(new Callee.Function(function.function()));
            case Target.Function function -> Optional.of(new Callee.Function(function.function()));
            case Target.Action action -> Optional.of(new Callee.Action(action.uri()));
            case Target.HttpProxy http ->
                Optional.of(new Callee.Endpoint(http.url(), method.integration().httpMethod()));
            case Target.Http http ->
                Optional.of(new Callee.Endpoint(http.url(), method.integration().httpMethod()));
            case Target.Mock mock -> Optional.empty();
        };
    }

    /// What the backend itself answered, as far as the answer shows it: a mapping may have changed it.
    private static Optional<Integer> status(Target target, ApiResponse response) {
        return switch (target) {
            case Target.FunctionProxy function -> Optional.of(200);
            case Target.Function function -> Optional.of(200);
            case Target.HttpProxy http -> Optional.of(response.status());
            case Target.Action action -> Optional.empty();
            case Target.Http http -> Optional.empty();
            case Target.Mock mock -> Optional.empty();
        };
    }

    /// All that was noted, when the answer is known.
    TracedRequest done(Exchange x, int status, long answerBytes) {
        Instant end = clock.instant();
        return new TracedRequest(
                trace,
                x.request,
                x.id.requestId(),
                new Period(x.receivedAt, end),
                status,
                answerBytes,
                // What streams has only begun to answer when it was noted.
                streams ? call.map(begun -> begun.until(end)) : call);
    }
}
