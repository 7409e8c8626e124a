package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends.HttpCall;
import samara.gateway.Headers;
import samara.gateway.endpoint.HttpEndpoints;
import samara.gateway.endpoint.Way;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/// Private REST APIs: who reaches them, and what resource policies see of those.
class PrivateApiTest extends CloudTest {
    private static final String ENDPOINT = "vpce-0aa11";
    private static final String OTHER = "vpce-0bb22";
    private static final String ANYBODY = policy("");

    private static ApiGatewayClient rest;

    @BeforeAll
    static void start() {
        rest = client(ApiGatewayClient.builder());
    }

    private static String policy(String denied) {
        return """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}%s]}
                """.formatted(
                        denied.isEmpty()
                                ? ""
                                : ", {\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\":"
                                        + " \"execute-api:Invoke\", \"Resource\": \"execute-api:/*\", \"Condition\": "
                                        + denied + "}");
    }

    private static String imported(String type, String policy) {
        String body = """
                {"swagger": "2.0", "info": {"title": "private", "version": "1"},
                 "x-amazon-apigateway-policy": %s,
                 "x-amazon-apigateway-endpoint-configuration": {"types": ["%s"]%s},
                 "paths": {"/who": {"get": {"responses": {}, "x-amazon-apigateway-integration": {"type": "mock",
                   "requestTemplates": {"application/json": "{\\"statusCode\\": 200}"},
                   "responses": {"default": {"statusCode": "200", "responseTemplates": {"application/json":
                     "$context.identity.vpceId $context.identity.vpcId $context.domainPrefix"}}}}}}}}
                """.formatted(
                        policy, type, type.equals("PRIVATE") ? ", \"vpcEndpointIds\": [\"" + ENDPOINT + "\"]" : "");
        return rest.importRestApi(r -> r.body(SdkBytes.fromUtf8String(body))).id();
    }

    private static String deployed(String apiId) {
        rest.createDeployment(r -> r.restApiId(apiId).stageName("v1"));
        return apiId;
    }

    /// What the cloud answers under a host name, whatever that resolves to.
    private static BackendAnswer.Answered get(String host, String path, Map<String, String> headers) {
        var call = new HttpCall("GET", "http://" + host + path, Headers.of(headers), new byte[0], 20_000);
        var answer = HttpEndpoints.fetch(
                call, new Way("127.0.0.1", cloud().addresses().port(), Optional.empty()));
        assertThat(answer).isInstanceOf(BackendAnswer.Answered.class);
        return (BackendAnswer.Answered) answer;
    }

    private static String text(BackendAnswer.Answered answer) {
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String through(String endpoint, String apiId) {
        return text(get("127.0.0.1", "/_aws/execute-api/" + apiId + "-" + endpoint + "/v1/who", Map.of()));
    }

    @Test
    void isReachedThroughItsVpcEndpointsOnly() {
        String api = deployed(imported("PRIVATE", ANYBODY));

        var refused = get("127.0.0.1", "/_aws/execute-api/" + api + "/v1/who", Map.of());
        assertThat(text(refused)).isEqualTo("403 {\"message\":\"Forbidden\"}");
        assertThat(refused.headers().get("x-samara-reason").orElseThrow())
                .contains("which only requests through a VPC endpoint reach")
                .contains(api + "-vpce-ID.execute-api.localhost");
        assertThat(text(get(api + ".execute-api.us-east-1.amazonaws.com", "/v1/who", Map.of())))
                .startsWith("403");

        String alias = api + "-" + ENDPOINT;
        assertThat(through(ENDPOINT, api)).isEqualTo("200 " + ENDPOINT + "  " + alias);
        assertThat(text(get(alias + ".execute-api.localhost", "/v1/who", Map.of())))
                .isEqualTo("200 " + ENDPOINT + "  " + alias);
        assertThat(text(get(alias + ".execute-api.us-east-1.amazonaws.com", "/v1/who", Map.of())))
                .isEqualTo("200 " + ENDPOINT + "  " + alias);
        assertThat(through(OTHER, api)).as("no alias of this API").startsWith("403");
    }

    @Test
    void isReachedByAnEndpointsOwnNameWithTheApisIdInAHeader() {
        String api = deployed(imported("PRIVATE", ANYBODY));
        String host = OTHER + "-ab12cd.execute-api.us-east-1.vpce.amazonaws.com";

        assertThat(text(get(host, "/v1/who", Map.of("x-apigw-api-id", api)))).startsWith("200 " + OTHER);
        var nameless = get(host, "/v1/who", Map.of());
        assertThat(nameless.status()).isEqualTo(403);
        assertThat(nameless.headers().get("x-samara-reason").orElseThrow()).contains("x-apigw-api-id");
    }

    @Test
    void letsItsPolicyDecideByVpcEndpoint() {
        String api = deployed(
                imported("PRIVATE", policy("{\"StringNotEquals\": {\"aws:SourceVpce\": \"" + ENDPOINT + "\"}}")));
        String host = OTHER + ".execute-api.us-east-1.vpce.amazonaws.com";

        assertThat(through(ENDPOINT, api)).startsWith("200");
        assertThat(text(get(host, "/v1/who", Map.of("x-apigw-api-id", api))))
                .startsWith("403 {\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke")
                .contains("with an explicit deny");
    }

    @Test
    void letsItsPolicyDecideByTheVpcThatATagNames() {
        String api = deployed(imported("PRIVATE", policy("{\"StringNotEquals\": {\"aws:SourceVpc\": \"vpc-0123\"}}")));
        assertThat(through(ENDPOINT, api)).as("in no VPC that is known").startsWith("403");

        String arn = "arn:aws:apigateway:us-east-1::/restapis/" + api;
        rest.tagResource(r -> r.resourceArn(arn).tags(Map.of("samara:vpc", "vpc-0999")));
        assertThat(through(ENDPOINT, api)).startsWith("403");
        rest.tagResource(r -> r.resourceArn(arn).tags(Map.of("samara:vpc:" + ENDPOINT, "vpc-0123")));
        assertThat(through(ENDPOINT, api)).startsWith("200 " + ENDPOINT + " vpc-0123");
    }

    @Test
    void hasNoPublicAddressForItsPolicy() {
        String api = deployed(imported("PRIVATE", policy("{\"Null\": {\"aws:SourceIp\": \"false\"}}")));
        String byVpcAddress =
                deployed(imported("PRIVATE", policy("{\"NotIpAddress\": {\"aws:VpcSourceIp\": \"127.0.0.0/8\"}}")));

        assertThat(through(ENDPOINT, api)).startsWith("200");
        assertThat(through(ENDPOINT, byVpcAddress)).startsWith("200");
    }

    @Test
    void publicApisAreNotReachedThroughVpcEndpoints() {
        String api = deployed(imported("REGIONAL", ANYBODY));
        ApiGatewayV2Client http = client(ApiGatewayV2Client.builder());
        String httpApi =
                http.createApi(r -> r.name("h").protocolType(ProtocolType.HTTP)).apiId();

        assertThat(through(ENDPOINT, api)).startsWith("403");
        assertThat(through(ENDPOINT, httpApi)).startsWith("403");
    }

    @Test
    void becomesPrivateAndPublicAgainWithoutADeployment() {
        String api = deployed(imported("REGIONAL", ANYBODY));
        rest.updateRestApi(r -> r.restApiId(api)
                .patchOperations(
                        p -> p.op(Op.REPLACE)
                                .path("/endpointConfiguration/types/REGIONAL")
                                .value("PRIVATE"),
                        p -> p.op(Op.ADD)
                                .path("/endpointConfiguration/vpcEndpointIds")
                                .value(OTHER)));

        assertThat(through(OTHER, api)).startsWith("200");
        assertThat(text(get("127.0.0.1", "/_aws/execute-api/" + api + "/v1/who", Map.of())))
                .startsWith("403");

        rest.updateRestApi(r -> r.restApiId(api)
                .patchOperations(
                        p -> p.op(Op.REMOVE)
                                .path("/endpointConfiguration/vpcEndpointIds")
                                .value(OTHER),
                        p -> p.op(Op.REPLACE)
                                .path("/endpointConfiguration/types/PRIVATE")
                                .value("REGIONAL")));
        assertThat(text(get("127.0.0.1", "/_aws/execute-api/" + api + "/v1/who", Map.of())))
                .startsWith("200");
    }

    @Test
    void isNotDeployedWithoutAPolicy() {
        String api = rest.createRestApi(r -> r.name("p").endpointConfiguration(e -> e.typesWithStrings("PRIVATE")))
                .id();
        assertThatThrownBy(() -> deployed(api))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("doesn't have a resource policy attached to it");
        assertThatThrownBy(() -> rest.createRestApi(r -> r.name("p")
                        .endpointConfiguration(
                                e -> e.typesWithStrings("REGIONAL").vpcEndpointIds(ENDPOINT))))
                .hasMessageContaining("for private APIs only");
        assertThatThrownBy(() -> rest.createRestApi(r -> r.name("p")
                        .endpointConfiguration(
                                e -> e.typesWithStrings("PRIVATE").vpcEndpointIds("vpc-1"))))
                .hasMessageContaining("Invalid VPC endpoint");
    }

    @Test
    void isDeployedByASamTemplate() {
        CloudFormationClient stacks = client(CloudFormationClient.builder());
        stacks.createStack(r -> r.stackName("private")
                .capabilitiesWithStrings("CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND")
                .templateBody("""
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties:
                      StageName: v1
                      EndpointConfiguration: {Type: PRIVATE, VPCEndpointIds: [vpce-0aa11]}
                      Auth: {ResourcePolicy: {CustomStatements: [{Effect: Allow, Principal: "*",
                        Action: execute-api:Invoke, Resource: "execute-api:/*"}]}}
                      DefinitionBody:
                        swagger: "2.0"
                        info: {title: private, version: "1"}
                        paths:
                          /who:
                            get:
                              responses: {}
                              x-amazon-apigateway-integration:
                                type: mock
                                requestTemplates: {application/json: '{"statusCode": 200}'}
                                responses: {default: {statusCode: "200"}}
                Outputs: {Api: {Value: !Ref Api}}
                """));
        String api = stacks.waiter()
                .waitUntilStackCreateComplete(r -> r.stackName("private"), SOON)
                .matched()
                .response()
                .orElseThrow()
                .stacks()
                .getFirst()
                .outputs()
                .getFirst()
                .outputValue();

        assertThat(through(ENDPOINT, api)).startsWith("200");
        assertThat(through(OTHER, api)).startsWith("403");
    }
}
