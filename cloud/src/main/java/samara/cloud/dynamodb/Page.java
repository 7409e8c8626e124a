package samara.cloud.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.expression.ConditionExpression;
import samara.cloud.dynamodb.storage.ItemCodec;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.dynamodb.value.Values;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.Scan;

/// One page of what a query or scan reads: up to a limit of items or 1 MB of them, before the filter.
///
/// @param items those that the filter let through
/// @param scanned how many were read
/// @param bytes what those that were read weigh, in the index if one is read
/// @param fetchedBytes what a local index's query had to read from the table beside
/// @param last the key of the last item read, if the page ended before the range did
record Page(
        List<Map<String, Value>> items, int scanned, long bytes, long fetchedBytes, Optional<Map<String, Value>> last) {

    /// What is to be read.
    ///
    /// @param limit the most items to read
    /// @param fetches whether the whole item is wanted although the index does not have all of it
    record Request(
            LiveTable table,
            Optional<StoredIndex> index,
            Range range,
            Optional<ConditionExpression> filter,
            int limit,
            boolean fetches) {}

    /// Reads a page.
    static Page read(Items items, Request request) {
        return new Reader(items, request).read();
    }

    private static final class Reader {
        private final Items items;
        private final Request request;
        private final List<Map<String, Value>> found = new ArrayList<>();
        private int scanned;
        private long bytes;
        private long fetchedBytes;
        private Optional<Map<String, Value>> last = Optional.empty();

        Reader(Items items, Request request) {
            this.items = items;
            this.request = request;
        }

        Page read() {
            try (Scan scan = items.scan(request.range())) {
                while (scan.hasNext()) {
                    Optional<Map<String, Value>> item = item(scan.next());
                    if (item.isPresent() && !take(item.get())) {
                        return new Page(found, scanned, bytes, fetchedBytes, last);
                    }
                }
            }
            return new Page(found, scanned, bytes, fetchedBytes, Optional.empty());
        }

        /// The item of an entry. One that was deleted since the scan began is gone.
        private Optional<Map<String, Value>> item(Scan.Entry entry) {
            return request.index().isPresent()
                    ? items.at(request.table(), entry.value())
                    : Optional.of(ItemCodec.decode(entry.value()));
        }

        /// Takes an item in; false when the page is full.
        private boolean take(Map<String, Value> item) {
            KeySchema keys = request.table().keys();
            Map<String, Value> seen =
                    request.index().map(index -> index.project(item, keys)).orElse(item);
            int weight = Values.weight(seen);
            if (scanned > 0 && bytes + weight > DynamoDbLimits.MAX_PAGE_BYTES) {
                return false;
            }
            scanned++;
            bytes += weight;
            Map<String, Value> returned = seen;
            if (request.fetches() && request.index().isPresent()) {
                fetchedBytes += Values.weight(item);
                returned = item;
            }
            last = Optional.of(
                    request.index().map(index -> index.keys().of(item, keys)).orElseGet(() -> keys.of(item)));
            if (request.filter().isEmpty() || request.filter().get().holds(returned)) {
                found.add(returned);
            }
            return scanned < request.limit();
        }
    }
}
