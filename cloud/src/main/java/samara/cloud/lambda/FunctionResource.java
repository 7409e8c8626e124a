package samara.cloud.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.wire.Blob;
import samara.wire.lambda.CreateFunctionRequest;
import samara.wire.lambda.DeadLetterConfig;
import samara.wire.lambda.DeleteFunctionConcurrencyRequest;
import samara.wire.lambda.DeleteFunctionRequest;
import samara.wire.lambda.Environment;
import samara.wire.lambda.EphemeralStorage;
import samara.wire.lambda.FunctionCode;
import samara.wire.lambda.ImageConfig;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.LoggingConfig;
import samara.wire.lambda.PutFunctionConcurrencyRequest;
import samara.wire.lambda.TagResourceRequest;
import samara.wire.lambda.TracingConfig;
import samara.wire.lambda.UntagResourceRequest;
import samara.wire.lambda.UpdateFunctionCodeRequest;
import samara.wire.lambda.UpdateFunctionConfigurationRequest;

/// `AWS::Lambda::Function`. `Ref` is the function's name. A new `FunctionName` or `PackageType` replaces it.
final class FunctionResource implements ResourceType<FunctionResource.Properties, FunctionResource.Attributes> {
    record Code(
            Optional<String> s3Bucket,
            Optional<String> s3Key,
            Optional<String> s3ObjectVersion,
            Optional<String> zipFile,
            Optional<String> imageUri) {}

    record Variables(Optional<Map<String, String>> variables) {}

    record Tracing(Optional<String> mode) {}

    record Storage(int size) {}

    record Logging(
            Optional<String> logGroup,
            Optional<String> logFormat,
            Optional<String> applicationLogLevel,
            Optional<String> systemLogLevel) {}

    record DeadLetter(Optional<String> targetArn) {}

    record Image(
            Optional<List<String>> entryPoint, Optional<List<String>> command, Optional<String> workingDirectory) {}

    record Properties(
            Code code,
            String role,
            Optional<String> functionName,
            Optional<String> runtime,
            Optional<String> handler,
            Optional<String> description,
            Optional<Integer> timeout,
            Optional<Integer> memorySize,
            Optional<String> packageType,
            Optional<Variables> environment,
            Optional<Tracing> tracingConfig,
            Optional<Storage> ephemeralStorage,
            Optional<Logging> loggingConfig,
            Optional<DeadLetter> deadLetterConfig,
            Optional<Image> imageConfig,
            Optional<List<String>> architectures,
            Optional<List<String>> layers,
            Optional<Integer> reservedConcurrentExecutions,
            Optional<List<ResourceTag>> tags) {}

    record Attributes(String arn) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::Lambda::Function", Properties.class, Attributes.class)
                .replacedOn("FunctionName", "PackageType");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("FunctionName");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String name = desired.functionName.orElseGet(() -> context.generatedName(64));
        var created = context.calls()
                .call(
                        LambdaApi.CREATE_FUNCTION,
                        CreateFunctionRequest.builder()
                                .functionName(name)
                                .role(desired.role)
                                .runtime(desired.runtime.orElse(null))
                                .handler(desired.handler.orElse(null))
                                .code(code(desired))
                                .description(desired.description.orElse(null))
                                .timeout(desired.timeout.orElse(null))
                                .memorySize(desired.memorySize.orElse(null))
                                .packageType(desired.packageType.orElse(null))
                                .environment(environment(desired))
                                .tracingConfig(tracing(desired))
                                .ephemeralStorage(storage(desired))
                                .loggingConfig(logging(desired))
                                .deadLetterConfig(deadLetters(desired))
                                .architectures(desired.architectures.orElse(null))
                                .layers(desired.layers.orElse(null))
                                .imageConfig(image(desired))
                                .tags(context.tags(desired.tags.orElse(List.of())))
                                .build(),
                        context.call());
        desired.reservedConcurrentExecutions.ifPresent(count -> reserve(name, count, context));
        return new Physical<>(name, new Attributes(created.functionArn().orElseThrow()));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        if (!from.code.equals(to.code) || !from.architectures.equals(to.architectures)) {
            FunctionCode code = code(to);
            context.calls()
                    .call(
                            LambdaApi.UPDATE_FUNCTION_CODE,
                            UpdateFunctionCodeRequest.builder()
                                    .functionName(at.id())
                                    .zipFile(code.zipFile().orElse(null))
                                    .s3Bucket(code.s3Bucket().orElse(null))
                                    .s3Key(code.s3Key().orElse(null))
                                    .s3ObjectVersion(code.s3ObjectVersion().orElse(null))
                                    .imageUri(code.imageUri().orElse(null))
                                    .architectures(to.architectures.orElse(List.of("x86_64")))
                                    .build(),
                            context.call());
        }
        context.calls().call(LambdaApi.UPDATE_FUNCTION_CONFIGURATION, configuration(at.id(), to), context.call());
        updateTags(at, from, to, context);
        if (!from.reservedConcurrentExecutions.equals(to.reservedConcurrentExecutions)) {
            to.reservedConcurrentExecutions.ifPresentOrElse(
                    count -> reserve(at.id(), count, context),
                    () -> context.calls()
                            .call(
                                    LambdaApi.DELETE_FUNCTION_CONCURRENCY,
                                    DeleteFunctionConcurrencyRequest.builder()
                                            .functionName(at.id())
                                            .build(),
                                    context.call()));
        }
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                "ResourceNotFoundException",
                () -> context.calls()
                        .call(
                                LambdaApi.DELETE_FUNCTION,
                                DeleteFunctionRequest.builder()
                                        .functionName(at.id())
                                        .build(),
                                context.call()));
    }

    private static UpdateFunctionConfigurationRequest configuration(String name, Properties to) {
        return UpdateFunctionConfigurationRequest.builder()
                .functionName(name)
                .role(to.role)
                .runtime(to.runtime.orElse(null))
                .handler(to.handler.orElse(null))
                .description(to.description.orElse(""))
                .timeout(to.timeout.orElse(3))
                .memorySize(to.memorySize.orElse(128))
                .environment(Optional.ofNullable(environment(to))
                        .orElseGet(
                                () -> Environment.builder().variables(Map.of()).build()))
                .tracingConfig(tracing(to))
                .ephemeralStorage(storage(to))
                .loggingConfig(logging(to))
                .deadLetterConfig(deadLetters(to))
                .layers(to.layers.orElse(List.of()))
                .imageConfig(image(to))
                .build();
    }

    /// None is the empty ARN, which takes one away.
    private static DeadLetterConfig deadLetters(Properties desired) {
        return DeadLetterConfig.builder()
                .targetArn(
                        desired.deadLetterConfig.flatMap(DeadLetter::targetArn).orElse(""))
                .build();
    }

    private static void updateTags(Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        String arn = at.attributes().arn();
        context.retag(
                ResourceTag.byKey(from.tags.orElse(List.of())),
                ResourceTag.byKey(to.tags.orElse(List.of())),
                gone -> context.calls()
                        .call(
                                LambdaApi.UNTAG_RESOURCE,
                                UntagResourceRequest.builder()
                                        .resource(arn)
                                        .tagKeys(gone)
                                        .build(),
                                context.call()),
                tags -> context.calls()
                        .call(
                                LambdaApi.TAG_RESOURCE,
                                TagResourceRequest.builder()
                                        .resource(arn)
                                        .tags(tags)
                                        .build(),
                                context.call()));
    }

    private static void reserve(String name, int count, ResourceContext context) {
        var request = PutFunctionConcurrencyRequest.builder()
                .functionName(name)
                .reservedConcurrentExecutions(count)
                .build();
        context.calls().call(LambdaApi.PUT_FUNCTION_CONCURRENCY, request, context.call());
    }

    private static FunctionCode code(Properties desired) {
        return FunctionCode.builder()
                .s3Bucket(desired.code.s3Bucket.orElse(null))
                .s3Key(desired.code.s3Key.orElse(null))
                .s3ObjectVersion(desired.code.s3ObjectVersion.orElse(null))
                .imageUri(desired.code.imageUri.orElse(null))
                .zipFile(desired.code
                        .zipFile
                        .map(source -> inline(source, desired))
                        .orElse(null))
                .build();
    }

    /// Code in the template: CloudFormation makes `index.py` or `index.js` of it.
    private static Blob inline(String source, Properties desired) {
        boolean python = desired.runtime.orElse("").startsWith("python");
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            var entry = new ZipEntry(python ? "index.py" : "index.js");
            entry.setTime(315_619_200_000L); // always the same, so that the same source has the same hash
            zip.putNextEntry(entry);
            zip.write(source.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Blob.owning(bytes.toByteArray());
    }

    private static @Nullable Environment environment(Properties desired) {
        return desired.environment
                .map(given -> Environment.builder()
                        .variables(given.variables.orElse(Map.of()))
                        .build())
                .orElse(null);
    }

    private static TracingConfig tracing(Properties desired) {
        return TracingConfig.builder()
                .mode(desired.tracingConfig.flatMap(Tracing::mode).orElse("PassThrough"))
                .build();
    }

    private static EphemeralStorage storage(Properties desired) {
        return EphemeralStorage.builder()
                .size(desired.ephemeralStorage.map(Storage::size).orElse(512))
                .build();
    }

    private static @Nullable LoggingConfig logging(Properties desired) {
        return desired.loggingConfig
                .map(given -> LoggingConfig.builder()
                        .logGroup(given.logGroup.orElse(null))
                        .logFormat(given.logFormat.orElse(null))
                        .applicationLogLevel(given.applicationLogLevel.orElse(null))
                        .systemLogLevel(given.systemLogLevel.orElse(null))
                        .build())
                .orElse(null);
    }

    private static @Nullable ImageConfig image(Properties desired) {
        return desired.imageConfig
                .map(given -> ImageConfig.builder()
                        .entryPoint(given.entryPoint.orElse(null))
                        .command(given.command.orElse(null))
                        .workingDirectory(given.workingDirectory.orElse(null))
                        .build())
                .orElse(null);
    }
}
