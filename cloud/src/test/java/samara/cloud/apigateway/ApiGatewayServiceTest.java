package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Sites;
import samara.wire.AwsException;
import samara.wire.Blob;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateModelRequest;
import samara.wire.apigateway.CreateResourceRequest;
import samara.wire.apigateway.CreateRestApiRequest;
import samara.wire.apigateway.GetExportRequest;
import samara.wire.apigateway.GetRestApiRequest;
import samara.wire.apigateway.ImportRestApiRequest;
import samara.wire.apigateway.PutIntegrationRequest;
import samara.wire.apigateway.PutIntegrationResponseRequest;
import samara.wire.apigateway.PutMethodRequest;
import samara.wire.apigateway.RestApi;

/// REST APIs, from their definition to the answers of what is deployed.
class ApiGatewayServiceTest extends ServiceInMemory {
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
    void saysWhereADefinitionInYamlIsWrong() {
        assertThatThrownBy(() -> calls.call(
                        ApiGatewayApi.IMPORT_REST_API,
                        ImportRestApiRequest.builder()
                                .body(Blob.of("swagger: '2.0'\ninfo: [\n".getBytes(StandardCharsets.UTF_8)))
                                .build(),
                        admin))
                .hasMessageContaining("Invalid OpenAPI input: line ");
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
    void exportsWhatCanBeImportedAgain() {
        assertThat(exportedAndImported("application/json")).startsWith("{");
    }

    @Test
    void exportsYamlThatCanBeImportedAgain() {
        assertThat(exportedAndImported("application/yaml")).startsWith("openapi: ");
    }

    private String exportedAndImported(String type) {
        String api = imported();
        deploy(api, "Prod");
        var export = calls.call(
                ApiGatewayApi.GET_EXPORT,
                GetExportRequest.builder()
                        .restApiId(api)
                        .stageName("Prod")
                        .exportType("oas30")
                        .parameters(Map.of("extensions", "integrations"))
                        .accepts(type)
                        .build(),
                admin);
        assertThat(export.contentType()).contains(type);
        Blob exported = export.body().orElseThrow();
        String again = calls.call(
                        ApiGatewayApi.IMPORT_REST_API,
                        ImportRestApiRequest.builder().body(exported).build(),
                        admin)
                .id()
                .orElseThrow();
        deploy(again, "Prod");
        assertThat(body(get(again, "/Prod/hello/1"))).isEqualTo("hi");
        return new String(exported.toByteArray(), StandardCharsets.UTF_8);
    }
}
