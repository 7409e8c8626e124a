package samara.cloud.xray;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.wire.xray.PutTraceSegmentsRequest;
import samara.wire.xray.PutTraceSegmentsResult;
import samara.wire.xray.UnprocessedTraceSegment;

/// [PutTraceSegments](https://docs.aws.amazon.com/xray/latest/api/API_PutTraceSegments.html): keeps what is a segment,
/// and says of the rest why it is none.
final class PutTraceSegments {
    private final Traces traces;

    PutTraceSegments(Traces traces) {
        this.traces = traces;
    }

    PutTraceSegmentsResult put(PutTraceSegmentsRequest in, Call call) {
        if (in.traceSegmentDocuments().size() > XrayLimits.DOCUMENTS) {
            throw XrayErrors.invalid("A request has at most " + XrayLimits.DOCUMENTS + " segment documents.");
        }
        List<UnprocessedTraceSegment> unprocessed = new ArrayList<>();
        for (String text : in.traceSegmentDocuments()) {
            try {
                traces.put(call.scope(), SegmentDocument.of(text));
            } catch (InvalidSegmentException e) {
                unprocessed.add(unprocessed(e.id(), e.code(), String.valueOf(e.getMessage())));
            }
        }
        return PutTraceSegmentsResult.builder()
                .unprocessedTraceSegments(unprocessed)
                .build();
    }

    private static UnprocessedTraceSegment unprocessed(Optional<String> id, String code, String message) {
        return UnprocessedTraceSegment.builder()
                .id(id.orElse(null))
                .errorCode(code)
                .message(message)
                .build();
    }
}
