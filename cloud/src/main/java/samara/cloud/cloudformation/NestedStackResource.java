package samara.cloud.cloudformation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;
import samara.wire.AwsException;
import samara.wire.cloudformation.CloudFormationApi;
import samara.wire.cloudformation.CreateStackInput;
import samara.wire.cloudformation.DeleteStackInput;
import samara.wire.cloudformation.Parameter;
import samara.wire.cloudformation.Tag;
import samara.wire.cloudformation.UpdateStackInput;

/// `AWS::CloudFormation::Stack`: a stack inside of a stack, with its parent's capabilities and tags. `Ref` is its ARN,
/// `Outputs.X` its outputs. See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html>.
final class NestedStackResource
        implements ResourceType<NestedStackResource.Properties, NestedStackResource.Attributes> {
    private static final int NAME_LENGTH = 128;
    private static final Span HERE = Span.outside("AWS::CloudFormation::Stack");

    private final Engine engine;
    private final Operations operations;

    NestedStackResource(Engine engine, Operations operations) {
        this.engine = engine;
        this.operations = operations;
    }

    record Tagged(String key, String value) {}

    record Properties(String templateURL, Map<String, Node> parameters, List<Tagged> tags) {}

    record Attributes(ObjectNode outputs) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::CloudFormation::Stack", Properties.class, Attributes.class);
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var input = CreateStackInput.builder()
                .stackName(context.generatedName(NAME_LENGTH))
                .templateURL(desired.templateURL())
                .parameters(parameters(desired))
                .capabilities(capabilities(context))
                .tags(tags(desired, context))
                .onFailure("DELETE");
        String id = context.calls()
                .call(CloudFormationApi.CREATE_STACK, input.build(), context.call())
                .stackId()
                .orElseThrow();
        return arrived(id, StackStatus.CREATE_COMPLETE, "created", context);
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        var input = UpdateStackInput.builder()
                .stackName(at.id())
                .templateURL(to.templateURL())
                .parameters(parameters(to))
                .capabilities(capabilities(context))
                .tags(tags(to, context));
        try {
            context.calls().call(CloudFormationApi.UPDATE_STACK, input.build(), context.call());
        } catch (AwsException answer) {
            if (!answer.message().equals(CloudFormationErrors.noUpdates().message())) {
                throw answer;
            }
            return new Physical<>(at.id(), attributes(stack(at.id(), context)));
        }
        return arrived(at.id(), StackStatus.UPDATE_COMPLETE, "updated", context);
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        context.calls()
                .call(
                        CloudFormationApi.DELETE_STACK,
                        DeleteStackInput.builder().stackName(at.id()).build(),
                        context.call());
        operations.await(at.id());
        StoredStack stack = stack(at.id(), context);
        if (!stack.isDeleted()) {
            throw new ResourceFailure("Embedded stack " + at.id() + " was not successfully deleted: "
                    + stack.progress().reason().orElse(stack.status().name()));
        }
    }

    private Physical<Attributes> arrived(String id, StackStatus wanted, String verb, ResourceContext context) {
        operations.await(id);
        StoredStack stack = stack(id, context);
        if (stack.status() != wanted) {
            throw new ResourceFailure("Embedded stack " + id + " was not successfully " + verb + ": "
                    + engine.stacks()
                            .firstFailure(stack)
                            .or(() -> stack.progress().reason())
                            .orElse(stack.status().name()));
        }
        return new Physical<>(id, attributes(stack));
    }

    private StoredStack stack(String id, ResourceContext context) {
        return engine.stacks().get(context.call().scope(), id);
    }

    private static Attributes attributes(StoredStack stack) {
        ObjectNode.Builder outputs = ObjectNode.builder(HERE);
        stack.outputs().forEach(output -> outputs.put(output.key(), new StringNode(output.value(), HERE)));
        return new Attributes(outputs.build());
    }

    /// A list goes in as one text, its elements by commas.
    private static List<Parameter> parameters(Properties desired) {
        return desired.parameters().entrySet().stream()
                .map(entry -> Parameter.builder()
                        .parameterKey(entry.getKey())
                        .parameterValue(text(entry.getKey(), entry.getValue()))
                        .build())
                .toList();
    }

    private static String text(String name, Node value) {
        Optional<String> list = value.asList()
                .map(elements -> elements.stream()
                        .map(element -> element.asText().orElse(""))
                        .collect(Collectors.joining(",")));
        return value.asText()
                .or(() -> list)
                .orElseThrow(
                        () -> new ResourceFailure("The parameter " + name + " must be a text or a list of texts."));
    }

    private List<String> capabilities(ResourceContext context) {
        return engine.stacks()
                .get(context.call().scope(), context.stackId())
                .deployment()
                .map(Deployment::capabilities)
                .orElse(List.of());
    }

    private static List<Tag> tags(Properties desired, ResourceContext context) {
        Map<String, String> tags = new LinkedHashMap<>();
        context.stackTags().forEach((key, value) -> {
            if (!key.startsWith("aws:")) {
                tags.put(key, value);
            }
        });
        desired.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
