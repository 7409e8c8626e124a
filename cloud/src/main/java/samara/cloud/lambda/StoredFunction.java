package samara.cloud.lambda;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Scope;

/// One version of a function, `$LATEST` or a published one.
record StoredFunction(String name, String version, Settings settings, Code code, String revisionId, Instant modified) {
    static final String LATEST = "$LATEST";

    /// What `UpdateFunctionConfiguration` changes.
    ///
    /// @param layers in the order in which they are merged
    /// @param deadLetterArn where events go that could not be worked on
    record Settings(
            Packaging packaging,
            String role,
            String description,
            int timeoutSeconds,
            int memoryMegabytes,
            Map<String, String> variables,
            int temporaryMegabytes,
            List<String> architectures,
            String tracing,
            LogSettings logging,
            List<Layer> layers,
            Optional<String> deadLetterArn) {
        Settings {
            variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
            architectures = List.copyOf(architectures);
            layers = List.copyOf(layers);
        }

        Settings builtFor(List<String> others) {
            return with(description, others);
        }

        Settings describedAs(String other) {
            return with(other, architectures);
        }

        private Settings with(String newDescription, List<String> newArchitectures) {
            return new Settings(
                    packaging,
                    role,
                    newDescription,
                    timeoutSeconds,
                    memoryMegabytes,
                    variables,
                    temporaryMegabytes,
                    newArchitectures,
                    tracing,
                    logging,
                    layers,
                    deadLetterArn);
        }
    }

    /// A version of a layer as it was when it was attached: a function keeps it, even when it is deleted meanwhile.
    record Layer(String arn, Code code) {}

    static String arn(Scope scope, String name) {
        return scope.arn("lambda", "function:" + name);
    }

    String qualifiedArn(Scope scope) {
        return arn(scope, name) + (version.equals(LATEST) ? "" : ":" + version);
    }

    String logGroup() {
        return settings.logging().group().orElse("/aws/lambda/" + name);
    }

    StoredFunction with(Settings other, String revision, Instant now) {
        return new StoredFunction(name, version, other, code, revision, now);
    }

    StoredFunction with(Code other, String revision, Instant now) {
        return new StoredFunction(name, version, settings, other, revision, now);
    }

    StoredFunction builtFor(List<String> architectures) {
        return new StoredFunction(name, version, settings.builtFor(architectures), code, revisionId, modified);
    }

    StoredFunction published(String number, String description, String revision) {
        return new StoredFunction(name, number, settings.describedAs(description), code, revision, modified);
    }
}
