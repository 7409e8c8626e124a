package samara.cloud.apigateway.http;

import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.CreateApiMappingRequest;
import samara.wire.apigatewayv2.DeleteApiMappingRequest;
import samara.wire.apigatewayv2.UpdateApiMappingRequest;

/// `AWS::ApiGatewayV2::ApiMapping`. `Ref` is the mapping's id. Another domain replaces it.
///
/// See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-apimapping.html>.
final class ApiMappingResource implements ResourceType<ApiMappingResource.Properties, ApiMappingResource.Attributes> {

    record Properties(String apiId, Optional<String> apiMappingKey, String domainName, String stage) {}

    record Attributes(String apiMappingId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGatewayV2::ApiMapping", Properties.class, Attributes.class)
                .replacedOn("DomainName");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String id = context.calls()
                .call(
                        ApiGatewayV2Api.CREATE_API_MAPPING,
                        CreateApiMappingRequest.builder()
                                .apiId(desired.apiId())
                                .apiMappingKey(desired.apiMappingKey().orElse(null))
                                .domainName(desired.domainName())
                                .stage(desired.stage())
                                .build(),
                        context.call())
                .apiMappingId()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayV2Api.UPDATE_API_MAPPING,
                        UpdateApiMappingRequest.builder()
                                .apiMappingId(at.id())
                                .apiId(to.apiId())
                                .apiMappingKey(to.apiMappingKey().orElse(""))
                                .domainName(to.domainName())
                                .stage(to.stage())
                                .build(),
                        context.call());
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayV2Api.DELETE_API_MAPPING,
                                DeleteApiMappingRequest.builder()
                                        .apiMappingId(at.id())
                                        .domainName(last.domainName())
                                        .build(),
                                context.call()));
    }
}
