package samara.cloud.dynamodb;

import java.util.Optional;

/// The most request units that a table on demand may use a second. Kept and shown; nothing here is throttled.
record OnDemandLimit(Optional<Long> maxReadRequestUnits, Optional<Long> maxWriteRequestUnits) {}
