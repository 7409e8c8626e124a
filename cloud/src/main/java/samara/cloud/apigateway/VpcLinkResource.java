package samara.cloud.apigateway;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateVpcLinkRequest;
import samara.wire.apigateway.DeleteVpcLinkRequest;
import samara.wire.apigateway.UpdateVpcLinkRequest;

/// `AWS::ApiGateway::VpcLink`. `Ref` is the link's id. Another load balancer replaces it.
final class VpcLinkResource implements ResourceType<VpcLinkResource.Properties, VpcLinkResource.Attributes> {

    record Properties(
            String name, Optional<String> description, List<String> targetArns, Optional<List<ResourceTag>> tags) {}

    record Attributes(String vpcLinkId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::VpcLink", Properties.class, Attributes.class)
                .replacedOn("TargetArns");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request = CreateVpcLinkRequest.builder()
                .name(desired.name())
                .targetArns(desired.targetArns())
                .tags(context.tags(desired.tags().orElse(List.of())));
        desired.description().ifPresent(request::description);
        String id = context.calls()
                .call(ApiGatewayApi.CREATE_VPC_LINK, request.build(), context.call())
                .id()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayApi.UPDATE_VPC_LINK,
                        UpdateVpcLinkRequest.builder()
                                .vpcLinkId(at.id())
                                .patchOperations(List.of(
                                        RestApiResource.patch("replace", "/name", to.name()),
                                        RestApiResource.patch(
                                                "replace",
                                                "/description",
                                                to.description().orElse(""))))
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
                                ApiGatewayApi.DELETE_VPC_LINK,
                                DeleteVpcLinkRequest.builder()
                                        .vpcLinkId(at.id())
                                        .build(),
                                context.call()));
    }
}
