package samara.cloud.xray;

import java.util.ArrayList;
import java.util.List;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.service.CloudService;
import samara.wire.ServiceModel;
import samara.wire.xray.XrayApi;

/// AWS X-Ray.
public final class XrayService implements CloudService {
    private final List<Operation<?, ?>> operations = new ArrayList<>();

    /// Over a cloud's state.
    public XrayService(Kernel kernel) {
        this(kernel, Traces.Bounds.DEFAULT);
    }

    /// With another bound of what is kept.
    XrayService(Kernel kernel, Traces.Bounds bounds) {
        var traces = new Traces(kernel, bounds);
        var reads = new TraceReads(traces);
        operations.add(new XrayOperation<>(XrayApi.PUT_TRACE_SEGMENTS, new PutTraceSegments(traces)::put));
        operations.add(new XrayOperation<>(XrayApi.BATCH_GET_TRACES, reads::batchGet));
        operations.add(new XrayOperation<>(XrayApi.GET_TRACE_SUMMARIES, new TraceSummaries(traces)::get));
        operations.addAll(new GraphOperations(traces, reads).all());
        operations.addAll(new SamplingOperations(kernel).all());
    }

    @Override
    public ServiceModel model() {
        return XrayApi.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.copyOf(operations);
    }
}
