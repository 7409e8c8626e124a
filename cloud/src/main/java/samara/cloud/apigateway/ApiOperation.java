package samara.cloud.apigateway;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;

/// One operation of the control plane. What a caller must be allowed follows from its HTTP method and path: that is
/// how API Gateway's management actions are named (`apigateway:POST` on `arn:aws:apigateway:region::/restapis`).
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html">
///     management actions</a>
public record ApiOperation<I, O>(
        OperationModel<I, O> model, String verb, Function<I, String> path, BiFunction<I, Call, O> body)
        implements Operation<I, O> {

    @Override
    public List<Need> needs(I input, Call call) {
        String arn = "arn:" + call.scope().region().partition() + ":apigateway:"
                + call.scope().region() + "::" + path.apply(input);
        return List.of(Need.of("apigateway:" + verb, arn));
    }

    @Override
    public O run(I input, Call call) {
        return body.apply(input, call);
    }
}
