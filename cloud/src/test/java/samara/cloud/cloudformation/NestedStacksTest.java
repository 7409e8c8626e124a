package samara.cloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

class NestedStacksTest extends CloudTest {
    private static final String CHILD = """
            Parameters:
              Text: {Type: String}
              More: {Type: CommaDelimitedList, Default: ""}
            Resources:
              P: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Sub ["${Text} ${M}", {M: !Join [+, !Ref More]}]}}
            Outputs:
              Name: {Value: !Ref P}
              Value: {Value: !GetAtt P.Value}
            """;
    private static final String PARENT = """
            Resources:
              Child:
                Type: AWS::CloudFormation::Stack
                Properties:
                  TemplateURL: https://s3.us-east-1.amazonaws.com/templates/child.yaml
                  Parameters: {Text: %s, More: [a, b]}
                  Tags: [{Key: who, Value: me}]
              Copy: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !GetAtt Child.Outputs.Value}}
            Outputs:
              Child: {Value: !Ref Child}
              Copy: {Value: !GetAtt Copy.Value}
            """;

    private CloudFormationClient cloudFormation;
    private S3Client s3;

    @BeforeEach
    void connect() {
        cloudFormation = client(CloudFormationClient.builder());
        s3 = client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(request -> request.bucket("templates"));
        s3.putObject(request -> request.bucket("templates").key("child.yaml"), RequestBody.fromString(CHILD));
    }

    @AfterEach
    void remove() {
        cloudFormation.deleteStack(request -> request.stackName("parent"));
        cloudFormation.waiter().waitUntilStackDeleteComplete(request -> request.stackName("parent"), SOON);
        cloudFormation.close();
        s3.close();
    }

    private Stack create(String template) {
        cloudFormation.createStack(request -> request.stackName("parent").templateBody(template));
        cloudFormation.waiter().waitUntilStackCreateComplete(request -> request.stackName("parent"), SOON);
        return stack("parent");
    }

    private void awaitFailure() {
        assertThatThrownBy(() -> cloudFormation
                        .waiter()
                        .waitUntilStackCreateComplete(request -> request.stackName("parent"), SOON))
                .hasMessageContaining("transitioned the waiter to failure");
        assertThat(stack("parent").stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
    }

    private Stack stack(String name) {
        return cloudFormation
                .describeStacks(request -> request.stackName(name))
                .stacks()
                .getFirst();
    }

    private static Map<String, String> outputs(Stack stack) {
        return stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }

    @Test
    void aChildIsMadeWithItsParametersAndItsOutputsAreAttributes() {
        Map<String, String> outputs = outputs(create(PARENT.formatted("one")));
        assertThat(outputs).containsEntry("Copy", "one a+b");
        Stack child = stack(outputs.getOrDefault("Child", ""));
        assertThat(child.stackName()).startsWith("parent-Child-");
        assertThat(child.tags())
                .anyMatch(tag -> tag.key().equals("who") && tag.value().equals("me"));
    }

    @Test
    void anUpdateChangesTheSameChild() {
        String id = outputs(create(PARENT.formatted("one"))).getOrDefault("Child", "");
        cloudFormation.updateStack(request -> request.stackName("parent").templateBody(PARENT.formatted("two")));
        cloudFormation.waiter().waitUntilStackUpdateComplete(request -> request.stackName("parent"), SOON);
        assertThat(outputs(stack("parent"))).containsEntry("Copy", "two a+b").containsEntry("Child", id);
        assertThat(stack(id).stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
    }

    @Test
    void theChildGoesWithItsParent() {
        String id = outputs(create(PARENT.formatted("one"))).getOrDefault("Child", "");
        String parameter = outputs(stack(id)).getOrDefault("Name", "");
        cloudFormation.deleteStack(request -> request.stackName("parent"));
        cloudFormation.waiter().waitUntilStackDeleteComplete(request -> request.stackName("parent"), SOON);
        assertThat(stack(id).stackStatusAsString()).isEqualTo("DELETE_COMPLETE");
        try (SsmClient ssm = client(SsmClient.builder())) {
            assertThat(ssm.getParameters(request -> request.names(parameter)).parameters())
                    .isEmpty();
        }
    }

    @Test
    void aChildThatFailsTakesItsParentBackAndSaysWhy() {
        String failing = CHILD.replace("Type: String, Value", "Name: 'aws/no', Type: String, Value");
        s3.putObject(request -> request.bucket("templates").key("child.yaml"), RequestBody.fromString(failing));
        cloudFormation.createStack(request -> request.stackName("parent").templateBody(PARENT.formatted("one")));
        awaitFailure();
        assertThat(cloudFormation
                        .describeStackEvents(request -> request.stackName("parent"))
                        .stackEvents())
                .filteredOn(event -> event.resourceStatusAsString().equals("CREATE_FAILED"))
                .extracting(StackEvent::resourceStatusReason)
                .anyMatch(reason ->
                        reason.contains("was not successfully created") && reason.contains("fully qualified name"));
        assertThat(cloudFormation.describeStacks().stacks())
                .noneMatch(stack -> stack.stackName().startsWith("parent-Child-"));
    }

    @Test
    void anOutputThatTheChildDoesNotHaveIsNamed() {
        cloudFormation.createStack(request -> request.stackName("parent")
                .templateBody(PARENT.formatted("one").replace("Outputs.Value", "Outputs.Nothing")));
        awaitFailure();
        assertThat(cloudFormation
                        .describeStackEvents(request -> request.stackName("parent"))
                        .stackEvents())
                .extracting(StackEvent::resourceStatusReason)
                .anyMatch(reason -> String.valueOf(reason).contains("Outputs.Nothing"));
    }

    @Test
    void aPropertyThatIsNotBuiltIsRefused() {
        assertThatThrownBy(() -> cloudFormation.createStack(request -> request.stackName("parent")
                        .templateBody(PARENT.formatted("one").replace("Tags:", "TimeoutInMinutes: 5\n      Tags:"))))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("TimeoutInMinutes");
    }
}
