package samara.cloud.logs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A log group.
record StoredGroup(String name, Instant created, Optional<Integer> retentionDays, Map<String, String> tags) {
    StoredGroup {
        tags = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(tags));
    }
}
