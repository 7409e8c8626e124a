package samara.cloud.wafv2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.template.ListNode;
import samara.template.ObjectNode;
import samara.wire.wafv2.Wafv2Api;

/// `AWS::WAFv2::WebACL`. `Ref` is `name|id|scope`. A new `Name` or `Scope` replaces it.
///
/// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webacl.html>.
final class WebAclResource implements ResourceType<WebAclResource.Properties, WebAclResource.Attributes> {
    private static final EntityHandler HANDLER = new EntityHandler(
            "WebACL", Wafv2Api.CREATE_WEB_ACL, Wafv2Api.GET_WEB_ACL, Wafv2Api.UPDATE_WEB_ACL, Wafv2Api.DELETE_WEB_ACL);

    record Properties(
            Optional<String> name,
            String scope,
            Optional<String> description,
            ObjectNode defaultAction,
            Optional<ListNode> rules,
            ObjectNode visibilityConfig,
            Optional<ObjectNode> customResponseBodies,
            Optional<List<ResourceTag>> tags) {
        EntityHandler.Common common() {
            return new EntityHandler.Common(name, scope, description, tags);
        }
    }

    /// What `Fn::GetAtt` gives.
    record Attributes(String arn, String id, String labelNamespace) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::WAFv2::WebACL", Properties.class, Attributes.class)
                .replacedOn("Name", "Scope");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("Name");
    }

    private static Map<String, Object> request(Properties properties, String name) {
        Map<String, Object> request = EntityHandler.request(properties.common(), name);
        EntityHandler.put(request, "DefaultAction", Optional.of(properties.defaultAction));
        EntityHandler.put(request, "Rules", properties.rules);
        EntityHandler.put(request, "VisibilityConfig", Optional.of(properties.visibilityConfig));
        EntityHandler.put(request, "CustomResponseBodies", properties.customResponseBodies);
        return request;
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String name = desired.name.orElseGet(() -> context.generatedName(128));
        EntityHandler.Made made = HANDLER.create(request(desired, name), desired.common(), context);
        String namespace = "awswaf:" + made.arn().split(":", 6)[4] + ":webacl:" + name + ":";
        return new Physical<>(made.physicalId(), new Attributes(made.arn(), made.id(), namespace));
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
