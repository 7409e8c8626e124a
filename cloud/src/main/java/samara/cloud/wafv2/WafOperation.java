package samara.cloud.wafv2;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.Structure;

/// One of the service's operations, over trees instead of a hundred nested records.
record WafOperation<I, O>(
        OperationModel<I, O> model,
        BiFunction<Map<String, Object>, Call, Need> need,
        BiFunction<Map<String, Object>, Call, Map<String, ?>> work)
        implements Operation<I, O> {

    @Override
    public List<Need> needs(I input, Call call) {
        return List.of(need.apply(ShapeTrees.tree(model.shapes().input(), (Structure) input), call));
    }

    @Override
    @SuppressWarnings("unchecked") // the structure is made by the model of this operation's output
    public O run(I input, Call call) {
        Map<String, ?> output = work.apply(ShapeTrees.tree(model.shapes().input(), (Structure) input), call);
        return (O) ShapeTrees.structure(model.shapes().output(), output);
    }
}
