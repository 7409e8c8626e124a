package samara.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.ssm.SsmClient;

/// Buckets, their policies and SSM's parameters as resources of a stack.
class S3ResourcesTest extends CloudTest {
    private static final String TEMPLATE = """
            Parameters:
              Value: {Type: String}
            Resources:
              Bucket:
                Type: AWS::S3::Bucket
                Properties:
                  VersioningConfiguration: {Status: Enabled}
                  Tags: [{Key: stage, Value: test}]
              Policy:
                Type: AWS::S3::BucketPolicy
                Properties:
                  Bucket: !Ref Bucket
                  PolicyDocument:
                    Version: '2012-10-17'
                    Statement:
                      - {Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub '${Bucket.Arn}/*'}
              Parameter:
                Type: AWS::SSM::Parameter
                Properties: {Name: /stack/value, Type: String, Value: !Ref Value}
            Outputs:
              Bucket: {Value: !Ref Bucket}
              Domain: {Value: !GetAtt Bucket.RegionalDomainName}
              Stored: {Value: !GetAtt Parameter.Value}
            """;

    private final CloudFormationClient stacks = client(CloudFormationClient.builder());
    private final S3Client s3 = client(S3Client.builder().forcePathStyle(true));
    private final SsmClient ssm = client(SsmClient.builder());

    @Test
    void makesChangesAndDeletesThem() {
        stacks.createStack(request -> request.stackName("resources")
                .templateBody(TEMPLATE)
                .parameters(value -> value.parameterKey("Value").parameterValue("1")));
        stacks.waiter().waitUntilStackCreateComplete(request -> request.stackName("resources"), SOON);
        var outputs =
                stacks.describeStacks(request -> request.stackName("resources")).stacks().getFirst().outputs().stream()
                        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        String bucket = outputs.getOrDefault("Bucket", "");
        assertThat(bucket).startsWith("resources-bucket-");
        assertThat(outputs).containsEntry("Domain", bucket + ".s3.us-east-1.amazonaws.com");
        assertThat(s3.getBucketVersioning(request -> request.bucket(bucket)).statusAsString())
                .isEqualTo("Enabled");
        assertThat(s3.getBucketTagging(request -> request.bucket(bucket)).tagSet())
                .extracting(Tag::key)
                .contains("stage", "aws:cloudformation:stack-name");
        assertThat(s3.getBucketPolicy(request -> request.bucket(bucket)).policy())
                .contains("arn:aws:s3:::" + bucket + "/*");
        stacks.updateStack(request -> request.stackName("resources")
                .usePreviousTemplate(true)
                .parameters(value -> value.parameterKey("Value").parameterValue("2")));
        stacks.waiter().waitUntilStackUpdateComplete(request -> request.stackName("resources"), SOON);
        assertThat(ssm.getParameter(request -> request.name("/stack/value"))
                        .parameter()
                        .value())
                .isEqualTo("2");
        stacks.deleteStack(request -> request.stackName("resources"));
        stacks.waiter().waitUntilStackDeleteComplete(request -> request.stackName("resources"), SOON);
        assertThat(s3.listBuckets().buckets()).isEmpty();
        assertThat(ssm.describeParameters().parameters()).isEmpty();
    }

    @Test
    void refusesPropertiesThatAreNotBuilt() {
        String template = "Resources: {B: {Type: 'AWS::S3::Bucket', Properties: {CorsConfiguration: {CorsRules: []}}}}";
        assertThatThrownBy(() -> stacks.createStack(
                        request -> request.stackName("refused").templateBody(template)))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("`CorsConfiguration` is not known here, or not built yet");
        assertThat(stacks.listStacks(request -> request.stackStatusFilters(StackStatus.CREATE_COMPLETE))
                        .stackSummaries())
                .noneMatch(stack -> stack.stackName().equals("refused"));
    }
}
