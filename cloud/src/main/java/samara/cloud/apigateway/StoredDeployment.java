package samara.cloud.apigateway;

import java.time.Instant;
import java.util.Optional;
import samara.gateway.api.RestApi;

/// A snapshot of an API.
record StoredDeployment(String id, Instant createdDate, Optional<String> description, RestApi api) {

    StoredDeployment described(Optional<String> other) {
        return new StoredDeployment(id, createdDate, other, api);
    }
}
