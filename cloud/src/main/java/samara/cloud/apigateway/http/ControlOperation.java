package samara.cloud.apigateway.http;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.Structure;

/// One operation of the control plane. What a caller must be allowed follows from its HTTP method and path, as with
/// REST APIs.
record ControlOperation<I, O>(
        OperationModel<I, O> model,
        String verb,
        Function<Members, String> path,
        BiFunction<Members, Call, Members> body)
        implements Operation<I, O> {

    @Override
    public List<Need> needs(I input, Call call) {
        String arn = "arn:" + call.scope().region().partition() + ":apigateway:"
                + call.scope().region() + "::" + path.apply(members(input));
        return List.of(Need.of("apigateway:" + verb, arn));
    }

    @Override
    @SuppressWarnings("unchecked") // the output schema makes the output's record
    public O run(I input, Call call) {
        return (O) body.apply(members(input), call).make(model.shapes().output());
    }

    private Members members(I input) {
        return Members.of(model.shapes().input(), (Structure) input);
    }

    /// The structures of a list in an answer.
    static List<Structure> items(OperationModel<?, ?> model, List<Members> items) {
        var list = model.shapes().output().members().stream()
                .filter(member -> member.name().equals("Items"))
                .findFirst()
                .orElseThrow();
        var item = list.schema().members().getFirst().schema();
        return items.stream().map(members -> members.make(item)).toList();
    }
}
