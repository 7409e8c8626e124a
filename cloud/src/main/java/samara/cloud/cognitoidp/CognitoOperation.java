package samara.cloud.cognitoidp;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;

/// One of the operations. Its action has its name.
///
/// @param pool the pool that it is about, where it is about one; nothing where it is about all
/// @param open whether anybody may call it, unsigned
record CognitoOperation<I, O>(
        OperationModel<I, O> model, Function<I, Optional<String>> pool, boolean open, BiFunction<I, Call, O> work)
        implements Operation<I, O> {

    static <I, O> CognitoOperation<I, O> on(
            OperationModel<I, O> model, Function<I, String> pool, BiFunction<I, Call, O> work) {
        return new CognitoOperation<>(model, in -> Optional.of(pool.apply(in)), false, work);
    }

    static <I, O> CognitoOperation<I, O> open(OperationModel<I, O> model, BiFunction<I, Call, O> work) {
        return new CognitoOperation<>(model, _ -> Optional.empty(), true, work);
    }

    @Override
    public List<Need> needs(I input, Call call) {
        if (open) {
            return List.of();
        }
        String resource = pool.apply(input)
                .map(id -> call.scope().arn("cognito-idp", "userpool/" + id))
                .orElse("*");
        return List.of(Need.of("cognito-idp:" + model.name(), resource));
    }

    @Override
    public O run(I input, Call call) {
        return work.apply(input, call);
    }
}
