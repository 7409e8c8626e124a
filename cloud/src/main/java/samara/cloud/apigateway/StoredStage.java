package samara.cloud.apigateway;

import java.time.Instant;
import java.util.Map;
import samara.gateway.api.Stage;

/// A stage as the control plane keeps it.
record StoredStage(Stage stage, Instant createdDate, Instant lastUpdatedDate, Map<String, String> tags) {

    StoredStage with(Stage other, Instant now) {
        return new StoredStage(other, createdDate, now, tags);
    }

    StoredStage withTags(Map<String, String> other) {
        return new StoredStage(stage, createdDate, lastUpdatedDate, other);
    }
}
