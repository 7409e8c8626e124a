package samara.cloud.apigateway.http;

import java.time.Instant;
import java.util.Optional;
import samara.gateway.http.HttpApi;

/// A snapshot of an API.
record StoredHttpDeployment(
        String id, Instant createdDate, Optional<String> description, boolean autoDeployed, HttpApi api) {}
