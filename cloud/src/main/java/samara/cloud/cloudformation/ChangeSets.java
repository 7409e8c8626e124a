package samara.cloud.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.Gone;
import samara.wire.AwsException;
import samara.wire.cloudformation.ChangeSetSummary;
import samara.wire.cloudformation.CloudFormationApi;
import samara.wire.cloudformation.CreateChangeSetInput;
import samara.wire.cloudformation.CreateChangeSetOutput;
import samara.wire.cloudformation.DeleteChangeSetInput;
import samara.wire.cloudformation.DeleteChangeSetOutput;
import samara.wire.cloudformation.DescribeChangeSetInput;
import samara.wire.cloudformation.DescribeChangeSetOutput;
import samara.wire.cloudformation.ExecuteChangeSetInput;
import samara.wire.cloudformation.ExecuteChangeSetOutput;
import samara.wire.cloudformation.ListChangeSetsInput;
import samara.wire.cloudformation.ListChangeSetsOutput;

/// The operations on change sets.
final class ChangeSets {
    /// The SAM CLI recognises a deployment without changes by these words.
    private static final String NO_CHANGES =
            "The submitted information didn't contain changes. Submit different information to create a change set.";

    private final Engine engine;
    private final Requests requests;
    private final Operations operations;

    ChangeSets(Engine engine, Requests requests, Operations operations) {
        this.engine = engine;
        this.requests = requests;
        this.operations = operations;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new StackOperation<>(
                        CloudFormationApi.CREATE_CHANGE_SET,
                        CreateChangeSetInput::stackName,
                        CreateChangeSetInput::roleARN,
                        this::create),
                new StackOperation<>(
                        CloudFormationApi.DESCRIBE_CHANGE_SET,
                        input -> input.stackName().orElse("*"),
                        this::describe),
                new StackOperation<>(
                        CloudFormationApi.EXECUTE_CHANGE_SET,
                        input -> input.stackName().orElse("*"),
                        this::execute),
                new StackOperation<>(
                        CloudFormationApi.DELETE_CHANGE_SET,
                        input -> input.stackName().orElse("*"),
                        this::delete),
                new StackOperation<>(CloudFormationApi.LIST_CHANGE_SETS, ListChangeSetsInput::stackName, this::list));
    }

    private CreateChangeSetOutput create(CreateChangeSetInput input, Call call) {
        refuse(input.resourcesToImport().filter(list -> !list.isEmpty()), "The import of resources");
        refuse(input.importExistingResources().filter(yes -> yes), "The import of resources");
        refuse(input.notificationARNs().filter(arns -> !arns.isEmpty()), "NotificationARNs");
        refuse(
                input.rollbackConfiguration().flatMap(c -> c.rollbackTriggers()).filter(t -> !t.isEmpty()),
                "Rollback triggers");
        refuse(input.resourceTypes().filter(types -> !types.isEmpty()), "ResourceTypes");
        refuse(input.deploymentMode(), "DeploymentMode");
        String type = input.changeSetType().orElse("UPDATE");
        if (!type.equals("CREATE") && !type.equals("UPDATE")) {
            throw CloudFormationErrors.notBuilt("The change set type " + type);
        }
        return engine.stacks()
                .locks()
                .locked(call.scope().key() + "/" + input.stackName(), () -> create(input, type.equals("CREATE"), call));
    }

    private CreateChangeSetOutput create(CreateChangeSetInput input, boolean isCreation, Call call) {
        Optional<StoredStack> found = engine.stacks().find(call.scope(), input.stackName());
        StoredStack stack = isCreation ? toCreate(found, input, call) : toUpdate(found, input.stackName());
        if (engine.stacks().changeSets(stack).stream()
                .anyMatch(set -> set.name().equals(input.changeSetName()))) {
            throw CloudFormationErrors.changeSetExists(input.changeSetName());
        }
        Requests.Asked asked = new Requests.Asked(
                input.templateBody(),
                input.templateURL(),
                input.usePreviousTemplate().orElse(false),
                input.parameters().orElse(List.of()),
                input.capabilities().orElse(List.of()),
                input.tags(),
                input.roleARN(),
                true,
                stack.deployment());
        Result result = result(asked, stack, call);
        if (found.isEmpty()) {
            engine.stacks().progress(stack, StackStatus.REVIEW_IN_PROGRESS, Optional.of("User Initiated"));
        }
        Instant now = engine.kernel().clock().now();
        String id = call.scope()
                .arn(
                        "cloudformation",
                        "changeSet/" + input.changeSetName() + "/"
                                + engine.kernel().ids().uuid());
        engine.stacks()
                .put(
                        stack,
                        new StoredChangeSet(
                                id,
                                input.changeSetName(),
                                stack.id(),
                                stack.name(),
                                now,
                                isCreation,
                                input.description(),
                                result.failure().isPresent() ? "FAILED" : "CREATE_COMPLETE",
                                result.failure(),
                                result.failure().isPresent() ? "UNAVAILABLE" : "AVAILABLE",
                                input.onStackFailure(),
                                result.deployment(),
                                result.changes()));
        return CreateChangeSetOutput.builder().id(id).stackId(stack.id()).build();
    }

    /// What a change set holds.
    ///
    /// @param failure why it can't be executed
    private record Result(Deployment deployment, List<PlannedChange> changes, Optional<String> failure) {}

    /// CloudFormation answers at once where a template is wrong as it stands. Its transforms run after that, and what
    /// is wrong with them or with what they make is the reason of a change set that failed.
    private Result result(Requests.Asked asked, StoredStack stack, Call call) {
        try {
            Requests.Ready ready = requests.prepare(asked, stack.identity(), call);
            List<PlannedChange> changes =
                    engine.planner().plan(ready.desired(), engine.stacks().resources(stack), call);
            boolean isEmpty = changes.isEmpty()
                    && stack.deployment()
                            .filter(now -> StackChanges.isSame(now, ready.deployment()))
                            .isPresent();
            return new Result(ready.deployment(), changes, isEmpty ? Optional.of(NO_CHANGES) : Optional.empty());
        } catch (AwsException refused) {
            if (!refused.code().equals("ValidationError")) {
                throw refused;
            }
            Optional<Deployment> asGiven = requests.withTransforms(asked, call);
            return new Result(asGiven.orElseThrow(() -> refused), List.of(), Optional.of(refused.message()));
        }
    }

    private StoredStack toCreate(Optional<StoredStack> found, CreateChangeSetInput input, Call call) {
        if (found.isPresent() && found.get().status() != StackStatus.REVIEW_IN_PROGRESS) {
            throw CloudFormationErrors.validation("Stack [" + input.stackName()
                    + "] already exists and cannot be created again with the changeSet [" + input.changeSetName()
                    + "].");
        }
        return found.orElseGet(() -> StackChanges.fresh(
                StackChanges.identity(engine, input.stackName(), call), Optional.empty(), "ROLLBACK", call));
    }

    private static StoredStack toUpdate(Optional<StoredStack> found, String name) {
        StoredStack stack =
                found.orElseThrow(() -> CloudFormationErrors.validation("Stack [" + name + "] does not exist"));
        if (!stack.status().isUpdatable()) {
            throw CloudFormationErrors.wrongState(stack, "updated");
        }
        return stack;
    }

    private DescribeChangeSetOutput describe(DescribeChangeSetInput input, Call call) {
        StoredChangeSet set = engine.stacks().changeSet(call.scope(), input.changeSetName(), input.stackName());
        Deployment deployment = set.deployment();
        var output = DescribeChangeSetOutput.builder()
                .changeSetName(set.name())
                .changeSetId(set.id())
                .stackId(set.stackId())
                .stackName(set.stackName())
                .creationTime(set.created())
                .executionStatus(set.executionStatus())
                .status(set.status())
                .notificationARNs(List.of())
                .capabilities(deployment.capabilities())
                .includeNestedStacks(false)
                .parameters(Shapes.parameters(deployment, engine.preparation()))
                .tags(Shapes.tags(deployment.tags()))
                .changes(set.changes().stream().map(Shapes::change).toList());
        set.description().ifPresent(output::description);
        set.statusReason().ifPresent(output::statusReason);
        set.onFailure().ifPresent(output::onStackFailure);
        return output.build();
    }

    private ExecuteChangeSetOutput execute(ExecuteChangeSetInput input, Call call) {
        StoredChangeSet named = engine.stacks().changeSet(call.scope(), input.changeSetName(), input.stackName());
        return engine.stacks().locks().locked(call.scope().key() + "/" + named.stackName(), () -> {
            StoredChangeSet set = engine.stacks().changeSet(call.scope(), named.id(), Optional.empty());
            if (!set.executionStatus().equals("AVAILABLE")) {
                throw CloudFormationErrors.changeSetNotExecutable(set.id(), set.executionStatus());
            }
            StoredStack stack = engine.stacks().get(call.scope(), set.stackId());
            boolean isReady = set.isCreation()
                    ? stack.status() == StackStatus.REVIEW_IN_PROGRESS
                    : stack.status().isUpdatable();
            if (!isReady) {
                throw CloudFormationErrors.wrongState(stack, "executed upon");
            }
            String onFailure =
                    set.onFailure().orElse(input.disableRollback().orElse(false) ? "DO_NOTHING" : "ROLLBACK");
            StoredStack going = stack.with(new StoredStack.Settings(
                    onFailure, stack.settings().isProtected(), Optional.of(set.id()), Optional.of(call.principal())));
            engine.stacks().forgetChangeSets(stack);
            engine.stacks().put(stack, set.executing("EXECUTE_COMPLETE"));
            if (set.isCreation()) {
                operations.create(going.becoming(set.deployment()), call);
            } else {
                operations.update(going, set.deployment(), call);
            }
            return ExecuteChangeSetOutput.builder().build();
        });
    }

    private DeleteChangeSetOutput delete(DeleteChangeSetInput input, Call call) {
        Gone.ignored("ChangeSetNotFound", () -> {
            StoredChangeSet set = engine.stacks().changeSet(call.scope(), input.changeSetName(), input.stackName());
            engine.stacks().forget(engine.stacks().get(call.scope(), set.stackId()), set);
        });
        return DeleteChangeSetOutput.builder().build();
    }

    private ListChangeSetsOutput list(ListChangeSetsInput input, Call call) {
        StoredStack stack = engine.stacks().get(call.scope(), input.stackName());
        return ListChangeSetsOutput.builder()
                .summaries(engine.stacks().changeSets(stack).stream()
                        .map(ChangeSets::summary)
                        .toList())
                .build();
    }

    private static ChangeSetSummary summary(StoredChangeSet set) {
        var summary = ChangeSetSummary.builder()
                .stackId(set.stackId())
                .stackName(set.stackName())
                .changeSetId(set.id())
                .changeSetName(set.name())
                .executionStatus(set.executionStatus())
                .status(set.status())
                .creationTime(set.created())
                .includeNestedStacks(false);
        set.statusReason().ifPresent(summary::statusReason);
        set.description().ifPresent(summary::description);
        return summary.build();
    }

    private static void refuse(Optional<?> given, String what) {
        if (given.isPresent()) {
            throw CloudFormationErrors.notBuilt(what);
        }
    }
}
