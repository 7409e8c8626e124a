package samara.cloud.lambda;

import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.lambda.DeleteFunctionEventInvokeConfigRequest;
import samara.wire.lambda.DestinationConfig;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.OnFailure;
import samara.wire.lambda.OnSuccess;
import samara.wire.lambda.PutFunctionEventInvokeConfigRequest;

/// `AWS::Lambda::EventInvokeConfig`. `Ref` is an id of its own. A new `FunctionName` or `Qualifier` replaces it.
final class EventInvokeConfigResource
        implements ResourceType<EventInvokeConfigResource.Properties, EventInvokeConfigResource.Attributes> {
    record Destination(String destination) {}

    record Destinations(Optional<Destination> onSuccess, Optional<Destination> onFailure) {}

    record Properties(
            String functionName,
            String qualifier,
            Optional<Integer> maximumRetryAttempts,
            Optional<Integer> maximumEventAgeInSeconds,
            Optional<Destinations> destinationConfig) {}

    record Attributes() {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::Lambda::EventInvokeConfig", Properties.class, Attributes.class)
                .replacedOn("FunctionName", "Qualifier");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        put(desired, context);
        return new Physical<>(context.generatedName(64), new Attributes());
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        put(to, context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                "ResourceNotFoundException",
                () -> context.calls()
                        .call(
                                LambdaApi.DELETE_FUNCTION_EVENT_INVOKE_CONFIG,
                                DeleteFunctionEventInvokeConfigRequest.builder()
                                        .functionName(last.functionName)
                                        .qualifier(last.qualifier)
                                        .build(),
                                context.call()));
    }

    private static void put(Properties desired, ResourceContext context) {
        var destinations = desired.destinationConfig.map(config -> DestinationConfig.builder()
                .onSuccess(OnSuccess.builder()
                        .destination(
                                config.onSuccess.map(Destination::destination).orElse(null))
                        .build())
                .onFailure(OnFailure.builder()
                        .destination(
                                config.onFailure.map(Destination::destination).orElse(null))
                        .build())
                .build());
        context.calls()
                .call(
                        LambdaApi.PUT_FUNCTION_EVENT_INVOKE_CONFIG,
                        PutFunctionEventInvokeConfigRequest.builder()
                                .functionName(desired.functionName)
                                .qualifier(desired.qualifier)
                                .maximumRetryAttempts(desired.maximumRetryAttempts.orElse(null))
                                .maximumEventAgeInSeconds(desired.maximumEventAgeInSeconds.orElse(null))
                                .destinationConfig(destinations.orElse(null))
                                .build(),
                        context.call());
    }
}
