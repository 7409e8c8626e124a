package samara.cloud.apigateway;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateBasePathMappingRequest;
import samara.wire.apigateway.DeleteBasePathMappingRequest;
import samara.wire.apigateway.UpdateBasePathMappingRequest;

/// `AWS::ApiGateway::BasePathMapping`. `Ref` is the domain name and the base path. Another domain or base path replaces
/// it.
///
/// See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-basepathmapping.html>.
final class BasePathMappingResource
        implements ResourceType<BasePathMappingResource.Properties, BasePathMappingResource.Attributes> {

    record Properties(String domainName, Optional<String> basePath, String restApiId, Optional<String> stage) {
        String path() {
            return basePath.filter(path -> !path.isEmpty()).orElse("(none)");
        }
    }

    /// There is nothing to get.
    record Attributes() {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::BasePathMapping", Properties.class, Attributes.class)
                .replacedOn("DomainName", "BasePath");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayApi.CREATE_BASE_PATH_MAPPING,
                        CreateBasePathMappingRequest.builder()
                                .domainName(desired.domainName())
                                .basePath(desired.path())
                                .restApiId(desired.restApiId())
                                .stage(desired.stage().orElse(null))
                                .build(),
                        context.call());
        return new Physical<>(desired.domainName() + "|" + desired.path(), new Attributes());
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayApi.UPDATE_BASE_PATH_MAPPING,
                        UpdateBasePathMappingRequest.builder()
                                .domainName(to.domainName())
                                .basePath(to.path())
                                .patchOperations(List.of(
                                        RestApiResource.patch("replace", "/restapiId", to.restApiId()),
                                        RestApiResource.patch(
                                                "replace", "/stage", to.stage().orElse(""))))
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
                                ApiGatewayApi.DELETE_BASE_PATH_MAPPING,
                                DeleteBasePathMappingRequest.builder()
                                        .domainName(last.domainName())
                                        .basePath(last.path())
                                        .build(),
                                context.call()));
    }
}
