package samara.cloud.apigateway.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import samara.gateway.http.HttpApi;

/// An HTTP API as the control plane keeps it.
///
/// @param api what the next deployment will be a snapshot of
record StoredHttpApi(String id, Instant createdDate, HttpApi api, Map<String, String> tags, List<String> warnings) {

    StoredHttpApi with(HttpApi other) {
        return new StoredHttpApi(id, createdDate, other, tags, warnings);
    }

    StoredHttpApi withTags(Map<String, String> other) {
        return new StoredHttpApi(id, createdDate, api, other, warnings);
    }
}
