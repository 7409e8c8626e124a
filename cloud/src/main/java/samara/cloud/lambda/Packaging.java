package samara.cloud.lambda;

import java.util.List;
import java.util.Optional;

/// What a function's settings say of its code: the two package types of Lambda.
sealed interface Packaging {

    /// `PackageType: Zip`.
    record Zip(String runtime, String handler) implements Packaging {}

    /// `PackageType: Image`, with what `ImageConfig` says instead of the image itself.
    record Image(Optional<List<String>> entryPoint, Optional<List<String>> command, Optional<String> workingDirectory)
            implements Packaging {
        boolean isPlain() {
            return entryPoint.isEmpty() && command.isEmpty() && workingDirectory.isEmpty();
        }
    }

    /// The runtime, which images have none of.
    default Optional<String> shownRuntime() {
        return switch (this) {
            case Zip zip -> Optional.of(zip.runtime);
            case Image _ -> Optional.empty();
        };
    }

    /// The handler, which images have none of.
    default Optional<String> shownHandler() {
        return switch (this) {
            case Zip zip -> Optional.of(zip.handler);
            case Image _ -> Optional.empty();
        };
    }
}
