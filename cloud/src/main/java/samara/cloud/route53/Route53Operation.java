package samara.cloud.route53;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;

/// One of Route 53's operations. Its action has its name.
///
/// @param zone the hosted zone that it is about, if it is about one
record Route53Operation<I, O>(
        OperationModel<I, O> model, Function<I, Optional<String>> zone, BiFunction<I, Call, O> work)
        implements Operation<I, O> {

    @Override
    public List<Need> needs(I input, Call call) {
        String partition = call.scope().region().partition();
        return List.of(Need.of(
                "route53:" + model.name(),
                zone.apply(input)
                        .map(id -> "arn:" + partition + ":route53:::hostedzone/" + id)
                        .orElse("*")));
    }

    @Override
    public O run(I input, Call call) {
        return work.apply(input, call);
    }
}
