package samara.cloud.sqs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import samara.wire.AwsException;
import samara.wire.sqs.BatchResultErrorEntry;

/// The ids of a batch's entries: one to ten, each once.
final class BatchIds {
    private BatchIds() {}

    static void check(List<String> ids) {
        if (ids.isEmpty()) {
            throw SqsErrors.emptyBatch();
        }
        if (ids.size() > SqsLimits.BATCH) {
            throw SqsErrors.tooManyEntries(ids.size());
        }
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
                throw SqsErrors.badBatchId();
            }
            if (!seen.add(id)) {
                throw SqsErrors.sameId(id);
            }
        }
    }

    static BatchResultErrorEntry failed(String id, AwsException error) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .senderFault(error.status() < 500)
                .code(error.code())
                .message(error.message())
                .build();
    }
}
