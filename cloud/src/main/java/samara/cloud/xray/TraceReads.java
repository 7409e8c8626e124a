package samara.cloud.xray;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Json;
import samara.cloud.kernel.Scope;
import samara.wire.xray.BatchGetTracesRequest;
import samara.wire.xray.BatchGetTracesResult;
import samara.wire.xray.Segment;
import samara.wire.xray.Trace;

/// Traces by their ids.
final class TraceReads {
    private final Traces traces;

    TraceReads(Traces traces) {
        this.traces = traces;
    }

    /// [BatchGetTraces](https://docs.aws.amazon.com/xray/latest/api/API_BatchGetTraces.html).
    BatchGetTracesResult batchGet(BatchGetTracesRequest in, Call call) {
        checkIds(in.traceIds());
        List<Trace> found = new ArrayList<>();
        for (String id : in.traceIds()) {
            tree(call.scope(), id).ifPresent(tree -> found.add(shape(tree)));
        }
        // What is not there is just not in the answer: that is how AWS does it.
        return BatchGetTracesResult.builder()
                .traces(found)
                .unprocessedTraceIds(List.of())
                .build();
    }

    static void checkIds(List<String> ids) {
        if (ids.isEmpty() || ids.size() > XrayLimits.TRACES) {
            throw XrayErrors.invalid("1 to " + XrayLimits.TRACES + " trace IDs are asked for at once.");
        }
        for (String id : ids) {
            if (!SegmentDocument.isTraceId(id)) {
                throw XrayErrors.invalid("Invalid trace ID: `" + id + "`.");
            }
        }
    }

    /// A trace, if it is there.
    Optional<TraceTree> tree(Scope scope, String id) {
        return traces.trace(scope, id).map(trace -> TraceTree.of(trace, traces.segments(scope, id)));
    }

    private static Trace shape(TraceTree tree) {
        return Trace.builder()
                .id(tree.trace().id())
                .duration(tree.duration())
                .limitExceeded(tree.trace().limitExceeded())
                .segments(tree.segments().stream()
                        .map(segment -> Segment.builder()
                                .id(segment.id())
                                .document(Json.text(segment.document()))
                                .build())
                        .toList())
                .build();
    }
}
