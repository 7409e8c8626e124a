package samara.cloud.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.functions.FunctionSpec;
import samara.wire.lambda.CreateFunctionRequest;
import samara.wire.lambda.DeadLetterConfig;
import samara.wire.lambda.Environment;
import samara.wire.lambda.EphemeralStorage;
import samara.wire.lambda.LoggingConfig;
import samara.wire.lambda.SnapStart;
import samara.wire.lambda.TracingConfig;
import samara.wire.lambda.UpdateFunctionConfigurationRequest;
import samara.wire.lambda.VpcConfig;

/// Reads and checks the settings of requests.
final class FunctionSettings {
    private static final int MAX_ENVIRONMENT_BYTES = 4096;

    private FunctionSettings() {}

    static StoredFunction.Settings of(CreateFunctionRequest in) {
        return new StoredFunction.Settings(
                in.runtime().orElseThrow(() -> missing("Runtime")),
                role(in.role()),
                in.handler().orElseThrow(() -> missing("Handler")),
                in.description().orElse(""),
                between("timeout", in.timeout().orElse(3), 1, 900),
                between("memorySize", in.memorySize().orElse(128), 128, 10_240),
                variables(in.environment(), Map.of()),
                between("ephemeralStorage.size", size(in.ephemeralStorage(), 512), 512, 10_240),
                in.architectures().orElse(List.of("x86_64")),
                in.tracingConfig().flatMap(TracingConfig::mode).orElse("PassThrough"),
                in.loggingConfig().flatMap(LoggingConfig::logGroup));
    }

    static StoredFunction.Settings of(StoredFunction.Settings before, UpdateFunctionConfigurationRequest in) {
        return new StoredFunction.Settings(
                in.runtime().orElse(before.runtime()),
                role(in.role().orElse(before.role())),
                in.handler().orElse(before.handler()),
                in.description().orElse(before.description()),
                between("timeout", in.timeout().orElse(before.timeoutSeconds()), 1, 900),
                between("memorySize", in.memorySize().orElse(before.memoryMegabytes()), 128, 10_240),
                variables(in.environment(), before.variables()),
                between("ephemeralStorage.size", size(in.ephemeralStorage(), before.temporaryMegabytes()), 512, 10_240),
                before.architectures(),
                in.tracingConfig().flatMap(TracingConfig::mode).orElse(before.tracing()),
                in.loggingConfig().flatMap(LoggingConfig::logGroup).or(before::logGroup));
    }

    static void refuseWhatIsNotBuilt(CreateFunctionRequest in) {
        refuse(in.packageType().filter("Image"::equals).isPresent(), "container images (`PackageType: Image`)");
        refuse(in.imageConfig().isPresent(), "`ImageConfig`");
        refuse(in.kmsKeyArn().isPresent(), "`KMSKeyArn`");
        refuse(in.codeSigningConfigArn().isPresent(), "`CodeSigningConfigArn`");
        refuse(in.capacityProviderConfig().isPresent(), "`CapacityProviderConfig`");
        refuse(in.durableConfig().isPresent(), "`DurableConfig`");
        refuse(in.tenancyConfig().isPresent(), "`TenancyConfig`");
        refuse(in.publishTo().isPresent(), "`PublishTo`");
        refuse(!in.fileSystemConfigs().orElse(List.of()).isEmpty(), "`FileSystemConfigs`");
        refuseShared(in.layers(), in.vpcConfig(), in.deadLetterConfig(), in.snapStart());
        refuseLogging(in.loggingConfig());
    }

    static void refuseWhatIsNotBuilt(UpdateFunctionConfigurationRequest in) {
        refuse(in.imageConfig().isPresent(), "`ImageConfig`");
        refuse(in.kmsKeyArn().filter(arn -> !arn.isEmpty()).isPresent(), "`KMSKeyArn`");
        refuse(in.capacityProviderConfig().isPresent(), "`CapacityProviderConfig`");
        refuse(in.durableConfig().isPresent(), "`DurableConfig`");
        refuse(!in.fileSystemConfigs().orElse(List.of()).isEmpty(), "`FileSystemConfigs`");
        refuseShared(in.layers(), in.vpcConfig(), in.deadLetterConfig(), in.snapStart());
        refuseLogging(in.loggingConfig());
    }

    private static void refuseShared(
            Optional<List<String>> layers,
            Optional<VpcConfig> vpc,
            Optional<DeadLetterConfig> deadLetters,
            Optional<SnapStart> snapStart) {
        refuse(!layers.orElse(List.of()).isEmpty(), "layers (`Layers`)");
        refuse(vpc.flatMap(VpcConfig::subnetIds).filter(ids -> !ids.isEmpty()).isPresent(), "`VpcConfig`");
        refuse(
                deadLetters
                        .flatMap(DeadLetterConfig::targetArn)
                        .filter(arn -> !arn.isEmpty())
                        .isPresent(),
                "dead-letter queues (`DeadLetterConfig`)");
        refuse(
                snapStart
                        .flatMap(SnapStart::applyOn)
                        .filter(when -> !when.equals("None"))
                        .isPresent(),
                "`SnapStart`");
    }

    private static void refuseLogging(Optional<LoggingConfig> logging) {
        refuse(
                logging.flatMap(LoggingConfig::logFormat)
                        .filter(format -> !format.equals("Text"))
                        .isPresent(),
                "JSON logs (`LoggingConfig.LogFormat`)");
        refuse(logging.flatMap(LoggingConfig::applicationLogLevel).isPresent(), "`LoggingConfig.ApplicationLogLevel`");
        refuse(logging.flatMap(LoggingConfig::systemLogLevel).isPresent(), "`LoggingConfig.SystemLogLevel`");
    }

    private static void refuse(boolean wanted, String what) {
        if (wanted) {
            throw LambdaErrors.notBuilt(what);
        }
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
