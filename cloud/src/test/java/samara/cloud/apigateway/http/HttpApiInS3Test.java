package samara.cloud.apigateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;
import software.amazon.awssdk.services.s3.S3Client;

/// An HTTP API whose definition CloudFormation reads from S3.
class HttpApiInS3Test extends CloudTest {
    private static final CloudFormationClient STACKS = client(CloudFormationClient.builder());
    private static final CloudFormationWaiter WAITER = CloudFormationWaiter.builder()
            .client(STACKS)
            .overrideConfiguration(
                    o -> o.maxAttempts(1000).backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(50))))
            .build();
    private static String eTag = "";

    @BeforeAll
    static void put() {
        S3Client objects = client(S3Client.builder().forcePathStyle(true));
        objects.createBucket(r -> r.bucket("definitions"));
        eTag = objects.putObject(r -> r.bucket("definitions").key("api.yaml"), RequestBody.fromString("""
                        openapi: 3.0.1
                        info: {title: from S3}
                        paths:
                          /a:
                            get:
                              x-amazon-apigateway-integration:
                                {type: http_proxy, httpMethod: GET, uri: "http://127.0.0.1/", payloadFormatVersion: "1.0"}
                        """))
                .eTag();
    }

    private static String template(String eTag) {
        return """
                Resources:
                  Api:
                    Type: AWS::ApiGatewayV2::Api
                    Properties:
                      BodyS3Location: {Bucket: definitions, Key: api.yaml, Etag: '%s'}
                """.formatted(eTag);
    }

    @Test
    void importsTheYamlThatIsThere() {
        STACKS.createStack(r -> r.stackName("in-s3").templateBody(template(eTag)));
        WAITER.waitUntilStackCreateComplete(r -> r.stackName("in-s3"));

        String api = STACKS.describeStackResource(r -> r.stackName("in-s3").logicalResourceId("Api"))
                .stackResourceDetail()
                .physicalResourceId();
        ApiGatewayV2Client apis = client(ApiGatewayV2Client.builder());
        assertThat(apis.getApi(r -> r.apiId(api)).name()).isEqualTo("from S3");
        assertThat(apis.getRoutes(r -> r.apiId(api)).items())
                .extracting(Route::routeKey)
                .containsExactly("GET /a");
    }

    @Test
    void refusesAnObjectThatIsAnotherThanTheTemplateSays() {
        STACKS.createStack(r -> r.stackName("another").templateBody(template("0123")));
        assertThatThrownBy(() -> WAITER.waitUntilStackCreateComplete(r -> r.stackName("another")))
                .isInstanceOf(SdkClientException.class);

        assertThat(STACKS.describeStackEvents(r -> r.stackName("another")).stackEvents())
                .extracting(StackEvent::resourceStatusReason)
                .anyMatch(reason -> reason != null
                        && reason.contains("The object of `BodyS3Location` has the ETag " + eTag + ", not `0123`"));
    }
}
