package samara.cloud.cloudformation;

import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.cloudformation.CloudFormationApi;
import samara.wire.cloudformation.DescribeStackEventsInput;
import samara.wire.cloudformation.DescribeStackEventsOutput;
import samara.wire.cloudformation.DescribeStackResourceInput;
import samara.wire.cloudformation.DescribeStackResourceOutput;
import samara.wire.cloudformation.DescribeStackResourcesInput;
import samara.wire.cloudformation.DescribeStackResourcesOutput;
import samara.wire.cloudformation.DescribeStacksInput;
import samara.wire.cloudformation.DescribeStacksOutput;
import samara.wire.cloudformation.Export;
import samara.wire.cloudformation.ListExportsInput;
import samara.wire.cloudformation.ListExportsOutput;
import samara.wire.cloudformation.ListImportsInput;
import samara.wire.cloudformation.ListImportsOutput;
import samara.wire.cloudformation.ListStackResourcesInput;
import samara.wire.cloudformation.ListStackResourcesOutput;
import samara.wire.cloudformation.ListStacksInput;
import samara.wire.cloudformation.ListStacksOutput;

/// The operations that show stacks, their resources, events and exports.
final class Descriptions {
    private static final int EVENTS_PER_PAGE = 100;

    private final Engine engine;

    Descriptions(Engine engine) {
        this.engine = engine;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new StackOperation<>(
                        CloudFormationApi.DESCRIBE_STACKS,
                        input -> input.stackName().orElse("*"),
                        this::stacks),
                new StackOperation<>(CloudFormationApi.LIST_STACKS, input -> "*", this::list),
                new StackOperation<>(
                        CloudFormationApi.DESCRIBE_STACK_EVENTS, DescribeStackEventsInput::stackName, this::events),
                new StackOperation<>(
                        CloudFormationApi.DESCRIBE_STACK_RESOURCE,
                        DescribeStackResourceInput::stackName,
                        this::resource),
                new StackOperation<>(
                        CloudFormationApi.DESCRIBE_STACK_RESOURCES,
                        input -> input.stackName().orElse("*"),
                        this::resources),
                new StackOperation<>(
                        CloudFormationApi.LIST_STACK_RESOURCES,
                        ListStackResourcesInput::stackName,
                        this::listResources),
                new StackOperation<>(CloudFormationApi.LIST_EXPORTS, input -> "*", this::exports),
                new StackOperation<>(CloudFormationApi.LIST_IMPORTS, input -> "*", this::imports));
    }

    private DescribeStacksOutput stacks(DescribeStacksInput input, Call call) {
        List<StoredStack> found = input.stackName().isPresent()
                ? List.of(engine.stacks().get(call.scope(), input.stackName().get()))
                : engine.stacks().in(call.scope()).stream()
                        .filter(stack -> !stack.isDeleted())
                        .toList();
        return DescribeStacksOutput.builder()
                .stacks(found.stream()
                        .map(stack -> Shapes.stack(stack, engine.preparation()))
                        .toList())
                .build();
    }

    private ListStacksOutput list(ListStacksInput input, Call call) {
        List<String> wanted = input.stackStatusFilter().orElse(List.of());
        return ListStacksOutput.builder()
                .stackSummaries(engine.stacks().in(call.scope()).stream()
                        .filter(stack -> wanted.isEmpty()
                                || wanted.contains(stack.status().name()))
                        .map(Shapes::summary)
                        .toList())
                .build();
    }

    private DescribeStackEventsOutput events(DescribeStackEventsInput input, Call call) {
        StoredStack stack = engine.stacks().get(call.scope(), input.stackName());
        List<String> keys = engine.stacks().eventKeys(stack, input.nextToken(), EVENTS_PER_PAGE + 1);
        List<String> page = keys.subList(0, Math.min(keys.size(), EVENTS_PER_PAGE));
        var output = DescribeStackEventsOutput.builder()
                .stackEvents(page.stream()
                        .map(key -> Shapes.event(engine.stacks().event(key), stack))
                        .toList());
        if (keys.size() > EVENTS_PER_PAGE) {
            output.nextToken(page.getLast());
        }
        return output.build();
    }

    private DescribeStackResourceOutput resource(DescribeStackResourceInput input, Call call) {
        StoredStack stack = engine.stacks().get(call.scope(), input.stackName());
        StackResourceState resource = engine.stacks()
                .resource(stack, input.logicalResourceId())
                .orElseThrow(() -> noSuchResource(input.logicalResourceId(), stack));
        return DescribeStackResourceOutput.builder()
                .stackResourceDetail(Shapes.resourceDetail(resource, stack))
                .build();
    }

    private DescribeStackResourcesOutput resources(DescribeStackResourcesInput input, Call call) {
        StoredStack stack = input.stackName()
                .map(name -> engine.stacks().get(call.scope(), name))
                .or(() -> owner(input.physicalResourceId().orElse(""), call))
                .orElseThrow(() -> CloudFormationErrors.validation(
                        "Either the stack's name or a physical id of one of its resources must be given."));
        Optional<String> wanted = input.logicalResourceId();
        return DescribeStackResourcesOutput.builder()
                .stackResources(engine.stacks().resources(stack).values().stream()
                        .filter(resource -> wanted.isEmpty() || wanted.get().equals(resource.logicalId()))
                        .map(resource -> Shapes.resource(resource, stack))
                        .toList())
                .build();
    }

    private Optional<StoredStack> owner(String physicalId, Call call) {
        return engine.stacks().in(call.scope()).stream()
                .filter(stack -> engine.stacks().resources(stack).values().stream()
                        .anyMatch(resource -> resource.physicalId().equals(physicalId)))
                .findFirst();
    }

    private ListStackResourcesOutput listResources(ListStackResourcesInput input, Call call) {
        StoredStack stack = engine.stacks().get(call.scope(), input.stackName());
        return ListStackResourcesOutput.builder()
                .stackResourceSummaries(engine.stacks().resources(stack).values().stream()
                        .map(Shapes::resourceSummary)
                        .toList())
                .build();
    }

    private ListExportsOutput exports(ListExportsInput input, Call call) {
        return ListExportsOutput.builder()
                .exports(engine.stacks().exports(call.scope()).stream()
                        .map(export -> Export.builder()
                                .exportingStackId(export.stack().id())
                                .name(export.output().exportName().orElseThrow())
                                .value(export.output().value())
                                .build())
                        .toList())
                .build();
    }

    private ListImportsOutput imports(ListImportsInput input, Call call) {
        List<String> users = engine.stacks().importers(call.scope(), input.exportName()).stream()
                .map(StoredStack::name)
                .toList();
        if (users.isEmpty()) {
            throw CloudFormationErrors.validation("Export '" + input.exportName() + "' is not imported by any stack.");
        }
        return ListImportsOutput.builder().imports(users).build();
    }

    private static RuntimeException noSuchResource(String id, StoredStack stack) {
        return CloudFormationErrors.validation("Resource " + id + " does not exist for stack " + stack.name());
    }
}
