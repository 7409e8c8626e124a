package samara.cloud;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Calls;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Decision;
import samara.cloud.kernel.Event;
import samara.cloud.kernel.EventLog;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Identities;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.AwsException;
import samara.wire.OperationModel;

/// The one path of a call: authorise, run, record.
final class CallPath implements Calls {
    private static final Logger LOG = System.getLogger(CallPath.class.getName());

    private final Services services;
    private final Identities identities;
    private final EventLog events;
    private final Clock clock;
    private volatile @Nullable AwsApi api;

    CallPath(Services services, Identities identities, EventLog events, Clock clock) {
        this.services = services;
        this.identities = identities;
        this.events = events;
        this.clock = clock;
    }

    /// From now on services can be called by their wire form, too.
    void open(AwsApi awsApi) {
        api = awsApi;
    }

    @Override
    public HttpResponse call(HttpRequest request, Call call) {
        return Objects.requireNonNull(api, "The cloud is starting.").answer(request, call);
    }

    @Override
    public <I, O> O call(OperationModel<I, O> model, I input, Call call) {
        long start = System.nanoTime();
        List<Event.Check> checks = new ArrayList<>(2);
        try {
            Operation<I, O> operation = operation(model);
            authorise(model, operation.needs(input, call), call, checks);
            O output = operation.run(input, call);
            record(model, call, checks, start, null);
            return output;
        } catch (AwsException e) {
            record(model, call, checks, start, e);
            throw e;
        } catch (RuntimeException e) {
            AwsException failure = failure(model, call, e);
            record(model, call, checks, start, failure);
            throw failure;
        }
    }

    /// Says that an operation is not built, before its request is decoded: there may be no shapes for it.
    ///
    /// @throws AwsException `NotImplemented`
    void checkBuilt(OperationModel<?, ?> model) {
        if (!model.isBuilt() || services.operation(model).isEmpty()) {
            throw notImplemented(model);
        }
    }

    private static AwsException notImplemented(OperationModel<?, ?> model) {
        return new AwsException(
                "NotImplemented",
                501,
                "Samara does not implement " + model.service().id() + ":" + model.name() + " yet.");
    }

    @SuppressWarnings("unchecked") // an operation of this name takes and gives this model's records
    private <I, O> Operation<I, O> operation(OperationModel<I, O> model) {
        Optional<Operation<?, ?>> operation = services.operation(model);
        if (operation.isEmpty()) {
            throw notImplemented(model);
        }
        return (Operation<I, O>) operation.get();
    }

    private void authorise(OperationModel<?, ?> model, List<Need> needs, Call call, List<Event.Check> checks) {
        for (Need need : needs) {
            Decision decision = identities.decide(call, need);
            checks.add(new Event.Check(need.action(), need.resource(), decision));
            if (!decision.isAllowed()) {
                throw Denials.of(model.service(), call.principal(), need, decision);
            }
        }
    }

    /// The dispatcher's catch-all: what broke inside is logged with its stack and answered without it.
    private static AwsException failure(OperationModel<?, ?> model, Call call, RuntimeException e) {
        LOG.log(
                Logger.Level.ERROR,
                model.service().id() + ":" + model.name() + " failed, request " + call.requestId() + ".",
                e);
        return new AwsException(
                "InternalFailure",
                500,
                "The request failed inside Samara; its log has more under the id " + call.requestId() + ".");
    }

    private void record(
            OperationModel<?, ?> model, Call call, List<Event.Check> checks, long start, @Nullable AwsException error) {
        events.add(new Event(
                clock.now(),
                call.requestId(),
                call.scope().account().id(),
                call.scope().region().name(),
                model.service().id(),
                model.name(),
                call.principal().name(),
                call.sourceIp(),
                call.userAgent(),
                List.copyOf(checks),
                (System.nanoTime() - start) / 1000,
                Optional.ofNullable(error).map(AwsException::code),
                Optional.ofNullable(error).map(AwsException::message)));
    }
}
