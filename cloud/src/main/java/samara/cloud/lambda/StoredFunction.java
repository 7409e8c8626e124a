package samara.cloud.lambda;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Scope;
import samara.wire.lambda.EnvironmentResponse;
import samara.wire.lambda.EphemeralStorage;
import samara.wire.lambda.FunctionConfiguration;
import samara.wire.lambda.LoggingConfig;
import samara.wire.lambda.TracingConfigResponse;

/// One version of a function, `$LATEST` or a published one.
record StoredFunction(String name, String version, Settings settings, Code code, String revisionId, Instant modified) {
    static final String LATEST = "$LATEST";

    /// What `UpdateFunctionConfiguration` changes.
    record Settings(
            String runtime,
            String role,
            String handler,
            String description,
            int timeoutSeconds,
            int memoryMegabytes,
            Map<String, String> variables,
            int temporaryMegabytes,
            List<String> architectures,
            String tracing,
            Optional<String> logGroup) {
        Settings {
            variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
            architectures = List.copyOf(architectures);
        }
    }

    /// Where the code is: a kept archive, or a folder of the machine.
    ///
    /// @param blob the archive's SHA-256 in hexadecimal
    /// @param sha256 the same in Base64, as the API shows it
    record Code(String blob, String sha256, long size, Optional<String> folder) {}

    static String arn(Scope scope, String name) {
        return scope.arn("lambda", "function:" + name);
    }

    String qualifiedArn(Scope scope) {
        return arn(scope, name) + (version.equals(LATEST) ? "" : ":" + version);
    }

    String logGroup() {
        return settings.logGroup().orElse("/aws/lambda/" + name);
    }

    StoredFunction with(Settings other, String revision, Instant now) {
        return new StoredFunction(name, version, other, code, revision, now);
    }

    StoredFunction with(Code other, String revision, Instant now) {
        return new StoredFunction(name, version, settings, other, revision, now);
    }

    StoredFunction published(String number, String description, String revision) {
        var s = settings;
        var described = new Settings(
                s.runtime,
                s.role,
                s.handler,
                description,
                s.timeoutSeconds,
                s.memoryMegabytes,
                s.variables,
                s.temporaryMegabytes,
                s.architectures,
                s.tracing,
                s.logGroup);
        return new StoredFunction(name, number, described, code, revision, modified);
    }

    FunctionConfiguration configuration(Scope scope) {
        return FunctionConfiguration.builder()
                .functionName(name)
                .functionArn(qualifiedArn(scope))
                .runtime(settings.runtime())
                .role(settings.role())
                .handler(settings.handler())
                .codeSize(code.size())
                .codeSha256(code.sha256())
                .description(settings.description())
                .timeout(settings.timeoutSeconds())
                .memorySize(settings.memoryMegabytes())
                .lastModified(modified.truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                        .toString()
                        .replace("Z", "+0000"))
                .version(version)
                .environment(
                        settings.variables().isEmpty()
                                ? null
                                : EnvironmentResponse.builder()
                                        .variables(settings.variables())
                                        .build())
                .tracingConfig(
                        TracingConfigResponse.builder().mode(settings.tracing()).build())
                .revisionId(revisionId)
                .state("Active")
                .lastUpdateStatus("Successful")
                .packageType("Zip")
                .architectures(settings.architectures())
                .ephemeralStorage(EphemeralStorage.builder()
                        .size(settings.temporaryMegabytes())
                        .build())
                .loggingConfig(LoggingConfig.builder()
                        .logFormat("Text")
                        .logGroup(logGroup())
                        .build())
                .build();
    }
}
