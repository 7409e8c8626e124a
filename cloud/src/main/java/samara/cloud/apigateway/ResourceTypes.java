package samara.cloud.apigateway;

import java.util.List;
import samara.cloud.resource.ResourceType;

/// The CloudFormation types of this package.
final class ResourceTypes {
    private ResourceTypes() {}

    static List<ResourceType<?, ?>> all() {
        return List.of(
                new RestApiResource(),
                new DeploymentResource(),
                new StageResource(),
                new AccountResource(),
                new ApiKeyResource(),
                new UsagePlanResource(),
                new UsagePlanKeyResource(),
                new ResourceResource(),
                new MethodResource(),
                new ModelResource(),
                new RequestValidatorResource(),
                new AuthorizerResource(),
                new GatewayResponseResource(),
                new DomainNameResource(),
                new BasePathMappingResource(),
                new VpcLinkResource(),
                new ClientCertificateResource(),
                new DocumentationPartResource(),
                new DocumentationVersionResource());
    }
}
