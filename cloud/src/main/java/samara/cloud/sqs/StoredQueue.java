package samara.cloud.sqs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A queue as it is kept.
///
/// @param attributes what was set, by AWS's names; what was not has its default
record StoredQueue(
        String name,
        Map<String, String> attributes,
        Map<String, String> tags,
        Instant created,
        Instant modified,
        Optional<Instant> purged) {

    StoredQueue {
        attributes = new LinkedHashMap<>(attributes);
        tags = new LinkedHashMap<>(tags);
    }

    int number(String attribute) {
        return Integer.parseInt(attributes.getOrDefault(attribute, QueueAttributes.defaultOf(attribute)));
    }

    Optional<String> policy() {
        return Optional.ofNullable(attributes.get("Policy"));
    }

    StoredQueue withAttributes(Map<String, String> changed, Instant now) {
        return new StoredQueue(name, changed, tags, created, now, purged);
    }

    StoredQueue withTags(Map<String, String> changed) {
        return new StoredQueue(name, attributes, changed, created, modified, purged);
    }

    StoredQueue purgedAt(Instant now) {
        return new StoredQueue(name, attributes, tags, created, modified, Optional.of(now));
    }
}
