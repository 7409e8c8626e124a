package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/// What API Gateway's resources take over when their stack is updated.
class UpdatedStackTest extends CloudTest {
    private static final ApiGatewayClient APIS = client(ApiGatewayClient.builder());
    private static final ApiGatewayV2Client HTTP_APIS = client(ApiGatewayV2Client.builder());
    private static final CloudFormationClient STACKS = client(CloudFormationClient.builder());

    private static Map<String, String> created(String stack, String template) {
        STACKS.createStack(r -> r.stackName(stack).templateBody(template));
        return outputs(STACKS.waiter()
                .waitUntilStackCreateComplete(r -> r.stackName(stack), SOON)
                .matched()
                .response()
                .orElseThrow()
                .stacks()
                .getFirst());
    }

    private static Map<String, String> updated(String stack, String template) {
        STACKS.updateStack(r -> r.stackName(stack).templateBody(template));
        return outputs(STACKS.waiter()
                .waitUntilStackUpdateComplete(r -> r.stackName(stack), SOON)
                .matched()
                .response()
                .orElseThrow()
                .stacks()
                .getFirst());
    }

    private static Map<String, String> outputs(Stack stack) {
        return stack.outputs().stream()
                .collect(Collectors.toMap(output -> output.outputKey(), output -> output.outputValue()));
    }

    /// The tags that a template gave: CloudFormation's own are left out.
    private static Map<String, String> own(Map<String, String> tags) {
        return tags.entrySet().stream()
                .filter(tag -> !tag.getKey().startsWith("aws:"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String tagged(String list, String map) {
        return """
                Resources:
                  Api:
                    Type: AWS::ApiGateway::RestApi
                    Properties:
                      Name: tagged
                      Tags: %1$s
                      Body: {swagger: "2.0", info: {title: t, version: "1"}, paths: {/a: {get: {responses: {},
                        x-amazon-apigateway-integration: {type: mock}}}}}
                  Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api}}
                  Stage:
                    Type: AWS::ApiGateway::Stage
                    Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: v1, Tags: %1$s}
                  Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Tags: %1$s}}
                  Plan: {Type: AWS::ApiGateway::UsagePlan, Properties: {Tags: %1$s}}
                  Certificate: {Type: AWS::ApiGateway::ClientCertificate, Properties: {Tags: %1$s}}
                  HttpApi: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: h, ProtocolType: HTTP, Tags: %2$s}}
                  HttpStage:
                    Type: AWS::ApiGatewayV2::Stage
                    Properties: {ApiId: !Ref HttpApi, StageName: v1, Tags: %2$s}
                Outputs:
                  Api: {Value: !Ref Api}
                  Key: {Value: !Ref Key}
                  Plan: {Value: !Ref Plan}
                  Certificate: {Value: !Ref Certificate}
                  HttpApi: {Value: !Ref HttpApi}
                """.formatted(list, map);
    }

    @Test
    void tagsAreTaken() {
        created("tagged", tagged("[{Key: stays, Value: a}, {Key: goes, Value: b}]", "{stays: a, goes: b}"));

        Map<String, String> made =
                updated("tagged", tagged("[{Key: stays, Value: c}, {Key: comes, Value: d}]", "{stays: c, comes: d}"));

        Map<String, String> wanted = Map.of("stays", "c", "comes", "d");
        String api = made.get("Api");
        assertThat(own(APIS.getRestApi(r -> r.restApiId(api)).tags())).isEqualTo(wanted);
        assertThat(own(APIS.getStage(r -> r.restApiId(api).stageName("v1")).tags()))
                .isEqualTo(wanted);
        assertThat(own(APIS.getApiKey(r -> r.apiKey(made.get("Key"))).tags())).isEqualTo(wanted);
        assertThat(own(APIS.getUsagePlan(r -> r.usagePlanId(made.get("Plan"))).tags()))
                .isEqualTo(wanted);
        assertThat(own(APIS.getClientCertificate(r -> r.clientCertificateId(made.get("Certificate")))
                        .tags()))
                .isEqualTo(wanted);
        String httpApi = made.get("HttpApi");
        assertThat(own(HTTP_APIS.getApi(r -> r.apiId(httpApi)).tags())).isEqualTo(wanted);
        assertThat(own(HTTP_APIS.getStage(r -> r.apiId(httpApi).stageName("v1")).tags()))
                .isEqualTo(wanted);
    }

    private static String staged(String more) {
        return """
                Resources:
                  Certificate: {Type: AWS::ApiGateway::ClientCertificate}
                  Api:
                    Type: AWS::ApiGateway::RestApi
                    Properties:
                      Body: {swagger: "2.0", info: {title: t, version: "1"}, paths: {"/pets/{id}": {get: {responses: {},
                        x-amazon-apigateway-integration: {type: mock}}}}}
                  One: {Type: AWS::ApiGateway::DocumentationVersion, Properties: {RestApiId: !Ref Api,
                    DocumentationVersion: "1"}}
                  Two: {Type: AWS::ApiGateway::DocumentationVersion, DependsOn: One, Properties: {RestApiId: !Ref Api,
                    DocumentationVersion: "2"}}
                  Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api}}
                  Stage:
                    Type: AWS::ApiGateway::Stage
                    DependsOn: Two
                    Properties:
                      RestApiId: !Ref Api
                      DeploymentId: !Ref Deployment
                      StageName: v1
                      %s
                Outputs:
                  Api: {Value: !Ref Api}
                  Certificate: {Value: !Ref Certificate}
                """.formatted(more);
    }

    @Test
    void aStageGivesUpItsCertificateAndTakesAnotherDocumentation() {
        Map<String, String> made =
                created("staged", staged("DocumentationVersion: \"1\"\n      ClientCertificateId: !Ref Certificate"));
        var before = APIS.getStage(r -> r.restApiId(made.get("Api")).stageName("v1"));
        assertThat(before.clientCertificateId()).isEqualTo(made.get("Certificate"));
        assertThat(before.documentationVersion()).isEqualTo("1");

        updated("staged", staged("DocumentationVersion: \"2\""));

        var after = APIS.getStage(r -> r.restApiId(made.get("Api")).stageName("v1"));
        assertThat(after.clientCertificateId()).isNull();
        assertThat(after.documentationVersion()).isEqualTo("2");
    }

    @Test
    void aMethodsSettingsAreFoundHoweverItsSlashesAreWritten() {
        Map<String, String> escaped = created(
                "escaped",
                staged("MethodSettings: [{ResourcePath: \"/~1pets~1{id}\", HttpMethod: GET, LoggingLevel: INFO}]"));
        Map<String, String> bare = created(
                "bare",
                staged("MethodSettings: [{ResourcePath: \"/pets/{id}\", HttpMethod: GET, LoggingLevel: INFO}]"));

        var settings = APIS.getStage(r -> r.restApiId(escaped.get("Api")).stageName("v1"))
                .methodSettings();
        assertThat(settings).containsOnlyKeys("pets/{id}/GET");
        assertThat(settings)
                .isEqualTo(APIS.getStage(r -> r.restApiId(bare.get("Api")).stageName("v1"))
                        .methodSettings());

        updated("escaped", staged("Description: none of that"));
        assertThat(APIS.getStage(r -> r.restApiId(escaped.get("Api")).stageName("v1"))
                        .methodSettings())
                .isEmpty();
    }
}
