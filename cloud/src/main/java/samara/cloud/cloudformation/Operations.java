package samara.cloud.cloudformation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Principal;

/// Begins what is done to stacks, and does it in the background.
final class Operations {
    private static final System.Logger LOG = System.getLogger(Operations.class.getName());

    private final Engine engine;
    private final Map<Thread, String> underway = new ConcurrentHashMap<>();

    Operations(Engine engine) {
        this.engine = engine;
    }

    /// Work in the background that can be interrupted.
    private interface Work {
        StoredStack run() throws InterruptedException;
    }

    /// Begins a creation; the stack is stored already.
    StoredStack create(StoredStack stack, Call call) {
        StoredStack going = begin(stack, StackStatus.CREATE_IN_PROGRESS, call);
        background(going, () -> creation(going, call));
        return going;
    }

    /// Begins an update to `next`.
    StoredStack update(StoredStack stack, Deployment next, Call call) {
        StoredStack going = begin(stack.becoming(next), StackStatus.UPDATE_IN_PROGRESS, call);
        background(going, () -> updating(going, call));
        return going;
    }

    /// Begins a deletion.
    StoredStack delete(StoredStack stack, Collection<String> retained, Call call) {
        StoredStack going = begin(stack, StackStatus.DELETE_IN_PROGRESS, call);
        background(going, () -> deletion(going, retained, call));
        return going;
    }

    /// Goes on with, or takes back, what the end of the process interrupted.
    void recover(StoredStack stack, Call call) {
        Optional<String> why = Optional.of("The cloud was stopped while the operation went on.");
        background(stack, () -> {
            Call acting = acting(stack, call);
            var rollback = new Rollback(engine, acting);
            return switch (stack.status()) {
                case CREATE_IN_PROGRESS, ROLLBACK_IN_PROGRESS -> rollback.creation(stack, why);
                case UPDATE_IN_PROGRESS, UPDATE_ROLLBACK_IN_PROGRESS -> rollback.update(stack, why);
                case UPDATE_COMPLETE_CLEANUP_IN_PROGRESS -> rollback.cleanUpdate(stack, desired(stack));
                case UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS -> rollback.cleanRollback(stack, Map.of());
                case DELETE_IN_PROGRESS -> deletion(stack, List.of(), call);
                default -> stack;
            };
        });
    }

    private StoredStack begin(StoredStack stack, StackStatus status, Call call) {
        var settings = stack.settings();
        StoredStack next = stack.with(new StoredStack.Settings(
                settings.onFailure(), settings.isProtected(), settings.changeSetId(), Optional.of(call.principal())));
        return engine.stacks().progress(next, status, Optional.of("User Initiated"));
    }

    /// An operation's catch-all: whatever happens, the stack is left in a state that says so.
    private void background(StoredStack stack, Work work) {
        underway.keySet().removeIf(thread -> !thread.isAlive());
        Thread worker = engine.kernel().scheduler().start("stack-" + stack.name(), () -> {
            try {
                work.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException problem) {
                StoredStack now = engine.stacks().reload(stack);
                LOG.log(System.Logger.Level.ERROR, "The operation on the stack " + stack.name() + " failed.", problem);
                engine.stacks().progress(now, failed(now.status()), Optional.of(ResourceFailure.reasonOf(problem)));
            }
        });
        underway.put(worker, stack.id());
    }

    /// Waits until nothing is done to a stack.
    void await(String stackId) {
        underway.forEach((thread, id) -> {
            if (id.equals(stackId)) {
                join(thread);
            }
        });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends what is underway as soon as the calls that are being made have returned; the next start goes on with it.
    void stop() {
        underway.keySet().forEach(Thread::interrupt);
        awaitIdle();
    }

    /// Waits until nothing is underway.
    void awaitIdle() {
        underway.keySet().forEach(Operations::join);
    }

    private static StackStatus failed(StackStatus status) {
        return switch (status) {
            case CREATE_IN_PROGRESS -> StackStatus.CREATE_FAILED;
            case ROLLBACK_IN_PROGRESS -> StackStatus.ROLLBACK_FAILED;
            case DELETE_IN_PROGRESS -> StackStatus.DELETE_FAILED;
            case UPDATE_ROLLBACK_IN_PROGRESS, UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS ->
                StackStatus.UPDATE_ROLLBACK_FAILED;
            default -> StackStatus.UPDATE_FAILED;
        };
    }

    private StoredStack creation(StoredStack stack, Call call) throws InterruptedException {
        Call acting = acting(stack, call);
        StackRun.Outcome outcome = new StackRun(engine, stack, acting, desired(stack)).run();
        var rollback = new Rollback(engine, acting);
        if (outcome.failure().isEmpty()) {
            rollback.settle(stack);
            return engine.stacks()
                    .progress(
                            stack.arrived(outcome.outputs(), outcome.imports()),
                            StackStatus.CREATE_COMPLETE,
                            Optional.empty());
        }
        return switch (stack.settings().onFailure()) {
            case "DO_NOTHING" -> engine.stacks().progress(stack, StackStatus.CREATE_FAILED, outcome.failure());
            case "DELETE" -> {
                StoredStack going = engine.stacks().progress(stack, StackStatus.DELETE_IN_PROGRESS, outcome.failure());
                yield deletion(going, List.of(), call);
            }
            default -> rollback.creation(stack, outcome.failure().map(why -> why + " Rollback requested by user."));
        };
    }

    private StoredStack updating(StoredStack stack, Call call) throws InterruptedException {
        Call acting = acting(stack, call);
        Desired desired = desired(stack);
        StackRun.Outcome outcome = new StackRun(engine, stack, acting, desired).run();
        var rollback = new Rollback(engine, acting);
        if (outcome.failure().isPresent()) {
            return stack.settings().onFailure().equals("DO_NOTHING")
                    ? engine.stacks().progress(stack, StackStatus.UPDATE_FAILED, outcome.failure())
                    : rollback.update(stack, outcome.failure());
        }
        StoredStack cleaning = engine.stacks()
                .progress(
                        stack.arrived(outcome.outputs(), outcome.imports()),
                        StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
                        Optional.empty());
        return rollback.cleanUpdate(cleaning, desired);
    }

    private StoredStack deletion(StoredStack stack, Collection<String> retained, Call call)
            throws InterruptedException {
        Call acting = acting(stack, call);
        List<String> left = new Removal(engine, stack, acting)
                .remove(engine.stacks().resources(stack).values(), retained, false);
        if (!left.isEmpty()) {
            return engine.stacks().progress(stack, StackStatus.DELETE_FAILED, Optional.of(Rollback.notDeleted(left)));
        }
        engine.stacks().forgetChangeSets(stack);
        return engine.stacks().progress(stack, StackStatus.DELETE_COMPLETE, Optional.empty());
    }

    private Desired desired(StoredStack stack) {
        return engine.preparation().again(stack.deployment().orElseThrow(), stack.identity());
    }

    /// The call with the stack's role, where it has one.
    private Call acting(StoredStack stack, Call call) {
        Optional<String> role = stack.deployment().flatMap(Deployment::roleArn);
        if (role.isEmpty()) {
            return call;
        }
        var service = new Principal.Service(
                "cloudformation.amazonaws.com", stack.identity().scope().account(), stack.id());
        return call.as(engine.kernel().sessions().assume(role.get(), "AWSCloudFormation", service));
    }
}
