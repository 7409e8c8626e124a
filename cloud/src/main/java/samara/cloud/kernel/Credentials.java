package samara.cloud.kernel;

import java.time.Instant;
import java.util.Optional;

/// What a client signs with.
///
/// @param sessionToken comes with temporary credentials
/// @param expiration when temporary credentials end
public record Credentials(
        String accessKeyId, String secretAccessKey, Optional<String> sessionToken, Optional<Instant> expiration) {

    /// Without the secrets, so that none gets into a log.
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
