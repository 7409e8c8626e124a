package samara.cloud.acm;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;

/// One of ACM's operations. Its action has its name.
///
/// @param resource the ARN that it is about, `*` where it is about none
record AcmOperation<I, O>(OperationModel<I, O> model, Function<I, String> resource, BiFunction<I, Call, O> work)
        implements Operation<I, O> {

    @Override
    public List<Need> needs(I input, Call call) {
        return List.of(Need.of("acm:" + model.name(), resource.apply(input)));
    }

    @Override
    public O run(I input, Call call) {
        return work.apply(input, call);
    }
}
