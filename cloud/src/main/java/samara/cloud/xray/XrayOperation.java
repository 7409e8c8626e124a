package samara.cloud.xray;

import java.util.List;
import java.util.function.BiFunction;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;

/// One of the service's operations. X-Ray's reads and writes name no resource.
record XrayOperation<I, O>(OperationModel<I, O> model, BiFunction<I, Call, O> work) implements Operation<I, O> {

    @Override
    public List<Need> needs(I input, Call call) {
        return List.of(Need.of("xray:" + model.name(), "*"));
    }

    @Override
    public O run(I input, Call call) {
        return work.apply(input, call);
    }
}
