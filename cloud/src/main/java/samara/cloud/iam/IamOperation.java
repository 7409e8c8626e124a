package samara.cloud.iam;

import java.util.List;
import java.util.function.BiFunction;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;

/// One of IAM's operations. Most are a line or two, so that they are kept together by what they are about.
record IamOperation<I, O>(OperationModel<I, O> model, BiFunction<I, Call, Need> need, BiFunction<I, Call, O> work)
        implements Operation<I, O> {

    @Override
    public List<Need> needs(I input, Call call) {
        return List.of(need.apply(input, call));
    }

    @Override
    public O run(I input, Call call) {
        return work.apply(input, call);
    }
}
