package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.DocumentationPart;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartType;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PutMode;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

class DocumentationTest extends CloudTest {
    private static final ApiGatewayClient APIS = client(ApiGatewayClient.builder());
    private static final String DEFINITION = """
            {"swagger":"2.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"responses":{},
            "x-amazon-apigateway-integration":{"type":"mock"}}}},"x-amazon-apigateway-documentation":{"version":"0",
            "documentationParts":[{"location":{"type":"API"},"properties":{"description":"all"}},
            {"location":{"type":"METHOD","path":"/a"},"properties":{"description":"one"}}]}}""";

    private static SdkBytes bytes(String text) {
        return SdkBytes.fromUtf8String(text);
    }

    private static String export(String api, String extensions) {
        return APIS.getExport(r -> r.restApiId(api)
                        .stageName("v1")
                        .exportType("oas30")
                        .parameters(Map.of("extensions", extensions)))
                .body()
                .asUtf8String();
    }

    @Test
    void partsOfADefinitionAreKeptInVersionsAndExported() {
        String api = APIS.importRestApi(r -> r.body(bytes(DEFINITION))).id();
        assertThat(APIS.getDocumentationParts(r -> r.restApiId(api)).items())
                .extracting(DocumentationPart::properties)
                .containsExactlyInAnyOrder("{\"description\":\"all\"}", "{\"description\":\"one\"}");
        var method = APIS.getDocumentationParts(r -> r.restApiId(api).type(DocumentationPartType.METHOD))
                .items()
                .getFirst();
        assertThat(method.location().path()).isEqualTo("/a");
        assertThat(method.location().method()).isEqualTo("*");

        APIS.createDeployment(r -> r.restApiId(api).stageName("v1"));
        APIS.createDocumentationVersion(r ->
                r.restApiId(api).documentationVersion("1.0").stageName("v1").description("first"));
        APIS.updateDocumentationPart(r -> r.restApiId(api)
                .documentationPartId(method.id())
                .patchOperations(p -> p.op(Op.REPLACE).path("/properties").value("{\"description\":\"two\"}")));

        assertThat(APIS.getStage(r -> r.restApiId(api).stageName("v1")).documentationVersion())
                .isEqualTo("1.0");
        String exported = export(api, "apigateway,documentation");
        assertThat(exported).contains("\"x-amazon-apigateway-documentation\":{\"version\":\"1.0\"", "\"one\"");
        assertThat(exported).doesNotContain("\"two\"").contains("x-amazon-apigateway-integration");
        assertThat(export(api, "integrations")).doesNotContain("documentation");
        String again = APIS.importRestApi(r -> r.body(bytes(exported))).id();
        assertThat(APIS.getDocumentationParts(r -> r.restApiId(again)).items()).hasSize(2);

        assertThatThrownBy(() ->
                        APIS.deleteDocumentationVersion(r -> r.restApiId(api).documentationVersion("1.0")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("v1");
        assertThatThrownBy(() -> APIS.updateStage(r -> r.restApiId(api)
                        .stageName("v1")
                        .patchOperations(p ->
                                p.op(Op.REPLACE).path("/documentationVersion").value("9"))))
                .isInstanceOf(NotFoundException.class);
        APIS.deleteRestApi(r -> r.restApiId(api));
        assertThatThrownBy(
                        () -> APIS.getDocumentationVersion(r -> r.restApiId(api).documentationVersion("1.0")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void importedPartsReplaceThoseOfTheirLocationOrAll() {
        String api = APIS.createRestApi(r -> r.name("t")).id();
        APIS.createDocumentationPart(r -> r.restApiId(api)
                .location(l -> l.type(DocumentationPartType.MODEL).name("Pet"))
                .properties("{\"description\":\"a pet\"}"));
        APIS.createDocumentationPart(r -> r.restApiId(api)
                .location(l -> l.type(DocumentationPartType.API))
                .properties("{}"));

        assertThat(APIS.importDocumentationParts(r -> r.restApiId(api).body(bytes(DEFINITION)))
                        .ids())
                .hasSize(2);
        assertThat(APIS.getDocumentationParts(r -> r.restApiId(api)).items())
                .extracting(DocumentationPart::properties)
                .hasSize(3)
                .contains("{\"description\":\"all\"}", "{\"description\":\"a pet\"}");
        APIS.importDocumentationParts(
                r -> r.restApiId(api).mode(PutMode.OVERWRITE).body(bytes(DEFINITION)));
        assertThat(APIS.getDocumentationParts(r -> r.restApiId(api)).items()).hasSize(2);
    }

    @Test
    void whatNoPartCanBeIsRefused() {
        String api = APIS.createRestApi(r -> r.name("t")).id();
        assertThatThrownBy(() -> APIS.createDocumentationPart(r -> r.restApiId(api)
                        .location(l -> l.type(DocumentationPartType.API).path("/a"))
                        .properties("{}")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("of the type API has no `path`");
        assertThatThrownBy(() -> APIS.createDocumentationPart(r -> r.restApiId(api)
                        .location(l -> l.type(DocumentationPartType.MODEL))
                        .properties("{}")))
                .hasMessageContaining("needs a `name`");
        assertThatThrownBy(() -> APIS.createDocumentationPart(r -> r.restApiId(api)
                        .location(l -> l.type(DocumentationPartType.API))
                        .properties("text")))
                .hasMessageContaining("Invalid documentation properties");
        APIS.createDocumentationPart(r -> r.restApiId(api)
                .location(l -> l.type(DocumentationPartType.API))
                .properties("{}"));
        assertThatThrownBy(() -> APIS.createDocumentationPart(r -> r.restApiId(api)
                        .location(l -> l.type(DocumentationPartType.API))
                        .properties("{}")))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void aTemplateDocumentsItsApi() {
        CloudFormationClient stacks = client(CloudFormationClient.builder());
        stacks.createStack(r -> r.stackName("documented").templateBody("""
                Resources:
                  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: documented}}
                  Part: {Type: AWS::ApiGateway::DocumentationPart, Properties: {RestApiId: !Ref Api,
                    Location: {Type: RESOURCE, Path: /pets}, Properties: '{"description":"pets"}'}}
                  Version: {Type: AWS::ApiGateway::DocumentationVersion, DependsOn: Part, Properties: {
                    RestApiId: !Ref Api, DocumentationVersion: "2", Description: second}}
                Outputs: {Api: {Value: !Ref Api}}
                """));
        String api = stacks.waiter()
                .waitUntilStackCreateComplete(r -> r.stackName("documented"), SOON)
                .matched()
                .response()
                .orElseThrow()
                .stacks()
                .getFirst()
                .outputs()
                .getFirst()
                .outputValue();
        assertThat(APIS.getDocumentationParts(r -> r.restApiId(api)).items())
                .singleElement()
                .satisfies(part -> assertThat(part.location().path()).isEqualTo("/pets"));
        assertThat(APIS.getDocumentationVersion(r -> r.restApiId(api).documentationVersion("2"))
                        .description())
                .isEqualTo("second");
        stacks.deleteStack(r -> r.stackName("documented"));
        stacks.waiter().waitUntilStackDeleteComplete(r -> r.stackName("documented"), SOON);
    }
}
