package samara.cloud.xray;

import java.time.Instant;

/// What is known of a trace without its documents.
///
/// @param startMillis the earliest start of its segments, since 1970
/// @param endMillis the latest end, or start where that is later
/// @param received when its first document came
/// @param updated when its last one did
/// @param bytes of all documents
/// @param revision how many times it has changed
/// @param limitExceeded whether documents were dropped, since it was too long
record StoredTrace(
        String id,
        long startMillis,
        long endMillis,
        Instant received,
        Instant updated,
        long bytes,
        int revision,
        boolean limitExceeded) {

    /// The trace with another document.
    ///
    /// @param more bytes that it has more, less where the document was there in a longer form
    StoredTrace with(SegmentDocument document, long more, Instant now) {
        long start = millis(document.start());
        return new StoredTrace(
                id,
                Math.min(startMillis, start),
                Math.max(endMillis, document.end().map(StoredTrace::millis).orElse(start)),
                received,
                now,
                bytes + more,
                revision + 1,
                limitExceeded);
    }

    /// The trace that had no room for a document.
    StoredTrace exceeded(Instant now) {
        return new StoredTrace(id, startMillis, endMillis, received, now, bytes, revision + 1, true);
    }

    static StoredTrace of(SegmentDocument document, Instant now) {
        long start = millis(document.start());
        return new StoredTrace(document.traceId(), start, start, now, now, 0, 0, false);
    }

    private static long millis(double seconds) {
        return Math.round(seconds * 1000);
    }
}
