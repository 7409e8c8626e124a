package samara.cloud.apigateway.http;

import java.util.List;
import java.util.stream.Stream;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.cloud.service.CloudService;
import samara.wire.ServiceModel;
import samara.wire.apigatewayv2.ApiGatewayV2Api;

/// API Gateway's HTTP APIs. Started with the cloud, before REST APIs, since both answer at the same addresses.
public final class HttpApiService implements CloudService {
    private final Kernel kernel;
    private final HttpApis apis;
    private final HttpApiSite site;

    /// Over a cloud's state.
    public HttpApiService(Kernel kernel) {
        this.kernel = kernel;
        this.apis = new HttpApis(kernel);
        this.site = new HttpApiSite(apis, new ServedHttpStages(kernel, apis), kernel.addresses());
    }

    @Override
    public ServiceModel model() {
        return ApiGatewayV2Api.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return Stream.of(
                        new ApiControl(apis).all(),
                        new RouteControl(apis).all(),
                        new IntegrationControl(apis).all(),
                        new AuthorizerControl(apis).all(),
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
                new IntegrationResource(),
                new AuthorizerResource(),
                new DeploymentResource());
    }

    @Override
    public void start() {
        kernel.sites().add(site);
    }

    @Override
    public void stop() {
        kernel.sites().remove(site);
    }
}
