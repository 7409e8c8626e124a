package samara.cloud.apigateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import samara.gateway.api.RestApi;

/// A REST API as the control plane keeps it.
///
/// @param api what the next deployment will be a snapshot of
/// @param warnings what the last import said
record StoredApi(String id, Instant createdDate, RestApi api, Map<String, String> tags, List<String> warnings) {

    StoredApi with(RestApi other) {
        return new StoredApi(id, createdDate, other, tags, warnings);
    }

    StoredApi withTags(Map<String, String> other) {
        return new StoredApi(id, createdDate, api, other, warnings);
    }

    StoredApi withWarnings(List<String> other) {
        return new StoredApi(id, createdDate, api, tags, other);
    }
}
