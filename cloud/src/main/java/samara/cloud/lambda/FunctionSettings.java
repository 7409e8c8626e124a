package samara.cloud.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.functions.FunctionSpec;
import samara.wire.lambda.CreateFunctionRequest;
import samara.wire.lambda.Environment;
import samara.wire.lambda.EphemeralStorage;
import samara.wire.lambda.ImageConfig;
import samara.wire.lambda.TracingConfig;
import samara.wire.lambda.UpdateFunctionConfigurationRequest;

/// Reads and checks the settings of requests.
final class FunctionSettings {
    private static final int MAX_ENVIRONMENT_BYTES = 4096;

    private FunctionSettings() {}

    static StoredFunction.Settings of(CreateFunctionRequest in, List<StoredFunction.Layer> layers) {
        return new StoredFunction.Settings(
                packaging(in),
                role(in.role()),
                in.description().orElse(""),
                between("timeout", in.timeout().orElse(3), 1, 900),
                between("memorySize", in.memorySize().orElse(128), 128, 10_240),
                variables(in.environment(), Map.of()),
                between("ephemeralStorage.size", size(in.ephemeralStorage(), 512), 512, 10_240),
                architectures(in.architectures().orElse(List.of("x86_64"))),
                in.tracingConfig().flatMap(TracingConfig::mode).orElse("PassThrough"),
                LogSettings.PLAIN.changed(in.loggingConfig()),
                layers,
                DeadLetters.arn(in.deadLetterConfig()));
    }

    static StoredFunction.Settings of(
            StoredFunction.Settings before,
            UpdateFunctionConfigurationRequest in,
            Optional<List<StoredFunction.Layer>> layers) {
        return new StoredFunction.Settings(
                packaging(before.packaging(), in),
                role(in.role().orElse(before.role())),
                in.description().orElse(before.description()),
                between("timeout", in.timeout().orElse(before.timeoutSeconds()), 1, 900),
                between("memorySize", in.memorySize().orElse(before.memoryMegabytes()), 128, 10_240),
                variables(in.environment(), before.variables()),
                between("ephemeralStorage.size", size(in.ephemeralStorage(), before.temporaryMegabytes()), 512, 10_240),
                before.architectures(),
                in.tracingConfig().flatMap(TracingConfig::mode).orElse(before.tracing()),
                before.logging().changed(in.loggingConfig()),
                layers.orElse(before.layers()),
                in.deadLetterConfig().isPresent() ? DeadLetters.arn(in.deadLetterConfig()) : before.deadLetterArn());
    }

    /// Checks `Architectures`, of which a function has one.
    static List<String> architectures(List<String> asked) {
        if (asked.size() != 1 || !List.of("x86_64", "arm64").contains(asked.getFirst())) {
            throw LambdaErrors.invalid("`Architectures` is `x86_64` or `arm64`, one of them.");
        }
        return asked;
    }

    private static Packaging packaging(CreateFunctionRequest in) {
        return switch (in.packageType().orElse("Zip")) {
            case "Zip" -> {
                if (in.imageConfig().isPresent() || in.code().imageUri().isPresent()) {
                    throw LambdaErrors.invalid(
                            "`ImageConfig` and `ImageUri` are for functions with the `PackageType` `Image`.");
                }
                yield new Packaging.Zip(
                        in.runtime().orElseThrow(() -> missing("Runtime")),
                        in.handler().orElseThrow(() -> missing("Handler")));
            }
            case "Image" -> {
                if (in.runtime().isPresent() || in.handler().isPresent()) {
                    throw LambdaErrors.invalid("Please don't provide Handler or Runtime or Layer when the intended "
                            + "function PackageType is Image.");
                }
                refuseLayers(in.layers());
                yield image(in.imageConfig());
            }
            default -> throw LambdaErrors.invalid("`PackageType` is `Zip` or `Image`.");
        };
    }

    private static Packaging packaging(Packaging before, UpdateFunctionConfigurationRequest in) {
        return switch (before) {
            case Packaging.Zip zip -> {
                if (in.imageConfig().isPresent()) {
                    throw LambdaErrors.invalid("`ImageConfig` is for functions with the `PackageType` `Image`.");
                }
                yield new Packaging.Zip(
                        in.runtime().orElse(zip.runtime()), in.handler().orElse(zip.handler()));
            }
            case Packaging.Image image -> {
                if (in.runtime().isPresent() || in.handler().isPresent()) {
                    throw LambdaErrors.invalid("Please don't provide Handler or Runtime or Layer when the intended "
                            + "function PackageType is Image.");
                }
                refuseLayers(in.layers());
                yield in.imageConfig().isPresent() ? image(in.imageConfig()) : image;
            }
        };
    }

    private static void refuseLayers(Optional<List<String>> layers) {
        if (!layers.orElse(List.of()).isEmpty()) {
            throw LambdaErrors.invalid("Please don't provide Handler or Runtime or Layer when the intended function "
                    + "PackageType is Image.");
        }
    }

    private static Packaging.Image image(Optional<ImageConfig> config) {
        return new Packaging.Image(
                config.flatMap(ImageConfig::entryPoint).filter(words -> !words.isEmpty()),
                config.flatMap(ImageConfig::command).filter(words -> !words.isEmpty()),
                config.flatMap(ImageConfig::workingDirectory).filter(text -> !text.isEmpty()));
    }

    private static Map<String, String> variables(Optional<Environment> environment, Map<String, String> before) {
        Map<String, String> variables =
                environment.map(given -> given.variables().orElse(Map.of())).orElse(before);
        List<String> reserved = variables.keySet().stream()
                .filter(FunctionSpec.RESERVED_VARIABLES::contains)
                .toList();
        if (!reserved.isEmpty()) {
            throw LambdaErrors.invalid("Lambda was unable to configure your environment variables because the "
                    + "environment variables you have provided contains reserved keys that are currently not supported "
                    + "for modification. Reserved keys used in this request: " + String.join(", ", reserved));
        }
        int size = variables.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (size > MAX_ENVIRONMENT_BYTES) {
            throw LambdaErrors.invalid("Lambda was unable to configure your environment variables because the "
                    + "environment variables you have provided exceeded the 4KB limit.");
        }
        return variables;
    }

    private static int size(Optional<EphemeralStorage> storage, int otherwise) {
        return storage.map(EphemeralStorage::size).orElse(otherwise);
    }

    private static String role(String arn) {
        if (!arn.matches("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+")) {
            throw new samara.wire.AwsException("ValidationException", 400, "`" + arn + "` is not the ARN of a role.");
        }
        return arn;
    }

    private static int between(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new samara.wire.AwsException(
                    "ValidationException",
                    400,
                    "Value '" + value + "' at '" + what + "' failed to satisfy constraint: it must be between " + least
                            + " and " + most + ".");
        }
        return value;
    }

    private static samara.wire.AwsException missing(String what) {
        return LambdaErrors.invalid("`" + what + "` is mandatory for functions created from archives.");
    }
}
