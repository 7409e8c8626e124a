package samara.cloud.logs;

import java.util.List;
import java.util.function.BiFunction;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;

/// One of the service's operations. Most are a few lines, so that they are kept together by what they are about.
record LogsOperation<I, O>(OperationModel<I, O> model, BiFunction<I, Call, Need> need, BiFunction<I, Call, O> work)
        implements Operation<I, O> {

    @Override
    public List<Need> needs(I input, Call call) {
        return List.of(need.apply(input, call));
    }

    @Override
    public O run(I input, Call call) {
        return work.apply(input, call);
    }

    /// An action on a group.
    static Need onGroup(String action, String group, Call call) {
        return Need.of("logs:" + action, Logs.groupArn(call.scope(), group) + ":*");
    }

    /// An action on a group, which is named without the `:*` of its streams.
    static Need onGroupItself(String action, String group, Call call) {
        return Need.of("logs:" + action, Logs.groupArn(call.scope(), group));
    }

    /// An action on a stream.
    static Need onStream(String action, String group, String stream, Call call) {
        return Need.of("logs:" + action, Logs.groupArn(call.scope(), group) + ":log-stream:" + stream);
    }
}
