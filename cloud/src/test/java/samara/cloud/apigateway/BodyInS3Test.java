package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.s3.S3Client;

/// Definitions that a template refers to, as `package` and `DefinitionUri` leave them.
class BodyInS3Test extends CloudTest {
    private static final String REST = """
            swagger: "2.0"
            info: {title: in-s3, version: "1"}
            paths:
              /:
                get:
                  responses: {}
                  x-amazon-apigateway-integration:
                    type: mock
                    requestTemplates: {application/json: '{"statusCode": 200}'}
                    responses: {default: {statusCode: 200, responseTemplates: {application/json: rest}}}
            """;

    private static final String HTTP = """
            openapi: 3.0.1
            info: {title: in-s3, version: "1"}
            paths:
              /up:
                get:
                  x-amazon-apigateway-integration:
                    type: http_proxy
                    httpMethod: GET
                    payloadFormatVersion: "1.0"
                    uri: %s
            """;

    private static String get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(endpoint() + "/_aws/execute-api/" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void definitionsInYamlAreReadFromTheirBucket() throws IOException, InterruptedException {
        S3Client s3 = client(S3Client.builder().forcePathStyle(true));
        CloudFormationClient stacks = client(CloudFormationClient.builder());
        try (Upstream backend = Upstream.plain()) {
            s3.createBucket(r -> r.bucket("definitions"));
            s3.putObject(r -> r.bucket("definitions").key("rest"), RequestBody.fromString(REST));
            String tag = s3.putObject(
                            r -> r.bucket("definitions").key("http"),
                            RequestBody.fromString(HTTP.formatted(backend.url("/up"))))
                    .eTag();
            stacks.createStack(r -> r.stackName("in-s3").templateBody("""
                    Resources:
                      Rest: {Type: AWS::ApiGateway::RestApi, Properties: {
                        BodyS3Location: {Bucket: definitions, Key: rest}}}
                      Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Rest, StageName: v1}}
                      Http: {Type: AWS::ApiGatewayV2::Api, Properties: {
                        BodyS3Location: {Bucket: definitions, Key: http, Etag: '%s'}}}
                      Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Http, StageName: v1,
                        AutoDeploy: true}}
                    Outputs: {Rest: {Value: !Ref Rest}, Http: {Value: !Ref Http}}
                    """.formatted(tag)));
            Map<String, String> made = stacks
                    .waiter()
                    .waitUntilStackCreateComplete(r -> r.stackName("in-s3"), SOON)
                    .matched()
                    .response()
                    .orElseThrow()
                    .stacks()
                    .getFirst()
                    .outputs()
                    .stream()
                    .collect(Collectors.toMap(Output::outputKey, Output::outputValue));

            assertThat(get(made.get("Rest") + "/v1")).isEqualTo("rest");
            assertThat(get(made.get("Http") + "/v1/up")).endsWith(" /up");
        }
    }
}
