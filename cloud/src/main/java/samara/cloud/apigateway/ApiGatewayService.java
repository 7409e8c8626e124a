package samara.cloud.apigateway;

import java.util.List;
import java.util.stream.Stream;
import samara.cloud.apigateway.domain.DomainSite;
import samara.cloud.apigateway.domain.Domains;
import samara.cloud.apigateway.vpclink.VpcLinks;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Scope;
import samara.cloud.resource.ResourceType;
import samara.cloud.service.CloudService;
import samara.gateway.api.RestApi;
import samara.gateway.waf.WebAcls;
import samara.wire.ServiceModel;
import samara.wire.apigateway.ApiGatewayApi;

/// API Gateway's REST APIs. Started with the cloud, since a request to a stage may be the first that comes.
public final class ApiGatewayService implements CloudService {
    private final Kernel kernel;
    private final RestApis apis;
    private final ApiKeys keys;
    private final Documentation documentation;
    private final ServedStages served;
    private final ApiSite site;
    private final StageServices services;
    private final Domains domains;
    private final DomainSite domainSite;

    /// Over a cloud's state.
    ///
    /// @param webAcls what guards the stages
    /// @param domains the custom domain names, which other APIs share
    /// @param keys the API keys and usage plans, which WebSocket APIs share
    /// @param vpcLinks the VPC links, which HTTP APIs share
    public ApiGatewayService(Kernel kernel, WebAcls webAcls, Domains domains, ApiKeys keys, VpcLinks vpcLinks) {
        this.kernel = kernel;
        this.domains = domains;
        this.domainSite = new DomainSite(domains);
        this.services = new StageServices(
                keys, new ApiLogs(kernel), webAcls, vpcLinks, new StageCertificates(kernel), new StageTraces(kernel));
        this.apis = new RestApis(kernel, vpcLinks);
        this.keys = keys;
        this.documentation = new Documentation(kernel);
        this.served = new ServedStages(kernel, apis, services);
        this.site = new ApiSite(apis, served, kernel.addresses());
        domains.serveBy(site);
    }

    /// An API's description as it stands, deployed or not.
    ///
    /// @throws samara.wire.AwsException `NotFoundException`
    public RestApi described(Scope scope, String apiId) {
        return apis.api(scope, apiId).api();
    }

    @Override
    public ServiceModel model() {
        return ApiGatewayApi.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return Stream.of(
                        new RestApiOperations(apis, domains, documentation).all(),
                        new DomainNameOperations(domains).all(),
                        new BasePathMappingOperations(domains).all(),
                        new ResourceOperations(apis).all(),
                        new MethodOperations(apis).all(),
                        new IntegrationOperations(apis).all(),
                        new StageOperations(apis, services, documentation).all(),
                        new CacheOperations(apis, served).all(),
                        new ModelOperations(apis).all(),
                        new RequestValidatorOperations(apis).all(),
                        new AuthorizerOperations(apis).all(),
                        new GatewayResponseOperations(apis).all(),
                        new ApiKeyOperations(keys).all(),
                        new UsagePlanOperations(keys, apis, domains).all(),
                        new UsageOperations(keys).all(),
                        new VpcLinkOperations(services.vpcLinks()).all(),
                        new DocumentationPartOperations(documentation, apis).all(),
                        new DocumentationVersionOperations(documentation, apis).all(),
                        new ClientCertificateOperations(services.certificates(), apis).all(),
                        new AccountOperations(apis, services, domains).all(),
                        new TestInvocations(kernel, apis, services.unguarded()).all())
                .<Operation<?, ?>>flatMap(List::stream)
                .toList();
    }

    @Override
    public List<ResourceType<?, ?>> resourceTypes() {
        return ResourceTypes.all();
    }

    @Override
    public void start() {
        kernel.sites().add(site);
        kernel.sites().add(domainSite);
    }

    @Override
    public void stop() {
        kernel.sites().remove(domainSite);
        kernel.sites().remove(site);
    }
}
