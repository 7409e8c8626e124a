package samara.cloud.apigateway.http;

import java.util.Map;
import java.util.Optional;
import samara.cloud.resource.ResourceContext;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.TagResourceRequest;
import samara.wire.apigatewayv2.UntagResourceRequest;

/// The tags of HTTP APIs' and WebSocket APIs' resources when their stack is updated.
final class ResourceTags {
    private ResourceTags() {}

    /// @param path what the resource is in API Gateway, such as `/apis/a1b2c3d4e5/stages/prod`
    static void update(
            String path,
            Optional<Map<String, String>> from,
            Optional<Map<String, String>> to,
            ResourceContext context) {
        String arn = context.call().scope().regionalArn("apigateway", path);
        context.retag(
                from.orElse(Map.of()),
                to.orElse(Map.of()),
                gone -> context.calls()
                        .call(
                                ApiGatewayV2Api.UNTAG_RESOURCE,
                                UntagResourceRequest.builder()
                                        .resourceArn(arn)
                                        .tagKeys(gone)
                                        .build(),
                                context.call()),
                tags -> context.calls()
                        .call(
                                ApiGatewayV2Api.TAG_RESOURCE,
                                TagResourceRequest.builder()
                                        .resourceArn(arn)
                                        .tags(tags)
                                        .build(),
                                context.call()));
    }
}
