package samara.cli.aws;

import java.net.URI;
import java.util.Optional;

/// Where calls go.
///
/// @param endpoint the embedded cloud's address; nothing means AWS, or what the SDK's own settings say
/// @param region the Region, where it was named
/// @param profile the profile of the shared configuration, where it was named
public record Target(Optional<URI> endpoint, Optional<String> region, Optional<String> profile) {

    /// Whether this is the embedded cloud.
    public boolean isLocal() {
        return endpoint.isPresent();
    }
}
