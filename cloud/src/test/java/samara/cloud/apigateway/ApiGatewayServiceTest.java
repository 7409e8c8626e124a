package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samara.cloud.apigateway.domain.Domains;
import samara.cloud.apigateway.vpclink.VpcLinks;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Addresses;
import samara.cloud.kernel.Blobs;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Calls;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.EventLog;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scheduler;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Sites;
import samara.cloud.kernel.Store;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.tls.Certificates;
import samara.cloud.tls.LocalAuthority;
import samara.gateway.openapi.OpenApiText;
import samara.wire.AwsException;
import samara.wire.Blob;
import samara.wire.OperationModel;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateApiKeyRequest;
import samara.wire.apigateway.CreateDeploymentRequest;
import samara.wire.apigateway.CreateModelRequest;
import samara.wire.apigateway.CreateResourceRequest;
import samara.wire.apigateway.CreateRestApiRequest;
import samara.wire.apigateway.CreateUsagePlanKeyRequest;
import samara.wire.apigateway.CreateUsagePlanRequest;
import samara.wire.apigateway.GetExportRequest;
import samara.wire.apigateway.GetRestApiRequest;
import samara.wire.apigateway.ImportRestApiRequest;
import samara.wire.apigateway.PatchOperation;
import samara.wire.apigateway.PutIntegrationRequest;
import samara.wire.apigateway.PutIntegrationResponseRequest;
import samara.wire.apigateway.PutMethodRequest;
import samara.wire.apigateway.QuotaSettings;
import samara.wire.apigateway.RestApi;
import samara.wire.apigateway.UpdateStageRequest;
import samara.wire.lambda.InvocationRequest;
import samara.wire.lambda.InvocationResponse;
import samara.wire.lambda.LambdaApi;

/// The service over a kernel in memory, with functions that a test answers for: what is deployed is served.
class ApiGatewayServiceTest {
    private static final Scope SCOPE = new Scope(new Account("123456789012"), new Region("eu-west-1"));
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:hello";
    private static final String DOCUMENT = """
            {"swagger":"2.0","info":{"title":"hello","version":"1"},"paths":{"/hello/{id}":{"get":{"responses":{},
            "x-amazon-apigateway-integration":{"type":"aws_proxy","httpMethod":"POST","uri":
            "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/%s/invocations"}}}}}
            """.formatted(FUNCTION);

    private final Clock clock = Clock.frozenAt(java.time.Instant.parse("2026-11-23T01:02:03Z"));
    private final Scheduler scheduler = new Scheduler(clock);
    private final Store store = Store.inMemory();
    private final FakeCalls calls = new FakeCalls();
    private final Call admin =
            new Call(SCOPE, new Principal.Root(SCOPE.account()), "r", "127.0.0.1", Optional.empty(), Optional.empty());

    private Sites sites = new Sites();
    private String seenBy = "";

    /// Runs the service's operations, and is the Lambda service.
    private final class FakeCalls implements Calls {
        private final Map<String, Operation<?, ?>> operations = new HashMap<>();
        private boolean permitted = true;

        @Override
        public HttpResponse call(HttpRequest request, Call call) {
            throw new AwsException("NotImplemented", 501, request.host());
        }

        @Override
        @SuppressWarnings("unchecked") // an operation's model has its types
        public <I, O> O call(OperationModel<I, O> operation, I input, Call call) {
            if (operation.equals(LambdaApi.INVOKE)) {
                return (O) invoke((InvocationRequest) input, call);
            }
            Operation<I, O> built = (Operation<I, O>) operations.get(operation.name());
            if (built == null) {
                throw new AwsException("NotImplemented", 501, operation.name());
            }
            assertThat(built.needs(input, call)).isNotEmpty();
            return built.run(input, call);
        }

        private InvocationResponse invoke(InvocationRequest request, Call call) {
            if (!permitted) {
                throw new AwsException("AccessDeniedException", 403, "no statement allows it");
            }
            seenBy = call.principal() instanceof Principal.Service s ? s.name() + " " + s.sourceArn() : "";
            assertThat(request.functionName()).isEqualTo(FUNCTION);
            return InvocationResponse.builder()
                    .statusCode(200)
                    .payload(Blob.of("{\"statusCode\":200,\"body\":\"hi\"}".getBytes(StandardCharsets.UTF_8)))
                    .build();
        }
    }

    @BeforeEach
    void start(@TempDir Path folder) {
        start(folder, sites);
    }

    private void start(Path folder, Sites at) {
        sites = at;
        Kernel kernel = new Kernel(
                store,
                new Blobs(folder.resolve("blobs")),
                clock,
                scheduler,
                Ids.seeded(7),
                new EventLog(store, scheduler),
                calls,
                new Everybody(),
                new NoSessions(),
                sites,
                new Addresses("127.0.0.1", 4566),
                folder);
        ApiGatewayService service = new ApiGatewayService(
                kernel,
                new samara.gateway.waf.WebAcls(),
                new Domains(kernel, new Certificates(kernel.store())),
                new ApiKeys(kernel),
                new VpcLinks(kernel, new LocalAuthority(folder, clock, kernel.ids())));
        service.operations().forEach(o -> calls.operations.put(o.model().name(), o));
        service.start();
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    private HttpResponse get(String host, String path, Headers headers) {
        HttpRequest request = new HttpRequest(
                "GET", path, Optional.empty(), headers, new ByteArrayInputStream(new byte[0]), host, "127.0.0.1", "r");
        return sites.claiming(request).orElseThrow().serve(request);
    }

    private HttpResponse get(String api, String path) {
        return get("127.0.0.1", "/_aws/execute-api/" + api + path, Headers.none());
    }

    private static String body(HttpResponse response) {
        return response.content() instanceof HttpResponse.Content.Bytes bytes
                ? new String(bytes.bytes(), StandardCharsets.UTF_8)
                : "";
    }

    private String imported() {
        return calls.call(
                        ApiGatewayApi.IMPORT_REST_API,
                        ImportRestApiRequest.builder()
                                .body(Blob.of(DOCUMENT.getBytes(StandardCharsets.UTF_8)))
                                .build(),
                        admin)
                .id()
                .orElseThrow();
    }

    private void deploy(String api, String stage) {
        calls.call(
                ApiGatewayApi.CREATE_DEPLOYMENT,
                CreateDeploymentRequest.builder()
                        .restApiId(api)
                        .stageName(stage)
                        .build(),
                admin);
    }

    @Test
    void servesADeployedFunctionAtEachFormOfItsUrl() {
        String api = imported();
        deploy(api, "Prod");
        assertThat(body(get(api, "/Prod/hello/1"))).isEqualTo("hi");
        assertThat(seenBy)
                .isEqualTo("apigateway.amazonaws.com arn:aws:execute-api:eu-west-1:123456789012:" + api
                        + "/Prod/GET/hello/*");
        assertThat(body(get(api + ".execute-api.localhost", "/Prod/hello/1", Headers.none())))
                .isEqualTo("hi");
        assertThat(body(get(api + ".execute-api.eu-west-1.amazonaws.com", "/Prod/hello/1", Headers.none())))
                .isEqualTo("hi");
        assertThat(get(api, "/Test/hello/1").status()).isEqualTo(403);
        assertThat(body(get(api, "/Prod/bye"))).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    }

    @Test
    void answers500WhenTheFunctionsPolicyDoesNotAllowIt() {
        String api = imported();
        deploy(api, "Prod");
        calls.permitted = false;
        HttpResponse response = get(api, "/Prod/hello/1");
        assertThat(response.status()).isEqualTo(500);
        assertThat(body(response)).isEqualTo("{\"message\": \"Internal server error\"}");
    }

    @Test
    void refusesADefinitionThatIsNoJson() {
        assertThatThrownBy(() -> calls.call(
                        ApiGatewayApi.IMPORT_REST_API,
                        ImportRestApiRequest.builder()
                                .body(Blob.of("{} {}".getBytes(StandardCharsets.UTF_8)))
                                .build(),
                        admin))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Invalid OpenAPI input: There is more after the JSON value.");
    }

    @Test
    void refusesAModelThatReadsFiles() {
        String api = imported();
        assertThatThrownBy(() -> calls.call(
                        ApiGatewayApi.CREATE_MODEL,
                        CreateModelRequest.builder()
                                .restApiId(api)
                                .name("M")
                                .contentType("application/json")
                                .schema("{\"$ref\": \"file:///etc/passwd\"}")
                                .build(),
                        admin))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Invalid model specified")
                .hasMessageContaining("neither a place in this model nor a model of this API");
    }

    @Test
    void findsEverythingAgainInTheStore(@TempDir Path folder) {
        String api = imported();
        deploy(api, "Prod");
        calls.operations.clear();
        start(folder, new Sites());
        assertThat(body(get(api, "/Prod/hello/1"))).isEqualTo("hi");
        RestApi read = calls.call(
                ApiGatewayApi.GET_REST_API,
                GetRestApiRequest.builder().restApiId(api).build(),
                admin);
        assertThat(read.name()).contains("hello");
    }

    @Test
    void refusesToDeployAMethodWithNothingBehindIt() {
        String api = calls.call(
                        ApiGatewayApi.CREATE_REST_API,
                        CreateRestApiRequest.builder().name("parts").build(),
                        admin)
                .id()
                .orElseThrow();
        String root = calls.call(
                        ApiGatewayApi.GET_REST_API,
                        GetRestApiRequest.builder().restApiId(api).build(),
                        admin)
                .rootResourceId()
                .orElseThrow();
        String items = calls.call(
                        ApiGatewayApi.CREATE_RESOURCE,
                        CreateResourceRequest.builder()
                                .restApiId(api)
                                .parentId(root)
                                .pathPart("items")
                                .build(),
                        admin)
                .id()
                .orElseThrow();
        calls.call(
                ApiGatewayApi.PUT_METHOD,
                PutMethodRequest.builder()
                        .restApiId(api)
                        .resourceId(items)
                        .httpMethod("GET")
                        .authorizationType("NONE")
                        .build(),
                admin);
        assertThatThrownBy(() -> deploy(api, "s")).hasMessage("No integration defined for method");
        calls.call(
                ApiGatewayApi.PUT_INTEGRATION,
                PutIntegrationRequest.builder()
                        .restApiId(api)
                        .resourceId(items)
                        .httpMethod("GET")
                        .type("MOCK")
                        .requestTemplates(Map.of("application/json", "{\"statusCode\": 204}"))
                        .build(),
                admin);
        calls.call(
                ApiGatewayApi.PUT_INTEGRATION_RESPONSE,
                PutIntegrationResponseRequest.builder()
                        .restApiId(api)
                        .resourceId(items)
                        .httpMethod("GET")
                        .statusCode("204")
                        .build(),
                admin);
        deploy(api, "s");
        assertThat(get(api, "/s/items").status()).isEqualTo(204);
    }

    @Test
    void patchesAStageThatIsServed() {
        String api = imported();
        deploy(api, "Prod");
        PatchOperation throttle = PatchOperation.builder()
                .op("replace")
                .path("/~1hello~1{id}/GET/throttling/rateLimit")
                .value("1")
                .build();
        PatchOperation burst = PatchOperation.builder()
                .op("replace")
                .path("/~1hello~1{id}/GET/throttling/burstLimit")
                .value("1")
                .build();
        calls.call(
                ApiGatewayApi.UPDATE_STAGE,
                UpdateStageRequest.builder()
                        .restApiId(api)
                        .stageName("Prod")
                        .patchOperations(List.of(throttle, burst))
                        .build(),
                admin);
        assertThat(get(api, "/Prod/hello/1").status()).isEqualTo(200);
        assertThat(get(api, "/Prod/hello/1").status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(get(api, "/Prod/hello/1").status()).isEqualTo(200);
    }

    @Test
    void countsAPlansQuotaAndStartsAnewTheNextDay() {
        String api = calls.call(
                        ApiGatewayApi.IMPORT_REST_API,
                        ImportRestApiRequest.builder()
                                .body(Blob.of(DOCUMENT.replace(
                                                "\"responses\":{},",
                                                "\"responses\":{},\"security\":[{\"api_key\":[]}],")
                                        .replace(
                                                "\"paths\"",
                                                "\"securityDefinitions\":{\"api_key\":{\"type\":\"apiKey\",\"name\":"
                                                        + "\"x-api-key\",\"in\":\"header\"}},\"paths\"")
                                        .getBytes(StandardCharsets.UTF_8)))
                                .build(),
                        admin)
                .id()
                .orElseThrow();
        deploy(api, "Prod");
        var key = calls.call(
                ApiGatewayApi.CREATE_API_KEY,
                CreateApiKeyRequest.builder().name("k").enabled(true).build(),
                admin);
        String plan = calls.call(
                        ApiGatewayApi.CREATE_USAGE_PLAN,
                        CreateUsagePlanRequest.builder()
                                .name("p")
                                .apiStages(List.of(samara.wire.apigateway.ApiStage.builder()
                                        .apiId(api)
                                        .stage("Prod")
                                        .build()))
                                .quota(QuotaSettings.builder()
                                        .limit(2)
                                        .period("DAY")
                                        .build())
                                .build(),
                        admin)
                .id()
                .orElseThrow();
        Headers headers = Headers.of("x-api-key", key.value().orElseThrow());
        String path = "/_aws/execute-api/" + api + "/Prod/hello/1";
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(403);
        calls.call(
                ApiGatewayApi.CREATE_USAGE_PLAN_KEY,
                CreateUsagePlanKeyRequest.builder()
                        .usagePlanId(plan)
                        .keyId(key.id().orElseThrow())
                        .keyType("API_KEY")
                        .build(),
                admin);
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(200);
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(200);
        HttpResponse over = get("127.0.0.1", path, headers);
        assertThat(over.status()).isEqualTo(429);
        assertThat(body(over)).isEqualTo("{\"message\":\"Limit Exceeded\"}");
        clock.advance(Duration.ofDays(1));
        assertThat(get("127.0.0.1", path, headers).status()).isEqualTo(200);
    }

    @Test
    void exportsWhatCanBeImportedAgain() {
        String api = imported();
        deploy(api, "Prod");
        Blob exported = calls.call(
                        ApiGatewayApi.GET_EXPORT,
                        GetExportRequest.builder()
                                .restApiId(api)
                                .stageName("Prod")
                                .exportType("oas30")
                                .parameters(Map.of("extensions", "integrations"))
                                .build(),
                        admin)
                .body()
                .orElseThrow();
        String again = calls.call(
                        ApiGatewayApi.IMPORT_REST_API,
                        ImportRestApiRequest.builder().body(exported).build(),
                        admin)
                .id()
                .orElseThrow();
        deploy(again, "Prod");
        assertThat(body(get(again, "/Prod/hello/1"))).isEqualTo("hi");
    }

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
