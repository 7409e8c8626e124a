package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import samara.gateway.json.Json;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// Methods with an AWS service behind them and no function in between, called over HTTP.
class ServiceIntegrationTest extends CloudTest {
    private static final String REGION = "arn:aws:apigateway:us-east-1:";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final ApiGatewayClient APIS = client(ApiGatewayClient.builder());
    private static final IamClient IAM = client(IamClient.builder());
    private static final DynamoDbClient TABLES = client(DynamoDbClient.builder());

    private String role = "";

    @BeforeEach
    void role() {
        role = role("apigateway.amazonaws.com", "*", "*");
    }

    private static String role(String trusted, String action, String resource) {
        String name = "gateway-" + System.nanoTime();
        String arn = IAM.createRole(r -> r.roleName(name).assumeRolePolicyDocument("""
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                                "Principal":{"Service":"%s"}}]}""".formatted(trusted)))
                .role()
                .arn();
        IAM.putRolePolicy(r -> r.roleName(name).policyName("p").policyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"}]}""".formatted(action, resource)));
        return arn;
    }

    /// Deploys an API with one method at `/{id}`, and gives its URL.
    private String deploy(String method, Map<String, Object> integration) {
        String document = Json.text(Map.of(
                "swagger",
                "2.0",
                "info",
                Map.of("title", "t", "version", "1"),
                "paths",
                Map.of(
                        "/{id}",
                        Map.of(
                                method,
                                Map.of("responses", Map.of(), "x-amazon-apigateway-integration", integration)))));
        String id = APIS.importRestApi(r -> r.body(SdkBytes.fromUtf8String(document)))
                .id();
        APIS.createDeployment(r -> r.restApiId(id).stageName("v1"));
        return endpoint() + "/_aws/execute-api/" + id + "/v1";
    }

    private Map<String, Object> integration(String uri, String template, Map<String, String> parameters) {
        return Map.of(
                "type",
                "aws",
                "httpMethod",
                "POST",
                "credentials",
                role,
                "uri",
                REGION + uri,
                "requestParameters",
                parameters.entrySet().stream()
                        .collect(Collectors.toMap(e -> "integration.request." + e.getKey(), Map.Entry::getValue)),
                "requestTemplates",
                Map.of("application/json", template),
                "responses",
                Map.of(
                        "default",
                        Map.of("statusCode", "200"),
                        "4\\d{2}",
                        Map.of(
                                "statusCode",
                                "400",
                                "responseTemplates",
                                Map.of("application/json", "{\"refused\":$input.json('$.message')}")),
                        "501",
                        Map.of("statusCode", "501")));
    }

    private static HttpResponse<String> send(String method, String url, String body) {
        var request = HttpRequest.newBuilder(java.net.URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String table() {
        String name = "t" + System.nanoTime();
        TABLES.createTable(r -> r.tableName(name)
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType("S")
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType("HASH")
                        .build()));
        return name;
    }

    @Test
    void jsonActionsAreNamedByTheirTarget() {
        String table = table();
        String url = deploy("put", integration("dynamodb:action/PutItem", """
                        {"TableName":"%s","Item":{"id":{"S":"$input.params('id')"},"n":{"N":"$input.path('$.n')"}}}\
                        """.formatted(table), Map.of()));

        var answer = send("PUT", url + "/a", "{\"n\":7}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var item = TABLES.getItem(r -> r.tableName(table)
                .key(Map.of("id", AttributeValue.builder().s("a").build())));
        assertThat(item.item())
                .containsEntry("n", AttributeValue.builder().n("7").build());
    }

    @Test
    void aServicesRefusalChoosesItsResponseByStatus() {
        String url = deploy("get", integration("dynamodb:action/GetItem", """
                        {"TableName":"nowhere","Key":{"id":{"S":"$input.params('id')"}}}""", Map.of()));

        var answer = send("GET", url + "/a", "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"refused\":\"Requested resource not found\"}");
    }

    @Test
    void theRolesPolicyDecides() {
        String table = table();
        role = role("apigateway.amazonaws.com", "dynamodb:GetItem", "*");
        String url = deploy("put", integration("dynamodb:action/PutItem", """
                        {"TableName":"%s","Item":{"id":{"S":"x"}}}""".formatted(table), Map.of()));

        var answer = send("PUT", url + "/a", "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("is not authorized to perform: dynamodb:PutItem");
    }

    @Test
    void aRoleThatDoesNotTrustTheGatewayIsNotAssumed() {
        role = role("lambda.amazonaws.com", "*", "*");
        String url = deploy("put", integration("dynamodb:action/ListTables", "{}", Map.of()));

        assertThat(send("PUT", url + "/a", "{}").statusCode()).isEqualTo(500);
    }

    @Test
    void queryActionsAnswerInJson() {
        String url = deploy("get", integration("sts:action/GetCallerIdentity", "{}", Map.of()));

        var answer = send("GET", url + "/a", "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"GetCallerIdentityResponse\":{\"GetCallerIdentityResult\":{")
                .contains("/BackplaneAssumeRoleSession\"")
                .contains("\"ResponseMetadata\":{\"RequestId\":");
    }

    @Test
    void queryActionsTakeParametersFromTheRequest() {
        String name = role.substring(role.lastIndexOf('/') + 1);
        String url = deploy(
                "get",
                integration("iam:action/GetRole", "{}", Map.of("querystring.RoleName", "method.request.path.id")));

        assertThat(send("GET", url + "/" + name, "").body()).contains("\"RoleName\":\"" + name + "\"");
        assertThat(send("GET", url + "/nobody", "").statusCode()).isEqualTo(400);
    }

    /// The pattern of the posts: an API puts messages into a queue, by a form sent to the queue's path.
    @Test
    void formsToAQueuesPathSendMessages() {
        SqsClient queues = client(SqsClient.builder());
        String queue = "q" + System.nanoTime();
        String address = queues.createQueue(r -> r.queueName(queue)).queueUrl();
        Map<String, String> form = Map.of("header.Content-Type", "'application/x-www-form-urlencoded'");
        String path = "sqs:path/000000000000/" + queue;
        String send = deploy(
                "post",
                integration(
                        path,
                        "Action=SendMessage&MessageBody=$util.urlEncode($input.body)&MessageAttribute.1.Name=id"
                                + "&MessageAttribute.1.Value.DataType=String"
                                + "&MessageAttribute.1.Value.StringValue=$input.params('id')",
                        form));
        String receive = deploy(
                "get", integration(path, "Action=ReceiveMessage&AttributeName.1=All&MessageAttributeName.1=id", form));
        String lost = deploy("get", integration(path + "-lost", "Action=ReceiveMessage", form));

        var sent = send("POST", send + "/a", "{\"order\":\"1 & 2\"}");

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(sent.body()).contains("SendMessageResult", "MessageId", "MD5OfMessageBody");
        assertThat(send("GET", receive + "/a", "").body())
                .contains("{\\\"order\\\":\\\"1 & 2\\\"}", "\"MessageAttribute", "ApproximateReceiveCount");
        assertThat(queues.receiveMessage(r -> r.queueUrl(address)).messages()).isEmpty();
        var refused = send("GET", lost + "/a", "");
        assertThat(refused.statusCode()).isEqualTo(400);
    }

    @Test
    void theQueuesActionTakesItsUrlAsAParameter() {
        SqsClient queues = client(SqsClient.builder());
        String queue = "q" + System.nanoTime();
        String address = queues.createQueue(r -> r.queueName(queue)).queueUrl();
        String url = deploy(
                "post",
                integration(
                        "sqs:action/SendMessage",
                        "",
                        Map.of(
                                "querystring.QueueUrl",
                                "'" + address + "'",
                                "querystring.MessageBody",
                                "method.request.path.id")));

        assertThat(send("POST", url + "/hello", "{}").statusCode()).isEqualTo(200);
        assertThat(queues.receiveMessage(r -> r.queueUrl(address)).messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("hello"));
    }

    @Test
    void httpApisSendMessagesByTheirFirstClassIntegration() {
        SqsClient queues = client(SqsClient.builder());
        String address =
                queues.createQueue(r -> r.queueName("q" + System.nanoTime())).queueUrl();
        ApiGatewayV2Client httpApis = client(ApiGatewayV2Client.builder());
        String api = httpApis.createApi(r -> r.name("jobs").protocolType(ProtocolType.HTTP))
                .apiId();
        String integration = httpApis.createIntegration(r -> r.apiId(api)
                        .integrationType(IntegrationType.AWS_PROXY)
                        .integrationSubtype("SQS-SendMessage")
                        .credentialsArn(role)
                        .requestParameters(Map.of("QueueUrl", address, "MessageBody", "$request.body.text"))
                        .payloadFormatVersion("1.0"))
                .integrationId();
        httpApis.createRoute(r -> r.apiId(api).routeKey("POST /jobs").target("integrations/" + integration));
        httpApis.createStage(r -> r.apiId(api).stageName("$default").autoDeploy(true));

        var answer = send("POST", endpoint() + "/_aws/execute-api/" + api + "/jobs", "{\"text\":\"do it\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(queues.receiveMessage(r -> r.queueUrl(address)).messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("do it"));
    }

    @Test
    void parametersAndPathsReachS3() {
        S3Client objects = client(S3Client.builder().forcePathStyle(true));
        String bucket = "b" + System.nanoTime();
        objects.createBucket(r -> r.bucket(bucket));
        objects.putObject(r -> r.bucket(bucket).key("a b"), RequestBody.fromString("hello"));
        Map<String, Object> get = new java.util.LinkedHashMap<>(
                integration("s3:path/" + bucket + "/{key}", "", Map.of("path.key", "method.request.path.id")));
        get.put("httpMethod", "GET");
        Map<String, Object> subdomain = new java.util.LinkedHashMap<>(
                integration(bucket + ".s3:path/{key}", "", Map.of("path.key", "method.request.path.id")));
        subdomain.put("httpMethod", "GET");

        assertThat(send("GET", deploy("get", get) + "/a%20b", "").body()).isEqualTo("hello");
        assertThat(send("GET", deploy("get", subdomain) + "/a%20b", "").body()).isEqualTo("hello");
    }

    @Test
    void headersOfAPathCallNameTheTarget() {
        SsmClient parameters = client(SsmClient.builder());
        parameters.putParameter(r -> r.name("/api/greeting").value("hi").type(ParameterType.STRING));
        String url = deploy(
                "get",
                integration(
                        "ssm:path//",
                        "{\"Name\":\"/api/$input.params('id')\"}",
                        Map.of(
                                "header.X-Amz-Target",
                                "'AmazonSSM.GetParameter'",
                                "header.Content-Type",
                                "'application/x-amz-json-1.1'")));

        assertThat(send("GET", url + "/greeting", "").body()).contains("\"Value\":\"hi\"");
    }

    @Test
    void aServiceThatIsNotBuiltSaysSoByName() {
        String url = deploy("post", integration("sns:action/Publish", "{}", Map.of()));

        var answer = send("POST", url + "/a", "{}");

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("sns:Publish");
    }

    @Test
    void anIntegrationWithoutARoleIsNotDeployed() {
        Map<String, Object> none =
                new java.util.LinkedHashMap<>(integration("dynamodb:action/ListTables", "{}", Map.of()));
        none.remove("credentials");

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> deploy("get", none))
                .hasMessageContaining("Role ARN must be specified for AWS integrations");
    }
}
