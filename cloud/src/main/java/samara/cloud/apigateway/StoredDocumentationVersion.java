package samara.cloud.apigateway;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A snapshot of an API's documentation parts.
record StoredDocumentationVersion(
        String version, Instant createdDate, Optional<String> description, List<StoredDocumentationPart> parts) {

    StoredDocumentationVersion described(Optional<String> other) {
        return new StoredDocumentationVersion(version, createdDate, other, parts);
    }
}
