package samara.cloud.cloudformation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;

/// An operation that needs its action on the stack that the input names, or on all, and `iam:PassRole` on the role that
/// the input gives CloudFormation.
///
/// @param stack the stack's name or id of an input; `*` for none
/// @param role the ARN of the role that the stack's resources are to be made with
record StackOperation<I, O>(
        OperationModel<I, O> model,
        Function<I, String> stack,
        Function<I, Optional<String>> role,
        BiFunction<I, Call, O> body)
        implements Operation<I, O> {

    /// An operation that takes no role.
    StackOperation(OperationModel<I, O> model, Function<I, String> stack, BiFunction<I, Call, O> body) {
        this(model, stack, input -> Optional.empty(), body);
    }

    @Override
    public List<Need> needs(I input, Call call) {
        String name = stack.apply(input);
        String resource = name.equals("*") || name.startsWith("arn:")
                ? name
                : call.scope().arn("cloudformation", "stack/" + name + "/*");
        var needs = new ArrayList<Need>();
        needs.add(Need.of("cloudformation:" + model.name(), resource));
        role.apply(input)
                .ifPresent(arn -> needs.add(Need.of("iam:PassRole", arn)
                        .when("iam:PassedToService", List.of("cloudformation.amazonaws.com"))));
        return needs;
    }

    @Override
    public O run(I input, Call call) {
        return body.apply(input, call);
    }
}
