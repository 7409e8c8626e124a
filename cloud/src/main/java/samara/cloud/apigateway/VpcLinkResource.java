package samara.cloud.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.vpclink.VpcLinks;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateVpcLinkRequest;
import samara.wire.apigateway.DeleteVpcLinkRequest;
import samara.wire.apigateway.TagResourceRequest;
import samara.wire.apigateway.UntagResourceRequest;
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
        retag(
                VpcLinks.arn(context.call().scope(), at.id()),
                from.tags().orElse(List.of()),
                to.tags().orElse(List.of()),
                context);
        return at;
    }

    /// Gives what an ARN names other tags.
    static void retag(String arn, List<ResourceTag> from, List<ResourceTag> to, ResourceContext context) {
        Map<String, String> tags = context.tags(to);
        List<String> gone = from.stream()
                .map(ResourceTag::key)
                .filter(key -> !tags.containsKey(key))
                .toList();
        if (!gone.isEmpty()) {
            context.calls()
                    .call(
                            ApiGatewayApi.UNTAG_RESOURCE,
                            UntagResourceRequest.builder()
                                    .resourceArn(arn)
                                    .tagKeys(gone)
                                    .build(),
                            context.call());
        }
        if (!tags.isEmpty()) {
            context.calls()
                    .call(
                            ApiGatewayApi.TAG_RESOURCE,
                            TagResourceRequest.builder()
                                    .resourceArn(arn)
                                    .tags(tags)
                                    .build(),
                            context.call());
        }
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
