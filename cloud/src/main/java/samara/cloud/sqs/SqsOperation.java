package samara.cloud.sqs;

import java.util.List;
import java.util.function.BiFunction;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;

/// One of SQS's operations.
record SqsOperation<I, O>(
        OperationModel<I, O> model, BiFunction<I, Call, List<Need>> needed, BiFunction<I, Call, O> work)
        implements Operation<I, O> {

    @Override
    public List<Need> needs(I input, Call call) {
        return needed.apply(input, call);
    }

    @Override
    public O run(I input, Call call) {
        return work.apply(input, call);
    }
}
