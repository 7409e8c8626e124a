package samara.cloud.wafv2;

import samara.cloud.resource.Attribute;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.wafv2.AssociateWebACLRequest;
import samara.wire.wafv2.DisassociateWebACLRequest;
import samara.wire.wafv2.Wafv2Api;

/// `AWS::WAFv2::WebACLAssociation`. Each change replaces it.
///
/// See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webaclassociation.html>.
final class WebAclAssociationResource
        implements ResourceType<WebAclAssociationResource.Properties, WebAclAssociationResource.Attributes> {
    record Properties(
            String resourceArn, @Attribute("WebACLArn") String webAclArn) {}

    /// There are none.
    record Attributes() {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::WAFv2::WebACLAssociation", Properties.class, Attributes.class)
                .replacedOn("ResourceArn", "WebACLArn");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        context.calls()
                .call(
                        Wafv2Api.ASSOCIATE_WEB_ACL,
                        AssociateWebACLRequest.builder()
                                .resourceArn(desired.resourceArn)
                                .webACLArn(desired.webAclArn)
                                .build(),
                        context.call());
        return new Physical<>(desired.webAclArn + "|" + desired.resourceArn, new Attributes());
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        context.calls()
                .call(
                        Wafv2Api.DISASSOCIATE_WEB_ACL,
                        DisassociateWebACLRequest.builder()
                                .resourceArn(last.resourceArn)
                                .build(),
                        context.call());
    }
}
