package samara.cloud.lambda;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.lambda.AliasConfiguration;
import samara.wire.lambda.AliasRoutingConfiguration;
import samara.wire.lambda.CreateAliasRequest;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.ListAliasesRequest;
import samara.wire.lambda.ListAliasesResponse;
import samara.wire.lambda.UpdateAliasRequest;

/// Aliases, which point at one version or, by weights, at two.
final class AliasOperations {
    private final Kernel kernel;
    private final Functions functions;

    AliasOperations(Kernel kernel, Functions functions) {
        this.kernel = kernel;
        this.functions = functions;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new LambdaOperation<>(
                        LambdaApi.CREATE_ALIAS,
                        (in, call) -> LambdaOperation.on("CreateAlias", in.functionName(), call),
                        this::create),
                new LambdaOperation<>(
                        LambdaApi.UPDATE_ALIAS,
                        (in, call) -> LambdaOperation.on("UpdateAlias", in.functionName(), call),
                        this::update),
                new LambdaOperation<>(
                        LambdaApi.GET_ALIAS,
                        (in, call) -> LambdaOperation.on("GetAlias", in.functionName(), call),
                        (in, call) -> alias(LambdaOperation.plain(in.functionName()), in.name(), call)
                                .configuration(call.scope())),
                new LambdaOperation<>(
                        LambdaApi.DELETE_ALIAS,
                        (in, call) -> LambdaOperation.on("DeleteAlias", in.functionName(), call),
                        (in, call) -> {
                            functions.deleteAlias(call.scope(), LambdaOperation.plain(in.functionName()), in.name());
                            return Nothing.INSTANCE;
                        }),
                new LambdaOperation<>(
                        LambdaApi.LIST_ALIASES,
                        (in, call) -> LambdaOperation.on("ListAliases", in.functionName(), call),
                        this::list));
    }

    private ListAliasesResponse list(ListAliasesRequest in, Call call) {
        List<StoredAlias> all = functions.aliases(call.scope(), LambdaOperation.plain(in.functionName())).stream()
                .filter(alias -> in.functionVersion().map(alias::names).orElse(true))
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

    private AliasConfiguration create(CreateAliasRequest in, Call call) {
        String function = LambdaOperation.plain(in.functionName());
        if (functions.alias(call.scope(), function, in.name()).isPresent()) {
            throw LambdaErrors.exists(
                    "Alias already exists: " + StoredFunction.arn(call.scope(), function) + ":" + in.name());
        }
        var alias = new StoredAlias(
                function,
                in.name(),
                in.functionVersion(),
                weights(in.routingConfig()).orElse(Map.of()),
                in.description().orElse(""),
                kernel.ids().uuid());
        return kept(alias, call);
    }

    private AliasConfiguration update(UpdateAliasRequest in, Call call) {
        String function = LambdaOperation.plain(in.functionName());
        StoredAlias before = alias(function, in.name(), call);
        if (in.revisionId().filter(id -> !id.equals(before.revisionId())).isPresent()) {
            throw LambdaErrors.stale();
        }
        var after = new StoredAlias(
                function,
                in.name(),
                in.functionVersion().orElse(before.version()),
                weights(in.routingConfig()).orElse(before.weights()),
                in.description().orElse(before.description()),
                kernel.ids().uuid());
        return kept(after, call);
    }

    private AliasConfiguration kept(StoredAlias alias, Call call) {
        check(alias, call);
        functions.put(call.scope(), alias);
        return alias.configuration(call.scope());
    }

    /// [Weighted aliases](https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html) point at two
    /// published versions with one role.
    private void check(StoredAlias alias, Call call) {
        StoredFunction main = version(alias, alias.version(), call);
        if (alias.weights().isEmpty()) {
            return;
        }
        if (alias.weights().size() > 1) {
            throw LambdaErrors.invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
        }
        String other = alias.weights().keySet().iterator().next();
        double weight = alias.weights().values().iterator().next();
        if (!(weight >= 0 && weight <= 1)) {
            throw LambdaErrors.invalid("A weight is a number from 0.0 to 1.0, not " + weight + ".");
        }
        if (alias.version().equals(StoredFunction.LATEST) || other.equals(StoredFunction.LATEST)) {
            throw LambdaErrors.invalid("$LATEST is not supported for an alias pointing to more than 1 version");
        }
        if (other.equals(alias.version())) {
            throw LambdaErrors.invalid("Invalid function version " + other + ". Function version " + other
                    + " is already included in routing configuration.");
        }
        StoredFunction second = version(alias, other, call);
        if (!second.settings().role().equals(main.settings().role())) {
            throw LambdaErrors.invalid("Both versions of an alias must have the same execution role.");
        }
    }

    private StoredFunction version(StoredAlias alias, String version, Call call) {
        if (!version.equals(StoredFunction.LATEST) && !version.matches("\\d+")) {
            throw LambdaErrors.invalid("`" + version + "` is no version: an alias points at versions only.");
        }
        return functions.resolve(call.scope(), new FunctionName(alias.function(), Optional.of(version)));
    }

    private StoredAlias alias(String function, String name, Call call) {
        return functions
                .alias(call.scope(), function, name)
                .orElseThrow(() -> LambdaErrors.aliasNotFound(StoredFunction.arn(call.scope(), function) + ":" + name));
    }

    private static Optional<Map<String, Double>> weights(Optional<AliasRoutingConfiguration> routing) {
        return routing.map(config -> config.additionalVersionWeights().orElse(Map.of()));
    }
}
