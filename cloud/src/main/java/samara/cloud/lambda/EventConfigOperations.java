package samara.cloud.lambda;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.lambda.DeleteFunctionEventInvokeConfigRequest;
import samara.wire.lambda.DestinationConfig;
import samara.wire.lambda.FunctionEventInvokeConfig;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.ListFunctionEventInvokeConfigsRequest;
import samara.wire.lambda.ListFunctionEventInvokeConfigsResponse;
import samara.wire.lambda.OnFailure;
import samara.wire.lambda.OnSuccess;
import samara.wire.lambda.PutFunctionEventInvokeConfigRequest;
import samara.wire.lambda.UpdateFunctionEventInvokeConfigRequest;

/// Settings for asynchronous invocations.
final class EventConfigOperations {
    private final Kernel kernel;
    private final Functions functions;
    private final EventConfigs configs;
    private final Destinations destinations;

    EventConfigOperations(Kernel kernel, Functions functions, EventConfigs configs) {
        this.kernel = kernel;
        this.functions = functions;
        this.configs = configs;
        this.destinations = new Destinations(kernel);
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new LambdaOperation<>(
                        LambdaApi.PUT_FUNCTION_EVENT_INVOKE_CONFIG,
                        (in, call) -> needs("PutFunctionEventInvokeConfig", in.functionName(), call),
                        this::put),
                new LambdaOperation<>(
                        LambdaApi.UPDATE_FUNCTION_EVENT_INVOKE_CONFIG,
                        (in, call) -> needs("UpdateFunctionEventInvokeConfig", in.functionName(), call),
                        this::update),
                new LambdaOperation<>(
                        LambdaApi.GET_FUNCTION_EVENT_INVOKE_CONFIG,
                        (in, call) -> needs("GetFunctionEventInvokeConfig", in.functionName(), call),
                        (in, call) -> known(FunctionName.of(in.functionName(), in.qualifier()), call)
                                .shown(call.scope())),
                new LambdaOperation<>(
                        LambdaApi.DELETE_FUNCTION_EVENT_INVOKE_CONFIG,
                        (in, call) -> needs("DeleteFunctionEventInvokeConfig", in.functionName(), call),
                        this::delete),
                new LambdaOperation<>(
                        LambdaApi.LIST_FUNCTION_EVENT_INVOKE_CONFIGS,
                        (in, call) -> needs("ListFunctionEventInvokeConfigs", in.functionName(), call),
                        this::list));
    }

    private static List<Need> needs(String action, String function, Call call) {
        return LambdaOperation.on(action, function, call);
    }

    private FunctionEventInvokeConfig put(PutFunctionEventInvokeConfigRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), in.qualifier());
        if (in.maximumRetryAttempts().isEmpty()
                && in.maximumEventAgeInSeconds().isEmpty()
                && in.destinationConfig().isEmpty()) {
            throw LambdaErrors.invalid("You must specify at least one of error handling or destination setting.");
        }
        return keep(
                new EventConfig(
                        name.name(),
                        name.qualifier().orElse(StoredFunction.LATEST),
                        in.maximumRetryAttempts(),
                        in.maximumEventAgeInSeconds(),
                        onSuccess(in.destinationConfig()),
                        onFailure(in.destinationConfig()),
                        kernel.clock().now()),
                call);
    }

    private FunctionEventInvokeConfig update(UpdateFunctionEventInvokeConfigRequest in, Call call) {
        EventConfig before = known(FunctionName.of(in.functionName(), in.qualifier()), call);
        boolean moved = in.destinationConfig().isPresent();
        return keep(
                new EventConfig(
                        before.function(),
                        before.qualifier(),
                        in.maximumRetryAttempts().or(before::maximumRetryAttempts),
                        in.maximumEventAgeInSeconds().or(before::maximumEventAgeSeconds),
                        moved ? onSuccess(in.destinationConfig()) : before.onSuccess(),
                        moved ? onFailure(in.destinationConfig()) : before.onFailure(),
                        kernel.clock().now()),
                call);
    }

    private FunctionEventInvokeConfig keep(EventConfig config, Call call) {
        var name = new FunctionName(config.function(), Optional.of(config.qualifier()));
        StoredFunction function = functions.resolve(call.scope(), name);
        config.onSuccess().ifPresent(arn -> destinations.check(arn, true, function, call.scope()));
        config.onFailure().ifPresent(arn -> destinations.check(arn, false, function, call.scope()));
        configs.put(call.scope(), config);
        return config.shown(call.scope());
    }

    private Nothing delete(DeleteFunctionEventInvokeConfigRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), in.qualifier());
        functions.facts(call.scope(), name.name());
        if (!configs.delete(call.scope(), name.name(), name.qualifier().orElse(StoredFunction.LATEST))) {
            throw missing(name, call);
        }
        return Nothing.INSTANCE;
    }

    private ListFunctionEventInvokeConfigsResponse list(ListFunctionEventInvokeConfigsRequest in, Call call) {
        String function = FunctionName.of(in.functionName(), Optional.empty()).name();
        functions.facts(call.scope(), function);
        Page<EventConfig> page = Page.of(
                configs.list(call.scope(), function),
                EventConfig::qualifier,
                Comparator.naturalOrder(),
                new Page.Asked(in.marker(), in.maxItems()));
        return ListFunctionEventInvokeConfigsResponse.builder()
                .functionEventInvokeConfigs(page.items().stream()
                        .map(config -> config.shown(call.scope()))
                        .toList())
                .nextMarker(page.next())
                .build();
    }

    private EventConfig known(FunctionName name, Call call) {
        functions.facts(call.scope(), name.name());
        return configs.find(call.scope(), name.name(), name.qualifier().orElse(StoredFunction.LATEST))
                .orElseThrow(() -> missing(name, call));
    }

    private static samara.wire.AwsException missing(FunctionName name, Call call) {
        return new samara.wire.AwsException(
                "ResourceNotFoundException",
                404,
                "The function " + StoredFunction.arn(call.scope(), name.name()) + ":"
                        + name.qualifier().orElse(StoredFunction.LATEST) + " doesn't have an EventInvokeConfig");
    }

    private static Optional<String> onSuccess(Optional<DestinationConfig> config) {
        return config.flatMap(DestinationConfig::onSuccess)
                .flatMap(OnSuccess::destination)
                .filter(arn -> !arn.isEmpty());
    }

    private static Optional<String> onFailure(Optional<DestinationConfig> config) {
        return config.flatMap(DestinationConfig::onFailure)
                .flatMap(OnFailure::destination)
                .filter(arn -> !arn.isEmpty());
    }
}
