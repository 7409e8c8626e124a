package samara.cloud.apigateway.http;

import java.util.List;
import java.util.stream.Stream;
import samara.cloud.apigateway.ApiKeys;
import samara.cloud.apigateway.StageServices;
import samara.cloud.apigateway.domain.Domains;
import samara.cloud.apigateway.vpclink.VpcLinks;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Scope;
import samara.cloud.resource.ResourceType;
import samara.cloud.service.CloudService;
import samara.gateway.http.HttpApi;
import samara.wire.ServiceModel;
import samara.wire.apigatewayv2.ApiGatewayV2Api;

/// API Gateway's HTTP and WebSocket APIs. Started with the cloud, before REST APIs, since both answer at the same
/// addresses.
public final class HttpApiService implements CloudService {
    private final Kernel kernel;
    private final HttpApis apis;
    private final HttpApiSite site;
    private final Domains domains;
    private final VpcLinks vpcLinks;
    private final OpenConnections connections;

    /// Over a cloud's state.
    ///
    /// @param domains the custom domain names, which other APIs share
    /// @param keys the API keys and usage plans, which REST APIs share
    /// @param vpcLinks the VPC links, which REST APIs share
    public HttpApiService(Kernel kernel, Domains domains, ApiKeys keys, VpcLinks vpcLinks) {
        this.vpcLinks = vpcLinks;
        this.kernel = kernel;
        this.domains = domains;
        this.apis = new HttpApis(kernel, vpcLinks);
        ServedHttpStages stages = new ServedHttpStages(kernel, apis, StageServices.ofHttpApis(kernel, keys, vpcLinks));
        this.connections = new OpenConnections(kernel, apis, stages);
        this.site =
                new HttpApiSite(apis, stages, kernel.addresses(), new WebSocketServer(connections, kernel.addresses()));
        domains.serveBy(site);
    }

    /// An API's description as it stands, deployed or not.
    ///
    /// @throws samara.wire.AwsException `NotFoundException`
    public HttpApi described(Scope scope, String apiId) {
        return apis.api(scope, apiId).api();
    }

    @Override
    public ServiceModel model() {
        return ApiGatewayV2Api.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return Stream.of(
                        new ApiControl(apis, domains, vpcLinks).all(),
                        new VpcLinkControl(vpcLinks).all(),
                        new DomainControl(domains).all(),
                        new MappingControl(domains).all(),
                        new RouteControl(apis).all(),
                        new RouteResponseControl(apis).all(),
                        new IntegrationControl(apis).all(),
                        new IntegrationResponseControl(apis).all(),
                        new AuthorizerControl(apis).all(),
                        new ModelControl(apis).all(),
                        new StageControl(apis).all())
                .<Operation<?, ?>>flatMap(List::stream)
                .toList();
    }

    @Override
    public List<ResourceType<?, ?>> resourceTypes() {
        return List.of(
                new ApiResource(),
                new StageResource(),
                new RouteResource(),
                new RouteResponseResource(),
                new IntegrationResource(),
                new IntegrationResponseResource(),
                new AuthorizerResource(),
                new ModelResource(),
                new DeploymentResource(),
                new VpcLinkResource(),
                new DomainNameResource(),
                new ApiMappingResource());
    }

    @Override
    public void start() {
        kernel.sites().add(site);
    }

    @Override
    public void stop() {
        kernel.sites().remove(site);
        connections.stop();
    }
}
