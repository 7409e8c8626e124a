package samara.cloud.apigateway.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.CreateVpcLinkRequest;
import samara.wire.apigatewayv2.DeleteVpcLinkRequest;
import samara.wire.apigatewayv2.UpdateVpcLinkRequest;

/// `AWS::ApiGatewayV2::VpcLink`. `Ref` is the link's id. Other subnets or security groups replace it.
final class VpcLinkResource implements ResourceType<VpcLinkResource.Properties, VpcLinkResource.Attributes> {

    record Properties(
            String name,
            List<String> subnetIds,
            Optional<List<String>> securityGroupIds,
            Optional<Map<String, String>> tags) {}

    record Attributes(String vpcLinkId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGatewayV2::VpcLink", Properties.class, Attributes.class)
                .replacedOn("SubnetIds", "SecurityGroupIds");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String id = context.calls()
                .call(
                        ApiGatewayV2Api.CREATE_VPC_LINK,
                        CreateVpcLinkRequest.builder()
                                .name(desired.name())
                                .subnetIds(desired.subnetIds())
                                .securityGroupIds(desired.securityGroupIds().orElse(List.of()))
                                .tags(context.tags(desired.tags().orElse(Map.of())))
                                .build(),
                        context.call())
                .vpcLinkId()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayV2Api.UPDATE_VPC_LINK,
                        UpdateVpcLinkRequest.builder()
                                .vpcLinkId(at.id())
                                .name(to.name())
                                .build(),
                        context.call());
        ResourceTags.update("/vpclinks/" + at.id(), from.tags(), to.tags(), context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayV2Api.DELETE_VPC_LINK,
                                DeleteVpcLinkRequest.builder()
                                        .vpcLinkId(at.id())
                                        .build(),
                                context.call()));
    }
}
