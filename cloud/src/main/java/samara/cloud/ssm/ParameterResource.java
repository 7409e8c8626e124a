package samara.cloud.ssm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.ssm.AddTagsToResourceRequest;
import samara.wire.ssm.DeleteParameterRequest;
import samara.wire.ssm.PutParameterRequest;
import samara.wire.ssm.RemoveTagsFromResourceRequest;
import samara.wire.ssm.SsmApi;
import samara.wire.ssm.Tag;

/// `AWS::SSM::Parameter`. `Ref` is the parameter's name; a new `Name` replaces it.
///
/// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html>.
final class ParameterResource implements ResourceType<ParameterResource.Properties, ParameterResource.Attributes> {
    private static final int MAX_NAME = 255;

    record Properties(
            Optional<String> name,
            String type,
            String value,
            Optional<String> description,
            Optional<String> allowedPattern,
            Optional<String> dataType,
            Optional<String> tier,
            Optional<String> policies,
            Optional<Map<String, String>> tags) {}

    /// What `Fn::GetAtt` gives.
    record Attributes(String type, String value) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::SSM::Parameter", Properties.class, Attributes.class)
                .replacedOn("Name");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("Name");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String name = desired.name().orElseGet(() -> context.generatedName(MAX_NAME));
        put(name, desired, false, context);
        return new Physical<>(name, new Attributes(desired.type(), desired.value()));
    }

    private static void put(String name, Properties desired, boolean overwrite, ResourceContext context) {
        if (desired.type().equals("SecureString")) {
            throw SsmErrors.validation("CloudFormation does not support the type SecureString.");
        }
        var request = PutParameterRequest.builder()
                .name(name)
                .type(desired.type())
                .value(desired.value())
                .description(desired.description().orElse(null))
                .allowedPattern(desired.allowedPattern().orElse(null))
                .dataType(desired.dataType().orElse(null))
                .tier(desired.tier().orElse(null))
                .policies(desired.policies().orElse(null))
                .overwrite(overwrite);
        if (!overwrite) {
            request.tags(tags(context.tags(desired.tags().orElse(Map.of()))));
        }
        context.calls().call(SsmApi.PUT_PARAMETER, request.build(), context.call());
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        put(at.id(), to, true, context);
        context.retag(
                from.tags().orElse(Map.of()),
                to.tags().orElse(Map.of()),
                gone -> context.calls()
                        .call(
                                SsmApi.REMOVE_TAGS_FROM_RESOURCE,
                                RemoveTagsFromResourceRequest.builder()
                                        .resourceType("Parameter")
                                        .resourceId(at.id())
                                        .tagKeys(gone)
                                        .build(),
                                context.call()),
                tags -> context.calls()
                        .call(
                                SsmApi.ADD_TAGS_TO_RESOURCE,
                                AddTagsToResourceRequest.builder()
                                        .resourceType("Parameter")
                                        .resourceId(at.id())
                                        .tags(tags(tags))
                                        .build(),
                                context.call()));
        return new Physical<>(at.id(), new Attributes(to.type(), to.value()));
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                "ParameterNotFound",
                () -> context.calls()
                        .call(
                                SsmApi.DELETE_PARAMETER,
                                DeleteParameterRequest.builder().name(at.id()).build(),
                                context.call()));
    }
}
