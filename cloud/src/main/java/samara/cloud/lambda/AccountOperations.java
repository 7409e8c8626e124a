package samara.cloud.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.lambda.AccountLimit;
import samara.wire.lambda.AccountUsage;
import samara.wire.lambda.Concurrency;
import samara.wire.lambda.GetAccountSettingsRequest;
import samara.wire.lambda.GetAccountSettingsResponse;
import samara.wire.lambda.GetFunctionConcurrencyResponse;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.PutFunctionConcurrencyRequest;

/// The account's limits, and what functions take of its concurrency for themselves.
final class AccountOperations {
    /// [Quotas](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
    static final int CONCURRENCY = 1000;

    private static final int LEAST_UNRESERVED = 100;
    private static final long TOTAL_CODE_BYTES = 80_530_636_800L;
    private static final long ZIPPED_BYTES = 52_428_800L;

    private final Functions functions;

    AccountOperations(Functions functions) {
        this.functions = functions;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new LambdaOperation<>(
                        LambdaApi.GET_ACCOUNT_SETTINGS,
                        (in, call) -> List.of(Need.of("lambda:GetAccountSettings", "*")),
                        this::settings),
                new LambdaOperation<>(
                        LambdaApi.PUT_FUNCTION_CONCURRENCY,
                        (in, call) -> LambdaOperation.on("PutFunctionConcurrency", in.functionName(), call),
                        this::reserve),
                new LambdaOperation<>(
                        LambdaApi.DELETE_FUNCTION_CONCURRENCY,
                        (in, call) -> LambdaOperation.on("DeleteFunctionConcurrency", in.functionName(), call),
                        (in, call) -> {
                            functions.changeFacts(
                                    call.scope(),
                                    LambdaOperation.plain(in.functionName()),
                                    facts -> facts.withReserved(Optional.empty()));
                            return Nothing.INSTANCE;
                        }),
                new LambdaOperation<>(
                        LambdaApi.GET_FUNCTION_CONCURRENCY,
                        (in, call) -> LambdaOperation.on("GetFunctionConcurrency", in.functionName(), call),
                        (in, call) -> GetFunctionConcurrencyResponse.builder()
                                .reservedConcurrentExecutions(functions
                                        .facts(call.scope(), LambdaOperation.plain(in.functionName()))
                                        .reserved()
                                        .orElse(null))
                                .build()));
    }

    private GetAccountSettingsResponse settings(GetAccountSettingsRequest in, Call call) {
        List<StoredFunction> all = functions.list(call.scope());
        long size = functions.everyVersion(call.scope()).stream()
                .mapToLong(version -> version.code().size())
                .sum();
        return GetAccountSettingsResponse.builder()
                .accountLimit(AccountLimit.builder()
                        .totalCodeSize(TOTAL_CODE_BYTES)
                        .codeSizeUnzipped(UnpackedCode.MAX_BYTES)
                        .codeSizeZipped(ZIPPED_BYTES)
                        .concurrentExecutions(CONCURRENCY)
                        .unreservedConcurrentExecutions(CONCURRENCY - reserved(all, "", call))
                        .build())
                .accountUsage(AccountUsage.builder()
                        .totalCodeSize(size)
                        .functionCount((long) all.size())
                        .build())
                .build();
    }

    private Concurrency reserve(PutFunctionConcurrencyRequest in, Call call) {
        String function = LambdaOperation.plain(in.functionName());
        int asked = in.reservedConcurrentExecutions();
        functions.facts(call.scope(), function);
        if (CONCURRENCY - reserved(functions.list(call.scope()), function, call) - asked < LEAST_UNRESERVED) {
            throw LambdaErrors.invalid("Specified ReservedConcurrentExecutions for function decreases account's "
                    + "UnreservedConcurrentExecution below its minimum value of [" + LEAST_UNRESERVED + "].");
        }
        functions.changeFacts(call.scope(), function, facts -> facts.withReserved(Optional.of(asked)));
        return Concurrency.builder().reservedConcurrentExecutions(asked).build();
    }

    /// What all functions but one have reserved.
    private int reserved(List<StoredFunction> all, String butFor, Call call) {
        List<Integer> counts = new ArrayList<>();
        for (StoredFunction function : all) {
            if (!function.name().equals(butFor)) {
                functions.facts(call.scope(), function.name()).reserved().ifPresent(counts::add);
            }
        }
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
