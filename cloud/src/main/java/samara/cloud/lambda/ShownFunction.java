package samara.cloud.lambda;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Scope;
import samara.wire.lambda.DeadLetterConfig;
import samara.wire.lambda.EnvironmentResponse;
import samara.wire.lambda.EphemeralStorage;
import samara.wire.lambda.FunctionConfiguration;
import samara.wire.lambda.ImageConfig;
import samara.wire.lambda.ImageConfigResponse;
import samara.wire.lambda.Layer;
import samara.wire.lambda.TracingConfigResponse;

/// A function as the API shows it.
final class ShownFunction {
    private ShownFunction() {}

    static FunctionConfiguration of(StoredFunction function, Scope scope) {
        StoredFunction.Settings settings = function.settings();
        return FunctionConfiguration.builder()
                .functionName(function.name())
                .functionArn(function.qualifiedArn(scope))
                .runtime(settings.packaging().shownRuntime().orElse(null))
                .role(settings.role())
                .handler(settings.packaging().shownHandler().orElse(null))
                .codeSize(function.code().size())
                .codeSha256(function.code().sha256())
                .description(settings.description())
                .timeout(settings.timeoutSeconds())
                .memorySize(settings.memoryMegabytes())
                .lastModified(time(function.modified()))
                .version(function.version())
                .environment(
                        settings.variables().isEmpty()
                                ? null
                                : EnvironmentResponse.builder()
                                        .variables(settings.variables())
                                        .build())
                .deadLetterConfig(settings.deadLetterArn()
                        .map(arn -> DeadLetterConfig.builder().targetArn(arn).build())
                        .orElse(null))
                .tracingConfig(
                        TracingConfigResponse.builder().mode(settings.tracing()).build())
                .revisionId(function.revisionId())
                .layers(layers(settings.layers()))
                .state("Active")
                .lastUpdateStatus("Successful")
                .packageType(settings.packaging() instanceof Packaging.Image ? "Image" : "Zip")
                .imageConfigResponse(image(settings.packaging()))
                .architectures(settings.architectures())
                .ephemeralStorage(EphemeralStorage.builder()
                        .size(settings.temporaryMegabytes())
                        .build())
                .loggingConfig(settings.logging().shown(function.logGroup()))
                .build();
    }

    /// A time as Lambda writes it in texts.
    static String time(Instant time) {
        String text = time.truncatedTo(ChronoUnit.MILLIS).toString();
        return (text.indexOf('.') < 0 ? text.replace("Z", ".000Z") : text).replace("Z", "+0000");
    }

    private static @Nullable List<Layer> layers(List<StoredFunction.Layer> layers) {
        return layers.isEmpty()
                ? null
                : layers.stream()
                        .map(layer -> Layer.builder()
                                .arn(layer.arn())
                                .codeSize(layer.code().size())
                                .build())
                        .toList();
    }

    private static @Nullable ImageConfigResponse image(Packaging packaging) {
        return switch (packaging) {
            case Packaging.Zip _ -> null;
            case Packaging.Image image ->
                image.isPlain()
                        ? null
                        : ImageConfigResponse.builder()
                                .imageConfig(ImageConfig.builder()
                                        .entryPoint(image.entryPoint().orElse(null))
                                        .command(image.command().orElse(null))
                                        .workingDirectory(
                                                image.workingDirectory().orElse(null))
                                        .build())
                                .build();
        };
    }
}
