package samara.cloud.apigateway;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceTag;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.TagResourceRequest;
import samara.wire.apigateway.UntagResourceRequest;

/// The tags of API Gateway's resources when their stack is updated.
final class ResourceTags {
    private ResourceTags() {}

    /// @param path what the resource is in API Gateway, such as `/restapis/a1b2c3d4e5/stages/prod`
    static void update(
            String path, Optional<List<ResourceTag>> from, Optional<List<ResourceTag>> to, ResourceContext context) {
        String arn = context.call().scope().regionalArn("apigateway", path);
        context.retag(
                ResourceTag.byKey(from.orElse(List.of())),
                ResourceTag.byKey(to.orElse(List.of())),
                gone -> context.calls()
                        .call(
                                ApiGatewayApi.UNTAG_RESOURCE,
                                UntagResourceRequest.builder()
                                        .resourceArn(arn)
                                        .tagKeys(gone)
                                        .build(),
                                context.call()),
                tags -> context.calls()
                        .call(
                                ApiGatewayApi.TAG_RESOURCE,
                                TagResourceRequest.builder()
                                        .resourceArn(arn)
                                        .tags(tags)
                                        .build(),
                                context.call()));
    }
}
