package samara.cloud.lambda;

import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.AwsException;
import samara.wire.lambda.CreateEventSourceMappingRequest;
import samara.wire.lambda.EventSourceMappingConfiguration;
import samara.wire.lambda.GetFunctionCodeSigningConfigResponse;
import samara.wire.lambda.GetRuntimeManagementConfigResponse;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.ListEventSourceMappingsResponse;
import samara.wire.lambda.PutRuntimeManagementConfigRequest;
import samara.wire.lambda.PutRuntimeManagementConfigResponse;

/// What clients ask about as a matter of course and this Lambda has none of: code signing, other versions of runtimes,
/// event sources. Reading tells the truth, which is that nothing is set; setting is refused by name.
final class UnbuiltOperations {
    private static final String AUTO = "Auto";

    private final Functions functions;

    UnbuiltOperations(Functions functions) {
        this.functions = functions;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new LambdaOperation<>(
                        LambdaApi.GET_FUNCTION_CODE_SIGNING_CONFIG,
                        (in, call) -> LambdaOperation.on("GetFunctionCodeSigningConfig", in.functionName(), call),
                        (in, call) -> GetFunctionCodeSigningConfigResponse.builder()
                                .functionName(existing(in.functionName(), Optional.empty(), call)
                                        .name())
                                .codeSigningConfigArn("")
                                .build()),
                new LambdaOperation<>(
                        LambdaApi.GET_RUNTIME_MANAGEMENT_CONFIG,
                        (in, call) -> LambdaOperation.on("GetRuntimeManagementConfig", in.functionName(), call),
                        (in, call) -> GetRuntimeManagementConfigResponse.builder()
                                .updateRuntimeOn(AUTO)
                                .functionArn(existing(in.functionName(), in.qualifier(), call)
                                        .qualifiedArn(call.scope()))
                                .build()),
                new LambdaOperation<>(
                        LambdaApi.PUT_RUNTIME_MANAGEMENT_CONFIG,
                        (in, call) -> LambdaOperation.on("PutRuntimeManagementConfig", in.functionName(), call),
                        this::manageRuntime),
                new LambdaOperation<>(
                        LambdaApi.CREATE_EVENT_SOURCE_MAPPING,
                        (in, call) -> List.of(Need.of("lambda:CreateEventSourceMapping", "*")),
                        this::map),
                new LambdaOperation<>(
                        LambdaApi.LIST_EVENT_SOURCE_MAPPINGS,
                        (in, call) -> List.of(Need.of("lambda:ListEventSourceMappings", "*")),
                        (in, call) -> ListEventSourceMappingsResponse.builder()
                                .eventSourceMappings(List.of())
                                .build()));
    }

    private StoredFunction existing(String name, Optional<String> qualifier, Call call) {
        return functions.resolve(call.scope(), FunctionName.of(name, qualifier));
    }

    private PutRuntimeManagementConfigResponse manageRuntime(PutRuntimeManagementConfigRequest in, Call call) {
        StoredFunction function = existing(in.functionName(), in.qualifier(), call);
        if (!in.updateRuntimeOn().equals(AUTO)) {
            throw LambdaErrors.notBuilt("older versions of runtimes (`UpdateRuntimeOn: " + in.updateRuntimeOn()
                    + "`): functions run by what is installed on this machine");
        }
        return PutRuntimeManagementConfigResponse.builder()
                .updateRuntimeOn(AUTO)
                .functionArn(function.qualifiedArn(call.scope()))
                .build();
    }

    private EventSourceMappingConfiguration map(CreateEventSourceMappingRequest in, Call call) {
        existing(in.functionName(), Optional.empty(), call);
        throw refusal(in);
    }

    private static AwsException refusal(CreateEventSourceMappingRequest in) {
        String source = in.eventSourceArn()
                .map(arn -> arn.split(":", 4))
                .filter(parts -> parts.length == 4)
                .map(parts -> parts[2])
                .orElse("self-managed sources");
        return LambdaErrors.notBuilt("event source mappings for " + source + ", as this cloud has no events of it"
                + in.eventSourceArn().map(arn -> " (`" + arn + "`)").orElse(""));
    }
}
