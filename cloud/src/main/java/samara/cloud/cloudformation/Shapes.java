package samara.cloud.cloudformation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.template.ParameterDeclaration;
import samara.template.Template;
import samara.wire.cloudformation.Change;
import samara.wire.cloudformation.Output;
import samara.wire.cloudformation.Parameter;
import samara.wire.cloudformation.ResourceChange;
import samara.wire.cloudformation.ResourceChangeDetail;
import samara.wire.cloudformation.ResourceTargetDefinition;
import samara.wire.cloudformation.Stack;
import samara.wire.cloudformation.StackDriftInformation;
import samara.wire.cloudformation.StackEvent;
import samara.wire.cloudformation.StackResource;
import samara.wire.cloudformation.StackResourceDetail;
import samara.wire.cloudformation.StackResourceSummary;
import samara.wire.cloudformation.StackSummary;
import samara.wire.cloudformation.Tag;

/// State as the API shows it.
final class Shapes {
    static final String MASK = "****";

    private Shapes() {}

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /// The values of parameters; those declared `NoEcho` are masked.
    static List<Parameter> parameters(Deployment deployment, Preparation preparation) {
        if (deployment.parameters().isEmpty()) {
            return List.of();
        }
        Template template = preparation.read(deployment.template());
        var shown = new ArrayList<Parameter>();
        deployment.parameters().forEach((name, value) -> {
            boolean isMasked = Optional.ofNullable(template.parameters().get(name))
                    .map(ParameterDeclaration::isNoEcho)
                    .orElse(false);
            var parameter = Parameter.builder().parameterKey(name).parameterValue(isMasked ? MASK : value);
            String stored = deployment.stored().get(name);
            if (stored != null) {
                parameter.resolvedValue(isMasked ? MASK : stored);
            }
            shown.add(parameter.build());
        });
        return shown;
    }

    static Change change(PlannedChange planned) {
        var change = ResourceChange.builder()
                .action(planned.action())
                .logicalResourceId(planned.logicalId())
                .resourceType(planned.type())
                .scope(planned.details().isEmpty() ? List.of() : List.of("Properties"))
                .details(planned.details().stream().map(Shapes::detail).toList());
        planned.physicalId().ifPresent(change::physicalResourceId);
        planned.replacement().ifPresent(change::replacement);
        return Change.builder().type("Resource").resourceChange(change.build()).build();
    }

    private static ResourceChangeDetail detail(PlannedChange.Detail detail) {
        return ResourceChangeDetail.builder()
                .target(ResourceTargetDefinition.builder()
                        .attribute("Properties")
                        .name(detail.property())
                        .requiresRecreation(detail.recreation())
                        .build())
                .evaluation(detail.evaluation())
                .changeSource("DirectModification")
                .build();
    }

    static Stack stack(StoredStack stack, Preparation preparation) {
        var shown = Stack.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .creationTime(stack.identity().created())
                .stackStatus(stack.status().name())
                .disableRollback(stack.settings().onFailure().equals("DO_NOTHING"))
                .notificationARNs(List.of())
                .enableTerminationProtection(stack.settings().isProtected())
                .driftInformation(StackDriftInformation.builder()
                        .stackDriftStatus("NOT_CHECKED")
                        .build())
                .tags(List.of());
        stack.settings().changeSetId().ifPresent(shown::changeSetId);
        stack.progress().reason().ifPresent(shown::stackStatusReason);
        stack.progress().updated().ifPresent(shown::lastUpdatedTime);
        stack.progress().deleted().ifPresent(shown::deletionTime);
        stack.deployment().ifPresent(deployment -> {
            deployment.description().ifPresent(shown::description);
            deployment.roleArn().ifPresent(shown::roleARN);
            shown.tags(tags(deployment.tags()));
            shown.capabilities(deployment.capabilities());
            shown.parameters(parameters(deployment, preparation));
        });
        if (!stack.outputs().isEmpty()) {
            shown.outputs(stack.outputs().stream().map(Shapes::output).toList());
        }
        return shown.build();
    }

    private static Output output(StoredOutput output) {
        var shown = Output.builder().outputKey(output.key()).outputValue(output.value());
        output.description().ifPresent(shown::description);
        output.exportName().ifPresent(shown::exportName);
        return shown.build();
    }

    static StackSummary summary(StoredStack stack) {
        var shown = StackSummary.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .creationTime(stack.identity().created())
                .stackStatus(stack.status().name());
        stack.progress().reason().ifPresent(shown::stackStatusReason);
        stack.progress().updated().ifPresent(shown::lastUpdatedTime);
        stack.progress().deleted().ifPresent(shown::deletionTime);
        stack.deployment().flatMap(Deployment::description).ifPresent(shown::templateDescription);
        return shown.build();
    }

    static StackEvent event(StoredEvent event, StoredStack stack) {
        var shown = StackEvent.builder()
                .stackId(stack.id())
                .eventId(event.id())
                .stackName(stack.name())
                .logicalResourceId(event.logicalId())
                .physicalResourceId(event.physicalId())
                .resourceType(event.type())
                .timestamp(event.time())
                .resourceStatus(event.status());
        event.reason().ifPresent(shown::resourceStatusReason);
        event.properties().ifPresent(shown::resourceProperties);
        return shown.build();
    }

    static StackResource resource(StackResourceState resource, StoredStack stack) {
        var shown = StackResource.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .logicalResourceId(resource.logicalId())
                .resourceType(resource.type())
                .timestamp(resource.updated())
                .resourceStatus(resource.status());
        resource.current().ifPresent(version -> shown.physicalResourceId(version.physicalId()));
        resource.reason().ifPresent(shown::resourceStatusReason);
        return shown.build();
    }

    static StackResourceDetail resourceDetail(StackResourceState resource, StoredStack stack) {
        var shown = StackResourceDetail.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .logicalResourceId(resource.logicalId())
                .resourceType(resource.type())
                .lastUpdatedTimestamp(resource.updated())
                .resourceStatus(resource.status());
        resource.current().ifPresent(version -> shown.physicalResourceId(version.physicalId()));
        resource.reason().ifPresent(shown::resourceStatusReason);
        return shown.build();
    }

    static StackResourceSummary resourceSummary(StackResourceState resource) {
        var shown = StackResourceSummary.builder()
                .logicalResourceId(resource.logicalId())
                .resourceType(resource.type())
                .lastUpdatedTimestamp(resource.updated())
                .resourceStatus(resource.status());
        resource.current().ifPresent(version -> shown.physicalResourceId(version.physicalId()));
        resource.reason().ifPresent(shown::resourceStatusReason);
        return shown.build();
    }
}
