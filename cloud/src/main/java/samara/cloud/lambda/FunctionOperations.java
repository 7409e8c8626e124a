package samara.cloud.lambda;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.lambda.Concurrency;
import samara.wire.lambda.CreateFunctionRequest;
import samara.wire.lambda.DeleteFunctionRequest;
import samara.wire.lambda.DeleteFunctionResponse;
import samara.wire.lambda.FunctionCode;
import samara.wire.lambda.FunctionCodeLocation;
import samara.wire.lambda.FunctionConfiguration;
import samara.wire.lambda.GetFunctionResponse;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.ListFunctionsRequest;
import samara.wire.lambda.ListFunctionsResponse;
import samara.wire.lambda.UpdateFunctionCodeRequest;
import samara.wire.lambda.UpdateFunctionConfigurationRequest;

/// Creating, reading, changing and deleting functions.
final class FunctionOperations {
    private final Kernel kernel;
    private final DeadLetters deadLetters;
    private final Functions functions;
    private final CodeStore code;
    private final AttachedLayers layers;
    private final FunctionRunner runner;
    private final Belongings belongings;

    FunctionOperations(
            Kernel kernel,
            Functions functions,
            CodeSource.Places places,
            FunctionRunner runner,
            Belongings belongings) {
        this.kernel = kernel;
        this.deadLetters = new DeadLetters(kernel);
        this.functions = functions;
        this.code = places.code();
        this.layers = places.layers();
        this.belongings = belongings;
        this.runner = runner;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new LambdaOperation<>(LambdaApi.CREATE_FUNCTION, this::needsToCreate, this::create),
                new LambdaOperation<>(
                        LambdaApi.GET_FUNCTION,
                        (in, call) -> LambdaOperation.on("GetFunction", in.functionName(), call),
                        (in, call) -> get(FunctionName.of(in.functionName(), in.qualifier()), call)),
                new LambdaOperation<>(
                        LambdaApi.GET_FUNCTION_CONFIGURATION,
                        (in, call) -> LambdaOperation.on("GetFunctionConfiguration", in.functionName(), call),
                        (in, call) -> ShownFunction.of(
                                functions.resolve(call.scope(), FunctionName.of(in.functionName(), in.qualifier())),
                                call.scope())),
                new LambdaOperation<>(
                        LambdaApi.UPDATE_FUNCTION_CODE,
                        (in, call) -> LambdaOperation.on("UpdateFunctionCode", in.functionName(), call),
                        this::updateCode),
                new LambdaOperation<>(
                        LambdaApi.UPDATE_FUNCTION_CONFIGURATION, this::needsToConfigure, this::updateConfiguration),
                new LambdaOperation<>(
                        LambdaApi.DELETE_FUNCTION,
                        (in, call) -> LambdaOperation.on("DeleteFunction", in.functionName(), call),
                        this::delete),
                new LambdaOperation<>(
                        LambdaApi.LIST_FUNCTIONS,
                        (in, call) -> List.of(Need.of("lambda:ListFunctions", "*")),
                        this::list));
    }

    private List<Need> needsToCreate(CreateFunctionRequest in, Call call) {
        List<Need> needs = new ArrayList<>(LambdaOperation.on("CreateFunction", in.functionName(), call));
        needs.add(passRole(in.role()));
        needs.addAll(layers.needs(in.layers().orElse(List.of())));
        return needs;
    }

    private List<Need> needsToConfigure(UpdateFunctionConfigurationRequest in, Call call) {
        List<Need> needs = new ArrayList<>(LambdaOperation.on("UpdateFunctionConfiguration", in.functionName(), call));
        in.role().ifPresent(role -> needs.add(passRole(role)));
        needs.addAll(layers.needs(in.layers().orElse(List.of())));
        return needs;
    }

    private static Need passRole(String role) {
        return Need.of("iam:PassRole", role).when("iam:PassedToService", List.of("lambda.amazonaws.com"));
    }

    private FunctionConfiguration create(CreateFunctionRequest in, Call call) {
        UnbuiltSettings.refuse(in);
        var name = FunctionName.of(in.functionName(), Optional.empty());
        List<StoredFunction.Layer> attached = layers.of(in.layers().orElse(List.of()), call);
        StoredFunction.Settings settings = FunctionSettings.of(in, attached);
        settings.packaging().shownRuntime().ifPresent(runner::check);
        if (functionExists(name, call)) {
            throw LambdaErrors.exists("Function already exist: " + name.name());
        }
        Code kept = code.keep(CodeSource.of(in.code()), call);
        AttachedLayers.checkSize(kept, attached);
        var function = new StoredFunction(
                name.name(),
                StoredFunction.LATEST,
                settings,
                kept,
                kernel.ids().uuid(),
                kernel.clock().now());
        deadLetters.check(function, call.scope());
        functions.create(call.scope(), function, in.tags().orElse(Map.of()));
        return published(in.publish(), function, call);
    }

    private boolean functionExists(FunctionName name, Call call) {
        return functions.list(call.scope()).stream()
                .anyMatch(function -> function.name().equals(name.name()));
    }

    private GetFunctionResponse get(FunctionName name, Call call) {
        StoredFunction function = functions.resolve(call.scope(), name);
        FunctionFacts facts = functions.facts(call.scope(), name.name());
        return GetFunctionResponse.builder()
                .configuration(ShownFunction.of(function, call.scope()))
                .code(location(function.code()))
                .tags(facts.tags().isEmpty() ? null : facts.tags())
                .concurrency(facts.reserved()
                        .map(reserved -> Concurrency.builder()
                                .reservedConcurrentExecutions(reserved)
                                .build())
                        .orElse(null))
                .build();
    }

    private FunctionCodeLocation location(Code kept) {
        return switch (kept) {
            case Code.Image image ->
                FunctionCodeLocation.builder()
                        .repositoryType("ECR")
                        .imageUri(image.uri())
                        .resolvedImageUri(image.uri().replaceAll("[:@][^/]*$", "") + "@" + image.digest())
                        .build();
            case Code.Archive _, Code.Folder _ ->
                FunctionCodeLocation.builder()
                        .repositoryType("S3")
                        .location(code.location(kept).toString())
                        .build();
        };
    }

    private FunctionConfiguration updateCode(UpdateFunctionCodeRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), Optional.empty());
        StoredFunction before = functions.resolve(call.scope(), new FunctionName(name.name(), Optional.empty()));
        var source = FunctionCode.builder()
                .zipFile(in.zipFile().orElse(null))
                .s3Bucket(in.s3Bucket().orElse(null))
                .s3Key(in.s3Key().orElse(null))
                .s3ObjectVersion(in.s3ObjectVersion().orElse(null))
                .imageUri(in.imageUri().orElse(null))
                .sourceKMSKeyArn(in.sourceKMSKeyArn().orElse(null))
                .build();
        if (in.publishTo().isPresent()) {
            throw LambdaErrors.notBuilt("`PublishTo`");
        }
        if (source.imageUri().isPresent() != before.settings().packaging() instanceof Packaging.Image) {
            throw LambdaErrors.invalid("A function's `PackageType` cannot be changed.");
        }
        Optional<List<String>> architectures = in.architectures().map(FunctionSettings::architectures);
        Code kept = code.keep(CodeSource.of(source), call);
        AttachedLayers.checkSize(kept, before.settings().layers());
        if (in.dryRun().orElse(false)) {
            return ShownFunction.of(before.with(kept, before.revisionId(), before.modified()), call.scope());
        }
        StoredFunction after = functions.change(
                call.scope(),
                name.name(),
                in.revisionId(),
                function -> function.with(
                                kept, kernel.ids().uuid(), kernel.clock().now())
                        .builtFor(architectures.orElse(function.settings().architectures())));
        runner.retire(before, call.scope());
        return published(in.publish(), after, call);
    }

    private FunctionConfiguration updateConfiguration(UpdateFunctionConfigurationRequest in, Call call) {
        UnbuiltSettings.refuse(in);
        var name = FunctionName.of(in.functionName(), Optional.empty());
        in.runtime().ifPresent(runner::check);
        Optional<List<StoredFunction.Layer>> attached = in.layers().map(arns -> layers.of(arns, call));
        StoredFunction before = functions.resolve(call.scope(), new FunctionName(name.name(), Optional.empty()));
        deadLetters.check(
                before.with(
                        FunctionSettings.of(before.settings(), in, attached), before.revisionId(), before.modified()),
                call.scope());
        StoredFunction after = functions.change(call.scope(), name.name(), in.revisionId(), function -> {
            attached.ifPresent(all -> AttachedLayers.checkSize(function.code(), all));
            return function.with(
                    FunctionSettings.of(function.settings(), in, attached),
                    kernel.ids().uuid(),
                    kernel.clock().now());
        });
        runner.retire(before, call.scope());
        return ShownFunction.of(after, call.scope());
    }

    private FunctionConfiguration published(Optional<Boolean> publish, StoredFunction function, Call call) {
        StoredFunction shown =
                publish.orElse(false) ? functions.publish(call.scope(), function.name(), Optional.empty()) : function;
        return ShownFunction.of(shown, call.scope());
    }

    private DeleteFunctionResponse delete(DeleteFunctionRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), in.qualifier());
        if (name.qualifier().isPresent()) {
            StoredFunction version = functions.resolve(call.scope(), name);
            if (version.version().equals(StoredFunction.LATEST)) {
                throw LambdaErrors.invalid("$LATEST version cannot be deleted without deleting the function.");
            }
            functions.deleteVersion(call.scope(), name.name(), version.version());
            runner.retire(version, call.scope());
        } else {
            functions.delete(call.scope(), name.name()).forEach(version -> runner.retire(version, call.scope()));
            belongings.deleteAll(call.scope(), name.name());
        }
        return DeleteFunctionResponse.builder().statusCode(204).build();
    }

    private ListFunctionsResponse list(ListFunctionsRequest in, Call call) {
        if (in.masterRegion().isPresent()) {
            throw LambdaErrors.notBuilt("functions of edge locations (`MasterRegion`)");
        }
        boolean all = in.functionVersion().filter("ALL"::equals).isPresent();
        List<StoredFunction> found = all ? functions.everyVersion(call.scope()) : functions.list(call.scope());
        Page<StoredFunction> page = Page.of(
                found,
                function -> function.name() + ":" + function.version(),
                Comparator.naturalOrder(),
                new Page.Asked(in.marker(), in.maxItems()));
        return ListFunctionsResponse.builder()
                .functions(page.items().stream()
                        .map(function -> ShownFunction.of(function, call.scope()))
                        .toList())
                .nextMarker(page.next())
                .build();
    }
}
