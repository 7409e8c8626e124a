package samara.cloud.logs;

import java.time.Instant;

/// A log stream.
///
/// @param firstEvent the earliest event's time in milliseconds, 0 where there is none
/// @param lastEvent the latest event's time
/// @param lastIngestion when events came last
record StoredStream(String group, String name, Instant created, long firstEvent, long lastEvent, long lastIngestion) {

    StoredStream with(long first, long last, long ingestion) {
        return new StoredStream(
                group,
                name,
                created,
                firstEvent == 0 ? first : Math.min(firstEvent, first),
                Math.max(lastEvent, last),
                ingestion);
    }
}
