package samara.cloud.xray;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.xray.GetServiceGraphRequest;
import samara.wire.xray.GetServiceGraphResult;
import samara.wire.xray.GetTraceGraphRequest;
import samara.wire.xray.GetTraceGraphResult;
import samara.wire.xray.XrayApi;

/// Service maps: of a time, or of some traces. Each is answered in one page.
final class GraphOperations {
    /// Traces that are counted: the last ones.
    private static final int COUNTED = 10_000;

    private final Traces traces;
    private final TraceReads reads;

    GraphOperations(Traces traces, TraceReads reads) {
        this.traces = traces;
        this.reads = reads;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new XrayOperation<>(XrayApi.GET_SERVICE_GRAPH, this::ofTime),
                new XrayOperation<>(XrayApi.GET_TRACE_GRAPH, this::ofTraces));
    }

    private GetServiceGraphResult ofTime(GetServiceGraphRequest in, Call call) {
        TraceSummaries.checkRange(in.startTime(), in.endTime());
        if (in.groupName()
                .or(in::groupARN)
                .filter(group -> !group.equals("Default"))
                .isPresent()) {
            throw XrayErrors.notBuilt("groups");
        }
        checkToken(in.nextToken());
        var graph = new ServiceGraph(call.scope().account().id());
        Instant from = in.startTime();
        for (Traces.Found found : traces.startedBetween(call.scope(), from, in.endTime(), Optional.empty(), COUNTED)) {
            reads.tree(call.scope(), found.trace().id()).ifPresent(graph::add);
        }
        return GetServiceGraphResult.builder()
                .startTime(from)
                .endTime(in.endTime())
                .services(graph.services())
                .containsOldGroupVersions(false)
                .build();
    }

    private GetTraceGraphResult ofTraces(GetTraceGraphRequest in, Call call) {
        TraceReads.checkIds(in.traceIds());
        checkToken(in.nextToken());
        var graph = new ServiceGraph(call.scope().account().id());
        in.traceIds().forEach(id -> reads.tree(call.scope(), id).ifPresent(graph::add));
        return GetTraceGraphResult.builder().services(graph.services()).build();
    }

    private static void checkToken(Optional<String> token) {
        if (token.filter(text -> !text.isEmpty()).isPresent()) {
            throw XrayErrors.invalid("Invalid `NextToken`.");
        }
    }
}
