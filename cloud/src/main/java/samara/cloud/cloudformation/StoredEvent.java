package samara.cloud.cloudformation;

import java.time.Instant;
import java.util.Optional;

/// One event of a stack.
record StoredEvent(
        String id,
        String logicalId,
        String physicalId,
        String type,
        Instant time,
        String status,
        Optional<String> reason,
        Optional<String> properties) {}
