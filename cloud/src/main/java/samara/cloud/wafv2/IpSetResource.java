package samara.cloud.wafv2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.resource.Attribute;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.wire.wafv2.Wafv2Api;

/// `AWS::WAFv2::IPSet`. `Ref` is `name|id|scope`. A new `Name`, `Scope` or `IPAddressVersion` replaces it.
///
/// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-ipset.html>.
final class IpSetResource implements ResourceType<IpSetResource.Properties, IpSetResource.Attributes> {
    private static final EntityHandler HANDLER = new EntityHandler(
            "IPSet", Wafv2Api.CREATE_IP_SET, Wafv2Api.GET_IP_SET, Wafv2Api.UPDATE_IP_SET, Wafv2Api.DELETE_IP_SET);

    record Properties(
            Optional<String> name,
            String scope,
            Optional<String> description,
            @Attribute("IPAddressVersion") String ipAddressVersion,
            List<String> addresses,
            Optional<List<ResourceTag>> tags) {
        EntityHandler.Common common() {
            return new EntityHandler.Common(name, scope, description, tags);
        }
    }

    /// What `Fn::GetAtt` gives.
    record Attributes(String arn, String id) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::WAFv2::IPSet", Properties.class, Attributes.class)
                .replacedOn("Name", "Scope", "IPAddressVersion");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("Name");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String name = desired.name.orElseGet(() -> context.generatedName(128));
        Map<String, Object> request = EntityHandler.request(desired.common(), name);
        request.put("IPAddressVersion", desired.ipAddressVersion);
        request.put("Addresses", desired.addresses);
        EntityHandler.Made made = HANDLER.create(request, desired.common(), context);
        return new Physical<>(made.physicalId(), new Attributes(made.arn(), made.id()));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        Map<String, Object> request = EntityHandler.request(to.common(), "");
        request.put("Addresses", to.addresses);
        HANDLER.update(at.id(), request, context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        HANDLER.delete(at.id(), context);
    }
}
