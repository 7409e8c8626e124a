package samara.cloud.lambda;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.lambda.AliasConfiguration;
import samara.wire.lambda.AliasRoutingConfiguration;
import samara.wire.lambda.Concurrency;
import samara.wire.lambda.CreateAliasRequest;
import samara.wire.lambda.FunctionConfiguration;
import samara.wire.lambda.GetFunctionConcurrencyResponse;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.ListAliasesRequest;
import samara.wire.lambda.ListAliasesResponse;
import samara.wire.lambda.ListTagsResponse;
import samara.wire.lambda.ListVersionsByFunctionRequest;
import samara.wire.lambda.ListVersionsByFunctionResponse;
import samara.wire.lambda.PublishVersionRequest;
import samara.wire.lambda.UpdateAliasRequest;

/// Versions, aliases, tags and concurrency.
final class VersionOperations {
    private final Kernel kernel;
    private final Functions functions;

    VersionOperations(Kernel kernel, Functions functions) {
        this.kernel = kernel;
        this.functions = functions;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new LambdaOperation<>(
                        LambdaApi.PUBLISH_VERSION,
                        (in, call) -> LambdaOperation.on("PublishVersion", in.functionName(), call),
                        this::publish),
                new LambdaOperation<>(
                        LambdaApi.LIST_VERSIONS_BY_FUNCTION,
                        (in, call) -> LambdaOperation.on("ListVersionsByFunction", in.functionName(), call),
                        this::listVersions),
                new LambdaOperation<>(
                        LambdaApi.CREATE_ALIAS,
                        (in, call) -> LambdaOperation.on("CreateAlias", in.functionName(), call),
                        this::createAlias),
                new LambdaOperation<>(
                        LambdaApi.UPDATE_ALIAS,
                        (in, call) -> LambdaOperation.on("UpdateAlias", in.functionName(), call),
                        this::updateAlias),
                new LambdaOperation<>(
                        LambdaApi.GET_ALIAS,
                        (in, call) -> LambdaOperation.on("GetAlias", in.functionName(), call),
                        (in, call) ->
                                alias(plain(in.functionName()), in.name(), call).configuration(call.scope())),
                new LambdaOperation<>(
                        LambdaApi.DELETE_ALIAS,
                        (in, call) -> LambdaOperation.on("DeleteAlias", in.functionName(), call),
                        (in, call) -> {
                            functions.deleteAlias(call.scope(), plain(in.functionName()), in.name());
                            return Nothing.INSTANCE;
                        }),
                new LambdaOperation<>(
                        LambdaApi.LIST_ALIASES,
                        (in, call) -> LambdaOperation.on("ListAliases", in.functionName(), call),
                        this::listAliases));
    }

    /// Tags and concurrency, which belong to the function as a whole.
    List<Operation<?, ?>> facts() {
        return List.of(
                new LambdaOperation<>(
                        LambdaApi.LIST_TAGS,
                        (in, call) -> List.of(Need.of("lambda:ListTags", in.resource())),
                        (in, call) -> ListTagsResponse.builder()
                                .tags(functions
                                        .facts(call.scope(), plain(in.resource()))
                                        .tags())
                                .build()),
                new LambdaOperation<>(
                        LambdaApi.TAG_RESOURCE,
                        (in, call) -> List.of(Need.of("lambda:TagResource", in.resource())),
                        (in, call) -> changeTags(in.resource(), call, in.tags(), List.of())),
                new LambdaOperation<>(
                        LambdaApi.UNTAG_RESOURCE,
                        (in, call) -> List.of(Need.of("lambda:UntagResource", in.resource())),
                        (in, call) -> changeTags(in.resource(), call, Map.of(), in.tagKeys())),
                new LambdaOperation<>(
                        LambdaApi.PUT_FUNCTION_CONCURRENCY,
                        (in, call) -> LambdaOperation.on("PutFunctionConcurrency", in.functionName(), call),
                        (in, call) -> {
                            reserve(in.functionName(), Optional.of(in.reservedConcurrentExecutions()), call);
                            return Concurrency.builder()
                                    .reservedConcurrentExecutions(in.reservedConcurrentExecutions())
                                    .build();
                        }),
                new LambdaOperation<>(
                        LambdaApi.DELETE_FUNCTION_CONCURRENCY,
                        (in, call) -> LambdaOperation.on("DeleteFunctionConcurrency", in.functionName(), call),
                        (in, call) -> {
                            reserve(in.functionName(), Optional.empty(), call);
                            return Nothing.INSTANCE;
                        }),
                new LambdaOperation<>(
                        LambdaApi.GET_FUNCTION_CONCURRENCY,
                        (in, call) -> LambdaOperation.on("GetFunctionConcurrency", in.functionName(), call),
                        (in, call) -> GetFunctionConcurrencyResponse.builder()
                                .reservedConcurrentExecutions(functions
                                        .facts(call.scope(), plain(in.functionName()))
                                        .reserved()
                                        .orElse(null))
                                .build()));
    }

    private ListVersionsByFunctionResponse listVersions(ListVersionsByFunctionRequest in, Call call) {
        Page<StoredFunction> page = Page.of(
                functions.versions(call.scope(), plain(in.functionName())),
                StoredFunction::version,
                Functions.VERSION_ORDER,
                new Page.Asked(in.marker(), in.maxItems()));
        return ListVersionsByFunctionResponse.builder()
                .versions(page.items().stream()
                        .map(version -> ShownFunction.of(version, call.scope()))
                        .toList())
                .nextMarker(page.next())
                .build();
    }

    private ListAliasesResponse listAliases(ListAliasesRequest in, Call call) {
        List<StoredAlias> all = functions.aliases(call.scope(), plain(in.functionName())).stream()
                .filter(alias -> in.functionVersion()
                        .map(version -> version.equals(alias.version()))
                        .orElse(true))
                .toList();
        Page<StoredAlias> page =
                Page.of(all, StoredAlias::name, Comparator.naturalOrder(), new Page.Asked(in.marker(), in.maxItems()));
        return ListAliasesResponse.builder()
                .aliases(page.items().stream()
                        .map(alias -> alias.configuration(call.scope()))
                        .toList())
                .nextMarker(page.next())
                .build();
    }

    private FunctionConfiguration publish(PublishVersionRequest in, Call call) {
        String name = plain(in.functionName());
        StoredFunction latest = functions.resolve(call.scope(), new FunctionName(name, Optional.empty()));
        if (in.publishTo().isPresent()) {
            throw LambdaErrors.notBuilt("`PublishTo`");
        }
        if (in.revisionId().filter(id -> !id.equals(latest.revisionId())).isPresent()) {
            throw LambdaErrors.stale();
        }
        if (in.codeSha256().filter(hash -> !hash.equals(latest.code().sha256())).isPresent()) {
            throw LambdaErrors.invalid("CodeSHA256 (" + in.codeSha256().get()
                    + ") is different from current CodeSHA256 in $LATEST ("
                    + latest.code().sha256()
                    + "). Please try again with the CodeSHA256 in $LATEST.");
        }
        return ShownFunction.of(functions.publish(call.scope(), name, in.description()), call.scope());
    }

    private AliasConfiguration createAlias(CreateAliasRequest in, Call call) {
        String function = plain(in.functionName());
        refuse(in.routingConfig());
        if (functions.alias(call.scope(), function, in.name()).isPresent()) {
            throw LambdaErrors.exists(
                    "Alias already exists: " + StoredFunction.arn(call.scope(), function) + ":" + in.name());
        }
        functions.resolve(call.scope(), new FunctionName(function, Optional.of(in.functionVersion())));
        var alias = new StoredAlias(
                function,
                in.name(),
                in.functionVersion(),
                in.description().orElse(""),
                kernel.ids().uuid());
        functions.put(call.scope(), alias);
        return alias.configuration(call.scope());
    }

    private AliasConfiguration updateAlias(UpdateAliasRequest in, Call call) {
        String function = plain(in.functionName());
        refuse(in.routingConfig());
        StoredAlias before = alias(function, in.name(), call);
        String version = in.functionVersion().orElse(before.version());
        functions.resolve(call.scope(), new FunctionName(function, Optional.of(version)));
        var after = new StoredAlias(
                function,
                in.name(),
                version,
                in.description().orElse(before.description()),
                kernel.ids().uuid());
        functions.put(call.scope(), after);
        return after.configuration(call.scope());
    }

    private StoredAlias alias(String function, String name, Call call) {
        return functions
                .alias(call.scope(), function, name)
                .orElseThrow(() -> LambdaErrors.aliasNotFound(StoredFunction.arn(call.scope(), function) + ":" + name));
    }

    private static void refuse(Optional<AliasRoutingConfiguration> routing) {
        if (routing.flatMap(AliasRoutingConfiguration::additionalVersionWeights)
                .filter(weights -> !weights.isEmpty())
                .isPresent()) {
            throw LambdaErrors.notBuilt("weighted aliases (`RoutingConfig`)");
        }
    }

    private Nothing changeTags(String arn, Call call, Map<String, String> set, List<String> drop) {
        functions.changeFacts(call.scope(), plain(arn), facts -> {
            Map<String, String> tags = new LinkedHashMap<>(facts.tags());
            tags.putAll(set);
            drop.forEach(tags::remove);
            return facts.withTags(tags);
        });
        return Nothing.INSTANCE;
    }

    private void reserve(String function, Optional<Integer> reserved, Call call) {
        functions.changeFacts(call.scope(), plain(function), facts -> facts.withReserved(reserved));
    }

    private static String plain(String name) {
        return FunctionName.of(name, Optional.empty()).name();
    }
}
