package samara.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samara.cloud.Cloud;
import samara.cloud.CloudOptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class EventDurabilityTest {
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String ALLOW = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"s3:PutObject\",\"Resource\":\"*\"}]}";

    @Test
    void workGoesOnWhereTheCloudWasEnded(@TempDir Path folder) {
        try (Cloud cloud = start(folder)) {
            URI at = cloud.addresses().base();
            IamClient iam = client(IamClient.builder(), at);
            String role = iam.createRole(r -> r.roleName("worker").assumeRolePolicyDocument(TRUST))
                    .role()
                    .arn();
            iam.putRolePolicy(r -> r.roleName("worker").policyName("put").policyDocument(ALLOW));
            client(S3Client.builder().forcePathStyle(true), at).createBucket(r -> r.bucket("failures"));
            LambdaClient lambda = client(LambdaClient.builder(), at);
            lambda.createFunction(r -> r.functionName("fails")
                    .runtime("python3.13")
                    .handler("app.handler")
                    .role(role)
                    .code(c -> c.zipFile(FunctionTest.zip("app.py", "def handler(event, context):\n    no\n"))));
            lambda.putFunctionEventInvokeConfig(r -> r.functionName("fails")
                    .maximumRetryAttempts(1)
                    .destinationConfig(d -> d.onFailure(f -> f.destination("arn:aws:s3:::failures"))));
            lambda.invoke(r -> r.functionName("fails").invocationType("Event"));
        }
        try (Cloud cloud = start(folder)) {
            S3Client s3 = client(
                    S3Client.builder().forcePathStyle(true), cloud.addresses().base());
            S3Object record = Eventually.there(() -> {
                cloud.kernel().clock().advance(Duration.ofSeconds(20));
                List<S3Object> objects =
                        s3.listObjectsV2(r -> r.bucket("failures")).contents();
                return objects.stream().findFirst();
            });
            assertThat(s3.getObjectAsBytes(r -> r.bucket("failures").key(record.key()))
                            .asUtf8String())
                    .contains("\"condition\":\"RetriesExhausted\"", "\"approximateInvokeCount\":2");
        }
    }

    private static Cloud start(Path folder) {
        return Cloud.start(CloudOptions.in(folder).onPort(0));
    }

    private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder, URI at) {
        return builder.endpointOverride(at)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }
}
