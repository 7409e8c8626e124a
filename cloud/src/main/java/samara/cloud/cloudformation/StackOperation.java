package samara.cloud.cloudformation;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;

/// An operation whose one need is its action on the stack that the input names, or on all.
///
/// @param stack the stack's name or id of an input; `*` for none
record StackOperation<I, O>(OperationModel<I, O> model, Function<I, String> stack, BiFunction<I, Call, O> body)
        implements Operation<I, O> {

    @Override
    public List<Need> needs(I input, Call call) {
        String name = stack.apply(input);
        String resource = name.equals("*") || name.startsWith("arn:")
                ? name
                : call.scope().arn("cloudformation", "stack/" + name + "/*");
        return List.of(Need.of("cloudformation:" + model.name(), resource));
    }

    @Override
    public O run(I input, Call call) {
        return body.apply(input, call);
    }
}
