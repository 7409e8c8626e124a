package samara.cloud.cloudformation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Addresses;
import samara.cloud.kernel.Blobs;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Calls;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Credentials;
import samara.cloud.kernel.Decision;
import samara.cloud.kernel.EventLog;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Identities;
import samara.cloud.kernel.Identity;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scheduler;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Sessions;
import samara.cloud.kernel.Sites;
import samara.cloud.kernel.Store;
import samara.cloud.resource.ResourceTypes;
import samara.wire.AwsException;
import samara.wire.OperationModel;

/// CloudFormation alone, with a memory store.
final class TestCloud implements AutoCloseable {
    private final Scope scope = new Scope(new Account("123456789012"), new Region("eu-west-1"));
    private final Call call =
            new Call(scope, new Principal.Root(scope.account()), "r", "127.0.0.1", Optional.empty(), Optional.empty());
    private final Kernel kernel;
    private CloudFormationService service;

    TestCloud(Path folder, ResourceTypes types) {
        Clock clock = Clock.frozenAt(Instant.parse("2026-01-01T00:00:00Z"));
        var scheduler = new Scheduler(clock);
        Store store = Store.inMemory();
        kernel = new Kernel(
                store,
                new Blobs(folder),
                clock,
                scheduler,
                Ids.seeded(1),
                new EventLog(store, scheduler),
                new NoCalls(),
                new NoIdentities(),
                new NoSessions(),
                new Sites(),
                new Addresses("127.0.0.1", 4566),
                folder);
        service = new CloudFormationService(kernel, types);
    }

    Kernel kernel() {
        return kernel;
    }

    Scope scope() {
        return scope;
    }

    /// Begins anew over the same store.
    void restart(ResourceTypes types) {
        service = new CloudFormationService(kernel, types);
        service.start();
    }

    void awaitIdle() {
        service.awaitIdle();
    }

    <I, O> O call(OperationModel<I, O> model, I input) {
        return operation(model).run(input, call);
    }

    /// What a caller must be allowed.
    <I, O> List<Need> needs(OperationModel<I, O> model, I input) {
        return operation(model).needs(input, call);
    }

    @SuppressWarnings("unchecked") // an operation's model has its types
    private <I, O> Operation<I, O> operation(OperationModel<I, O> model) {
        return (Operation<I, O>) service.operations().stream()
                .filter(one -> one.model().equals(model))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        service.stop();
        kernel.scheduler().close();
        kernel.store().close();
    }

    private static final class NoCalls implements Calls {
        @Override
        public HttpResponse call(HttpRequest request, Call call) {
            throw new AwsException("NotImplemented", 501, request.host());
        }

        @Override
        public <I, O> O call(OperationModel<I, O> operation, I input, Call by) {
            throw new AwsException("NotImplemented", 501, operation.name());
        }
    }

    private static final class NoIdentities implements Identities {
        @Override
        public String uniqueId(Principal principal) {
            throw new IllegalStateException("The tests call operations directly.");
        }

        @Override
        public void checkSessionPolicy(String json) {
            throw new IllegalStateException("No test narrows a session.");
        }

        @Override
        public Optional<Identity> byAccessKey(String accessKeyId) {
            return Optional.empty();
        }

        @Override
        public Optional<Role> role(String roleArn) {
            return Optional.empty();
        }

        @Override
        public Decision decide(Call by, Need need) {
            throw new IllegalStateException("The tests call operations directly.");
        }
    }

    private static final class NoSessions implements Sessions {
        @Override
        public Credentials credentials(String role, String session, Principal.Service service, Duration lifetime) {
            throw new AwsException("AccessDenied", 403, role);
        }

        @Override
        public Principal.AssumedRole assume(String role, String session, Principal.Service service) {
            throw new AwsException("AccessDenied", 403, role);
        }
    }
}
