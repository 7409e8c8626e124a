package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Calls;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.gateway.openapi.OpenApiText;

/// The resource types of a REST API, as a stack calls them.
class RestApiResourceTest extends ServiceInMemory {
    private final ResourceContext context = new ResourceContext() {
        @Override
        public Call call() {
            return admin;
        }

        @Override
        public Calls calls() {
            return calls;
        }

        @Override
        public String logicalId() {
            return "Api";
        }

        @Override
        public String stackName() {
            return "stack";
        }

        @Override
        public String stackId() {
            return "arn:aws:cloudformation:eu-west-1:123456789012:stack/stack/1";
        }

        @Override
        public Map<String, String> stackTags() {
            return Map.of();
        }

        @Override
        public String generatedName(int maxLength) {
            return "stack-Api-ABCDEF";
        }
    };

    @Test
    void createsAndDeletesWhatSamGenerates() {
        var none = Optional.<String>empty();
        var apis = new RestApiResource();
        var wanted = new RestApiResource.Properties(
                none,
                none,
                Optional.of(OpenApiText.parse(DOCUMENT.getBytes(StandardCharsets.UTF_8))),
                Optional.empty(),
                none,
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of("image/png")),
                Optional.empty(),
                none,
                Optional.empty(),
                Optional.empty(),
                none,
                Optional.empty(),
                none,
                none,
                Optional.empty());
        Physical<RestApiResource.Attributes> api = apis.create(wanted, context);
        var deployments = new DeploymentResource();
        var deployment = new DeploymentResource.Properties(
                api.id(), none, Optional.of("Stage"), Optional.empty(), Optional.empty());
        var deployed = deployments.create(deployment, context);
        var stages = new StageResource();
        var stage = new StageResource.Properties(
                api.id(),
                Optional.of("Prod"),
                Optional.of(deployed.id()),
                none,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                none,
                Optional.empty(),
                none,
                none,
                Optional.empty());
        var staged = stages.create(stage, context);
        assertThat(body(get(api.id(), "/Prod/hello/1"))).isEqualTo("hi");
        assertThat(body(get(api.id(), "/Stage/hello/1"))).isEqualTo("hi");
        apis.update(api, wanted, wanted, context);
        stages.delete(staged, stage, context);
        deployments.delete(deployed, deployment, context);
        apis.delete(api, wanted, context);
        apis.delete(api, wanted, context);
        assertThat(get(api.id(), "/Prod/hello/1").status()).isEqualTo(403);
    }
}
