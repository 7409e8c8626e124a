package samara.cloud.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Principal;
import samara.wire.Nothing;
import samara.wire.cloudformation.CloudFormationApi;
import samara.wire.cloudformation.CreateStackInput;
import samara.wire.cloudformation.CreateStackOutput;
import samara.wire.cloudformation.DeleteStackInput;
import samara.wire.cloudformation.UpdateStackInput;
import samara.wire.cloudformation.UpdateStackOutput;
import samara.wire.cloudformation.UpdateTerminationProtectionInput;
import samara.wire.cloudformation.UpdateTerminationProtectionOutput;

/// `CreateStack`, `UpdateStack`, `DeleteStack`, `UpdateTerminationProtection`.
final class StackChanges {
    private static final String NAME = "[a-zA-Z][-a-zA-Z0-9]{0,127}";

    private final Engine engine;
    private final Requests requests;
    private final Operations operations;

    StackChanges(Engine engine, Requests requests, Operations operations) {
        this.engine = engine;
        this.requests = requests;
        this.operations = operations;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new StackOperation<>(
                        CloudFormationApi.CREATE_STACK,
                        CreateStackInput::stackName,
                        CreateStackInput::roleARN,
                        this::create),
                new StackOperation<>(
                        CloudFormationApi.UPDATE_STACK,
                        UpdateStackInput::stackName,
                        UpdateStackInput::roleARN,
                        this::update),
                new StackOperation<>(
                        CloudFormationApi.DELETE_STACK,
                        DeleteStackInput::stackName,
                        DeleteStackInput::roleARN,
                        this::delete),
                new StackOperation<>(
                        CloudFormationApi.UPDATE_TERMINATION_PROTECTION,
                        UpdateTerminationProtectionInput::stackName,
                        this::protect));
    }

    /// A new stack's identity.
    static StoredStack.Identity identity(Engine engine, String name, Call call) {
        if (!name.matches(NAME)) {
            throw CloudFormationErrors.validation("1 validation error detected: Value '" + name
                    + "' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: "
                    + "[a-zA-Z][-a-zA-Z0-9]*");
        }
        Instant now = engine.kernel().clock().now();
        String id = call.scope()
                .arn(
                        "cloudformation",
                        "stack/" + name + "/" + engine.kernel().ids().uuid());
        return new StoredStack.Identity(id, name, call.scope(), now);
    }

    /// A stack that is not begun yet.
    static StoredStack fresh(
            StoredStack.Identity identity, Optional<Deployment> deployment, String onFailure, Call call) {
        return new StoredStack(
                identity,
                new StoredStack.Progress(
                        StackStatus.REVIEW_IN_PROGRESS, Optional.empty(), Optional.empty(), Optional.empty()),
                deployment,
                Optional.empty(),
                List.of(),
                List.of(),
                new StoredStack.Settings(onFailure, false, Optional.empty(), Optional.<Principal>of(call.principal())));
    }

    private CreateStackOutput create(CreateStackInput input, Call call) {
        refuse(input.stackPolicyBody().or(input::stackPolicyURL), "A stack policy");
        refuse(input.timeoutInMinutes(), "TimeoutInMinutes");
        refuse(input.notificationARNs().filter(arns -> !arns.isEmpty()), "NotificationARNs");
        refuse(
                input.rollbackConfiguration().flatMap(c -> c.rollbackTriggers()).filter(t -> !t.isEmpty()),
                "Rollback triggers");
        refuse(input.resourceTypes().filter(types -> !types.isEmpty()), "ResourceTypes");
        String onFailure = input.onFailure().orElse(input.disableRollback().orElse(false) ? "DO_NOTHING" : "ROLLBACK");
        return engine.stacks().locks().locked(call.scope().key() + "/" + input.stackName(), () -> {
            if (engine.stacks().find(call.scope(), input.stackName()).isPresent()) {
                throw CloudFormationErrors.stackExists(input.stackName());
            }
            StoredStack.Identity identity = identity(engine, input.stackName(), call);
            Requests.Ready ready = requests.prepare(
                    new Requests.Asked(
                            input.templateBody(),
                            input.templateURL(),
                            false,
                            input.parameters().orElse(List.of()),
                            input.capabilities().orElse(List.of()),
                            input.tags(),
                            input.roleARN(),
                            false,
                            Optional.empty()),
                    identity,
                    call);
            engine.planner().plan(ready.desired(), Map.of(), call);
            StoredStack stack = fresh(identity, Optional.of(ready.deployment()), onFailure, call);
            boolean isProtected = input.enableTerminationProtection().orElse(false);
            operations.create(
                    stack.with(new StoredStack.Settings(
                            onFailure, isProtected, Optional.empty(), Optional.of(call.principal()))),
                    call);
            return CreateStackOutput.builder().stackId(identity.id()).build();
        });
    }

    private UpdateStackOutput update(UpdateStackInput input, Call call) {
        refuse(
                input.stackPolicyBody().or(input::stackPolicyURL).or(input::stackPolicyDuringUpdateBody),
                "A stack policy");
        refuse(input.notificationARNs().filter(arns -> !arns.isEmpty()), "NotificationARNs");
        refuse(
                input.rollbackConfiguration().flatMap(c -> c.rollbackTriggers()).filter(t -> !t.isEmpty()),
                "Rollback triggers");
        refuse(input.resourceTypes().filter(types -> !types.isEmpty()), "ResourceTypes");
        return engine.stacks().locks().locked(call.scope().key() + "/" + input.stackName(), () -> {
            StoredStack stack = engine.stacks().get(call.scope(), input.stackName());
            if (!stack.status().isUpdatable()) {
                throw CloudFormationErrors.wrongState(stack, "updated");
            }
            Requests.Ready ready = requests.prepare(
                    new Requests.Asked(
                            input.templateBody(),
                            input.templateURL(),
                            input.usePreviousTemplate().orElse(false),
                            input.parameters().orElse(List.of()),
                            input.capabilities().orElse(List.of()),
                            input.tags(),
                            input.roleARN(),
                            false,
                            stack.deployment()),
                    stack.identity(),
                    call);
            List<PlannedChange> changes =
                    engine.planner().plan(ready.desired(), engine.stacks().resources(stack), call);
            if (changes.isEmpty() && isSame(stack.deployment().orElseThrow(), ready.deployment())) {
                throw CloudFormationErrors.noUpdates();
            }
            String onFailure = input.disableRollback().orElse(false) ? "DO_NOTHING" : "ROLLBACK";
            operations.update(withOnFailure(stack, onFailure), ready.deployment(), call);
            return UpdateStackOutput.builder().stackId(stack.id()).build();
        });
    }

    static StoredStack withOnFailure(StoredStack stack, String onFailure) {
        var settings = stack.settings();
        return stack.with(
                new StoredStack.Settings(onFailure, settings.isProtected(), settings.changeSetId(), settings.actor()));
    }

    /// Whether neither template nor tags differ; parameters that matter change a resource or an output.
    static boolean isSame(Deployment from, Deployment to) {
        return from.processed().equals(to.processed())
                && from.tags().equals(to.tags())
                && from.parameters().equals(to.parameters());
    }

    private Nothing delete(DeleteStackInput input, Call call) {
        Optional<StoredStack> found = engine.stacks().find(call.scope(), input.stackName());
        if (found.isEmpty() || found.get().isDeleted()) {
            return Nothing.INSTANCE;
        }
        return engine.stacks()
                .locks()
                .locked(call.scope().key() + "/" + found.get().name(), () -> {
                    StoredStack stack = engine.stacks().reload(found.get());
                    if (stack.settings().isProtected()) {
                        throw CloudFormationErrors.validation("Stack [" + stack.name()
                                + "] cannot be deleted while TerminationProtection is enabled");
                    }
                    if (stack.status() == StackStatus.DELETE_IN_PROGRESS) {
                        return Nothing.INSTANCE;
                    }
                    if (stack.status().isUnderway()) {
                        throw CloudFormationErrors.wrongState(stack, "deleted");
                    }
                    List<String> retained = input.retainResources().orElse(List.of());
                    if (!retained.isEmpty() && stack.status() != StackStatus.DELETE_FAILED) {
                        throw CloudFormationErrors.validation("Invalid operation on stack [" + stack.id()
                                + "]. RetainResources can only be specified if the stack is in DELETE_FAILED state.");
                    }
                    refuseUsed(stack, call);
                    operations.delete(stack.actingAs(input.roleARN()), retained, call);
                    return Nothing.INSTANCE;
                });
    }

    private void refuseUsed(StoredStack stack, Call call) {
        for (StoredOutput output : stack.outputs()) {
            List<StoredStack> users = output.exportName()
                    .map(name -> engine.stacks().importers(call.scope(), name))
                    .orElse(List.of());
            if (!users.isEmpty()) {
                throw CloudFormationErrors.validation("Export "
                        + output.exportName().orElse("")
                        + " cannot be deleted as it is in use by "
                        + String.join(
                                " and ", users.stream().map(StoredStack::name).toList()));
            }
        }
    }

    private UpdateTerminationProtectionOutput protect(UpdateTerminationProtectionInput input, Call call) {
        return engine.stacks().locks().locked(call.scope().key() + "/" + input.stackName(), () -> {
            StoredStack stack = engine.stacks().get(call.scope(), input.stackName());
            var settings = stack.settings();
            engine.stacks()
                    .put(stack.with(new StoredStack.Settings(
                            settings.onFailure(),
                            input.enableTerminationProtection(),
                            settings.changeSetId(),
                            settings.actor())));
            return UpdateTerminationProtectionOutput.builder()
                    .stackId(stack.id())
                    .build();
        });
    }

    private static void refuse(Optional<?> given, String what) {
        if (given.isPresent()) {
            throw CloudFormationErrors.notBuilt(what);
        }
    }
}
