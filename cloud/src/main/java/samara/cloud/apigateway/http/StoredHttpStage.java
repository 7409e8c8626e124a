package samara.cloud.apigateway.http;

import java.time.Instant;
import java.util.Map;
import samara.gateway.http.HttpApiStage;

/// A stage as the control plane keeps it.
record StoredHttpStage(HttpApiStage stage, Instant createdDate, Instant lastUpdatedDate, Map<String, String> tags) {

    StoredHttpStage with(HttpApiStage other, Instant now) {
        return new StoredHttpStage(other, createdDate, now, tags);
    }

    StoredHttpStage withTags(Map<String, String> other) {
        return new StoredHttpStage(stage, createdDate, lastUpdatedDate, other);
    }
}
