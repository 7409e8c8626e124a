package samara.cloud.wafv2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.wire.wafv2.Wafv2Api;

/// `AWS::WAFv2::RegexPatternSet`. `Ref` is `name|id|scope`. A new `Name` or `Scope` replaces it.
///
/// See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-regexpatternset.html>.
final class RegexPatternSetResource
        implements ResourceType<RegexPatternSetResource.Properties, RegexPatternSetResource.Attributes> {
    private static final EntityHandler HANDLER = new EntityHandler(
            "RegexPatternSet",
            Wafv2Api.CREATE_REGEX_PATTERN_SET,
            Wafv2Api.GET_REGEX_PATTERN_SET,
            Wafv2Api.UPDATE_REGEX_PATTERN_SET,
            Wafv2Api.DELETE_REGEX_PATTERN_SET);

    record Properties(
            Optional<String> name,
            String scope,
            Optional<String> description,
            List<String> regularExpressionList,
            Optional<List<ResourceTag>> tags) {
        EntityHandler.Common common() {
            return new EntityHandler.Common(name, scope, description, tags);
        }
    }

    /// What `Fn::GetAtt` gives.
    record Attributes(String arn, String id) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::WAFv2::RegexPatternSet", Properties.class, Attributes.class)
                .replacedOn("Name", "Scope");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("Name");
    }

    private static Map<String, Object> request(Properties properties, String name) {
        Map<String, Object> request = EntityHandler.request(properties.common(), name);
        request.put(
                "RegularExpressionList",
                properties.regularExpressionList.stream()
                        .map(text -> Map.of("RegexString", text))
                        .toList());
        return request;
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String name = desired.name.orElseGet(() -> context.generatedName(128));
        EntityHandler.Made made = HANDLER.create(request(desired, name), desired.common(), context);
        return new Physical<>(made.physicalId(), new Attributes(made.arn(), made.id()));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        HANDLER.update(at.id(), request(to, ""), context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        HANDLER.delete(at.id(), context);
    }
}
