package samara.cloud.apigateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An API key.
///
/// @param stageKeys `{api}/{stage}`, as they were before usage plans
record StoredKey(
        String id,
        String value,
        String name,
        Optional<String> customerId,
        Optional<String> description,
        boolean enabled,
        Instant createdDate,
        Instant lastUpdatedDate,
        List<String> stageKeys,
        Map<String, String> tags) {

    /// Without the value, so that it gets into no log.
    @Override
    public String toString() {
        return "StoredKey[" + id + "]";
    }

    StoredKey updated(Instant now) {
        return new StoredKey(id, value, name, customerId, description, enabled, createdDate, now, stageKeys, tags);
    }

    StoredKey withTags(Map<String, String> other) {
        return new StoredKey(
                id, value, name, customerId, description, enabled, createdDate, lastUpdatedDate, stageKeys, other);
    }
}
