package samara.cloud.lambda;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;

/// One of Lambda's operations. Most are a few lines, so that they are kept together by what they are about.
record LambdaOperation<I, O>(
        OperationModel<I, O> model, BiFunction<I, Call, List<Need>> need, BiFunction<I, Call, O> work)
        implements Operation<I, O> {

    @Override
    public List<Need> needs(I input, Call call) {
        return need.apply(input, call);
    }

    @Override
    public O run(I input, Call call) {
        return work.apply(input, call);
    }

    /// The name of a function without a qualifier, as those operations take it that are about the whole function.
    static String plain(String functionName) {
        return FunctionName.of(functionName, Optional.empty()).name();
    }

    /// An action on a function.
    static List<Need> on(String action, String functionName, Call call) {
        var name = FunctionName.of(functionName, Optional.empty(), call.scope());
        return List.of(Need.of("lambda:" + action, StoredFunction.arn(call.scope(), name.name())));
    }
}
