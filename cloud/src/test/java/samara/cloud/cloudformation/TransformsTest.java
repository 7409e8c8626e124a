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
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.s3.S3Client;

/// `AWS::Include` and `AWS::LanguageExtensions`, through the AWS SDK.
class TransformsTest extends CloudTest {
    private CloudFormationClient cloudFormation;
    private S3Client s3;

    @BeforeEach
    void connect() {
        cloudFormation = client(CloudFormationClient.builder());
        s3 = client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(request -> request.bucket("snippets"));
    }

    @AfterEach
    void remove() {
        cloudFormation.deleteStack(request -> request.stackName("s"));
        cloudFormation.waiter().waitUntilStackDeleteComplete(request -> request.stackName("s"), SOON);
        cloudFormation.close();
        s3.close();
    }

    private void snippet(String key, String text) {
        s3.putObject(request -> request.bucket("snippets").key(key), RequestBody.fromString(text));
    }

    private Stack deploy(String template) {
        cloudFormation.createStack(request -> request.stackName("s")
                .templateBody(template)
                .capabilities(Capability.CAPABILITY_AUTO_EXPAND, Capability.CAPABILITY_IAM));
        cloudFormation.waiter().waitUntilStackCreateComplete(request -> request.stackName("s"), SOON);
        return cloudFormation
                .describeStacks(request -> request.stackName("s"))
                .stacks()
                .getFirst();
    }

    private static Map<String, String> outputs(Stack stack) {
        return stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }

    @Test
    void includesASnippetBesideOtherMembers() {
        snippet("parameters.yaml", "B: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: b}}\n");
        Stack stack = deploy("""
                Parameters:
                  Bucket: {Type: String, Default: snippets}
                Resources:
                  A: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !GetAtt B.Value}}
                  Fn::Transform: {Name: AWS::Include, Parameters: {Location: !Sub "s3://${Bucket}/parameters.yaml"}}
                Outputs: {A: {Value: !GetAtt A.Value}}
                """);
        assertThat(outputs(stack)).containsEntry("A", "b");
    }

    @Test
    void includesAtTheTopInTheOrderOfTheSection() {
        snippet("outputs.json", "{\"Outputs\": {\"Name\": {\"Value\": {\"Fn::GetAtt\": [\"A\", \"Value\"]}}}}");
        Stack stack = deploy("""
                Transform:
                  - {Name: AWS::Include, Parameters: {Location: s3://snippets/outputs.json}}
                  - AWS::Serverless-2016-10-31
                Resources:
                  A: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: a}}
                """);
        assertThat(outputs(stack)).containsEntry("Name", "a");
        assertThat(cloudFormation
                        .getTemplate(request -> request.stackName("s").templateStage("Processed"))
                        .templateBody())
                .doesNotContain("AWS::Include")
                .contains("Outputs");
    }

    @Test
    void refusesWhatCannotBeIncluded() {
        snippet("nested.yaml", "Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://snippets/x}}\n");
        String template = """
                Resources:
                  A:
                    Type: AWS::SSM::Parameter
                    Properties: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: %s}}}
                """;
        assertRefused(template.formatted("s3://snippets/nested.yaml"), "template:4:77: The snippet", "another one");
        assertRefused(template.formatted("s3://snippets/gone.yaml"), "template:4:77: The snippet", "NoSuchKey");
        assertRefused(
                template.formatted("../../etc/passwd"), "template:4:77: The `Location`", "must be an object in S3");
        assertRefused(template.replace("AWS::Include", "MyMacro").formatted("x"), "macros of your own are not built");
    }

    private void assertRefused(String template, String... messages) {
        var refused = assertThatThrownBy(() -> cloudFormation.createStack(request ->
                        request.stackName("s").templateBody(template).capabilities(Capability.CAPABILITY_AUTO_EXPAND)))
                .isInstanceOf(CloudFormationException.class);
        for (String message : messages) {
            refused.hasMessageContaining(message);
        }
    }

    @Test
    void namesThePlaceInTheSnippet() {
        snippet("wrong.yaml", "A:\n  Type: AWS::SSM::Parameter\n  Properties: {Typ: String}\n");
        assertRefused(
                "Resources: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://snippets/wrong.yaml}}}",
                "s3://snippets/wrong.yaml:3:16: The property `Typ` is not known");
    }

    @Test
    void extendsTheLanguageWithoutSam() {
        Stack stack = deploy("""
                Transform: AWS::LanguageExtensions
                Parameters:
                  Names: {Type: CommaDelimitedList, Default: "One,Two"}
                  Policy: {Type: String, Default: Delete}
                Mappings:
                  Sizes: {prod: {memory: "1024"}}
                Resources:
                  Fn::ForEach::Each:
                    - Name
                    - !Ref Names
                    - "Parameter${Name}":
                        Type: AWS::SSM::Parameter
                        DeletionPolicy: !Ref Policy
                        UpdateReplacePolicy: !Ref Policy
                        Properties: {Type: String, Value: !Sub "${Name}!"}
                  Json:
                    Type: AWS::SSM::Parameter
                    Properties: {Type: String, Value: {Fn::ToJsonString: {a: [1, !GetAtt ParameterOne.Value]}}}
                Outputs:
                  Json: {Value: !GetAtt Json.Value}
                  Length: {Value: !Sub ["${N}", {N: {Fn::Length: !Ref Names}}]}
                  Default: {Value: !FindInMap [Sizes, !Ref "AWS::Region", memory, {DefaultValue: "128"}]}
                """);
        assertThat(outputs(stack))
                .containsEntry("Json", "{\"a\":[1,\"One!\"]}")
                .containsEntry("Length", "2")
                .containsEntry("Default", "128");
    }

    @Test
    void extendsTheLanguageBesideSamInEitherOrder() {
        for (String order : new String[] {
            "[AWS::LanguageExtensions, AWS::Serverless-2016-10-31]",
            "[AWS::Serverless-2016-10-31, AWS::LanguageExtensions]"
        }) {
            String template = """
                    Transform: %s
                    Resources:
                      Fn::ForEach::Each:
                        - Name
                        - [A, B]
                        - "Fn${Name}":
                            Type: AWS::Serverless::Function
                            Properties: {Runtime: python3.12, Handler: index.handler, InlineCode: "def handler(e, c): return 1"}
                    """.formatted(order);
            cloudFormation.createChangeSet(request -> request.stackName("s")
                    .changeSetName("c" + order.length() + order.charAt(6))
                    .changeSetType("CREATE")
                    .templateBody(template)
                    .capabilities(Capability.CAPABILITY_IAM));
            assertThat(cloudFormation
                            .getTemplate(request -> request.stackName("s")
                                    .changeSetName("c" + order.length() + order.charAt(6))
                                    .templateStage("Processed"))
                            .templateBody())
                    .contains("\"FnA\"", "\"FnBRole\"");
        }
    }

    @Test
    void refusesTheExtensionsWithoutTheirTransform() {
        assertRefused(
                "Resources: {Fn::ForEach::E: [N, [A], {\"P${N}\": {Type: AWS::SSM::Parameter}}]}",
                "`Fn::ForEach` needs the transform");
        assertRefused(
                "Parameters: {P: {Type: String, Default: Retain}}\nResources: {A: {Type: AWS::SSM::Parameter,"
                        + " DeletionPolicy: !Ref P, Properties: {Type: String, Value: a}}}",
                "`DeletionPolicy` must be a text");
    }
}
