package samara.cloud.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samara.cloud.kernel.Need;
import samara.wire.AwsException;
import samara.wire.cloudformation.CloudFormationApi;
import samara.wire.cloudformation.CreateChangeSetInput;
import samara.wire.cloudformation.CreateStackInput;
import samara.wire.cloudformation.DeleteStackInput;
import samara.wire.cloudformation.DescribeChangeSetInput;
import samara.wire.cloudformation.DescribeStackEventsInput;
import samara.wire.cloudformation.DescribeStacksInput;
import samara.wire.cloudformation.ExecuteChangeSetInput;
import samara.wire.cloudformation.Parameter;
import samara.wire.cloudformation.Stack;
import samara.wire.cloudformation.StackEvent;
import samara.wire.cloudformation.UpdateStackInput;

class StacksTest {
    private static final String TWO = """
            Parameters:
              Text: {Type: String, Default: a}
              Secret: {Type: String, Default: s, NoEcho: true}
            Resources:
              First:
                Type: Test::Thing
                Properties: {Text: !Ref Text}
              Second:
                Type: Test::Thing
                Properties: {Text: !Sub 'x-${First.Arn}'}
            Outputs:
              Arn:
                Value: !GetAtt Second.Arn
                Export: {Name: shared}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final FakeThings things = new FakeThings();

    @SuppressWarnings("NullAway.Init")
    private TestCloud cloud;

    @AfterEach
    void close() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void createsInTheOrderOfNeedsAndGivesOutputs() {
        create(TWO);
        assertThat(stack().stackStatus()).isEqualTo("CREATE_COMPLETE");
        assertThat(things.calls).containsExactly("create First", "create Second");
        String arn = stack().outputs().orElseThrow().getFirst().outputValue().orElseThrow();
        assertThat(arn).startsWith("arn:s-Second-");
        assertThat(Objects.requireNonNull(things.things.get(arn.substring(4)))
                        .text()
                        .orElseThrow())
                .startsWith("x-arn:s-First-");
    }

    @Test
    void masksParametersThatAreNotToBeShown() {
        create(TWO);
        assertThat(stack().parameters().orElseThrow())
                .extracting(p -> p.parameterValue().orElse(""))
                .containsExactly("a", "****");
    }

    @Test
    void masksInEventsWhatIsNotToBeShown() {
        create("""
                Parameters:
                  Secret: {Type: String, Default: hidden-value, NoEcho: true}
                Conditions:
                  IsSet: !Not [!Equals [!Ref Secret, '']]
                Resources:
                  First:
                    Type: Test::Thing
                    Properties:
                      Text: !If [IsSet, !Sub 'key=${Secret}', none]
                      Other: !Join ['', [{'Fn::Base64': !Ref Secret}, plain]]
                """);
        assertThat(things.things.values())
                .singleElement()
                .satisfies(thing -> assertThat(thing.text()).contains("key=hidden-value"));
        assertThat(events())
                .noneMatch(event -> event.resourceProperties().orElse("").contains("hidden-value"))
                .noneMatch(event -> event.resourceProperties().orElse("").contains("aGlkZGVuLXZhbHVl"))
                .anyMatch(event -> event.resourceProperties().orElse("").contains("key=****"));
    }

    @Test
    void checksRulesBeforeAnythingIsMade() {
        String template = """
                Parameters:
                  Size: {Type: String, Default: large}
                Rules:
                  OnlySmall:
                    RuleCondition: !Equals [!Ref 'AWS::Region', eu-west-1]
                    Assertions:
                      - Assert: {'Fn::Contains': [[small, medium], !Ref Size]}
                        AssertDescription: Only small things here
                Resources:
                  First: {Type: Test::Thing}
                """;
        assertThatThrownBy(() -> create(template))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining(
                        "template:7:17: An assertion of the rule `OnlySmall` does not hold: Only small things here.");
        assertThat(things.things).isEmpty();
        create(template.replace("eu-west-1", "us-east-1"));
        assertThat(stack().stackStatus()).isEqualTo("CREATE_COMPLETE");
        assertThatThrownBy(() -> update(template.replace("us-east-1", "eu-west-1"), Map.of("Size", "huge")))
                .hasMessageContaining("does not hold");
        update(template + "  Second: {Type: Test::Thing}\n", Map.of("Size", "small"));
        assertThat(stack().stackStatus()).isEqualTo("UPDATE_COMPLETE");
    }

    @Test
    void needsPassRoleForTheRoleOfAStack() {
        String role = "arn:aws:iam::123456789012:role/deployer";
        Need passRole =
                Need.of("iam:PassRole", role).when("iam:PassedToService", List.of("cloudformation.amazonaws.com"));
        assertThat(cloud().needs(
                                CloudFormationApi.CREATE_STACK,
                                CreateStackInput.builder()
                                        .stackName("s")
                                        .roleARN(role)
                                        .build()))
                .contains(passRole);
        assertThat(cloud().needs(
                                CloudFormationApi.UPDATE_STACK,
                                UpdateStackInput.builder()
                                        .stackName("s")
                                        .roleARN(role)
                                        .build()))
                .contains(passRole);
        assertThat(cloud().needs(
                                CloudFormationApi.CREATE_CHANGE_SET,
                                CreateChangeSetInput.builder()
                                        .stackName("s")
                                        .changeSetName("c")
                                        .roleARN(role)
                                        .build()))
                .contains(passRole);
        assertThat(cloud().needs(
                                CloudFormationApi.DELETE_STACK,
                                DeleteStackInput.builder()
                                        .stackName("s")
                                        .roleARN(role)
                                        .build()))
                .contains(passRole);
        assertThat(cloud().needs(
                                CloudFormationApi.CREATE_STACK,
                                CreateStackInput.builder().stackName("s").build()))
                .extracting(Need::action)
                .containsExactly("cloudformation:CreateStack");
    }

    @Test
    void takesAFailedCreationBack() {
        create(TWO.replace("!Sub 'x-${First.Arn}'", "bad"));
        assertThat(stack().stackStatus()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(things.things).isEmpty();
        assertThat(statuses())
                .contains(
                        "s CREATE_IN_PROGRESS",
                        "Second CREATE_FAILED",
                        "s ROLLBACK_IN_PROGRESS",
                        "s ROLLBACK_COMPLETE");
    }

    @Test
    void keepsWhatAFailedCreationMadeWhereRollbackIsDisabled() {
        String template = TWO.replace("!Sub 'x-${First.Arn}'", "bad") + "";
        cloud().call(
                        CloudFormationApi.CREATE_STACK,
                        CreateStackInput.builder()
                                .stackName("s")
                                .templateBody(template)
                                .disableRollback(true)
                                .build());
        cloud.awaitIdle();
        assertThat(stack().stackStatus()).isEqualTo("CREATE_FAILED");
    }

    @Test
    void updatesOnlyWhatChanged() {
        create(TWO);
        things.calls.clear();
        update(TWO, Map.of("Text", "b"));
        assertThat(stack().stackStatus()).isEqualTo("UPDATE_COMPLETE");
        assertThat(things.calls).containsExactly("update First");
    }

    @Test
    void refusesAnUpdateWithoutChanges() {
        create(TWO);
        assertThatThrownBy(() -> update(TWO, Map.of()))
                .isInstanceOf(AwsException.class)
                .hasMessage("No updates are to be performed.");
    }

    @Test
    void replacesBeforeItDeletes() {
        create("Resources: {A: {Type: Test::Thing, Properties: {Name: one}}}");
        things.calls.clear();
        update("Resources: {A: {Type: Test::Thing, Properties: {Name: two}}}", Map.of());
        assertThat(stack().stackStatus()).isEqualTo("UPDATE_COMPLETE");
        assertThat(things.calls).containsExactly("create A", "delete A");
        assertThat(things.things).containsOnlyKeys("two");
    }

    @Test
    void bringsAFailedUpdateBackToWhatWas() {
        create("Resources: {A: {Type: Test::Thing, Properties: {Name: one, Text: t}},"
                + " B: {Type: Test::Thing, Properties: {Text: u}}}");
        update(
                "Resources: {A: {Type: Test::Thing, Properties: {Name: two, Text: t}},"
                        + " N: {Type: Test::Thing, Properties: {Text: !Ref A}},"
                        + " B: {Type: Test::Thing, DependsOn: N, Properties: {Text: bad}}}",
                Map.of());
        assertThat(stack().stackStatus()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(things.things).hasSize(2).containsKey("one");
        assertThat(things.things.values()).extracting(p -> p.text().orElse("")).containsExactlyInAnyOrder("t", "u");
    }

    @Test
    void saysWhichResourcesCouldNotBeDeleted() {
        create("Resources: {A: {Type: Test::Thing, Properties: {Other: sticky}}, B: {Type: Test::Thing}}");
        delete();
        assertThat(stack().stackStatus()).isEqualTo("DELETE_FAILED");
        assertThat(stack().stackStatusReason()).contains("The following resource(s) failed to delete: [A].");
    }

    @Test
    void keepsWhatIsToBeRetained() {
        create("Resources: {A: {Type: Test::Thing, DeletionPolicy: Retain, Properties: {Name: kept}},"
                + " B: {Type: Test::Thing}}");
        delete();
        assertThat(things.things).containsOnlyKeys("kept");
        assertThatThrownBy(this::stack).hasMessage("Stack with id s does not exist");
    }

    @Test
    void namesAllThatIsWrongWithATemplateAndWhere() {
        assertThatThrownBy(() -> create("""
                        Resources:
                          A:
                            Type: Test::Thing
                            Properties:
                              Txt: 1
                              Text: !Ref Nothing
                          B:
                            Type: Test::Thing
                            Properties:
                              Text: !GetAtt A.Nope
                        """))
                .hasMessageContaining("template:6:13: There is no parameter or resource `Nothing`.")
                .hasMessageContaining(
                        "template:10:13: The resource `A` of type `Test::Thing` has no attribute `Nope`.");
        assertThatThrownBy(() -> create("Resources:\n  A:\n    Type: Test::Think"))
                .hasMessageContaining("template:3:11: The resource type `Test::Think` is not built.");
        assertThatThrownBy(() -> create("Resources:\n  A:\n    Type: Test::Thing\n    Properties: {Txt: 1}"))
                .hasMessageContaining("template:4:18: The property `Txt` is not known here")
                .hasMessageContaining("Did you mean `Text`?");
        assertThat(things.calls).isEmpty();
    }

    @Test
    void transformsServerlessTemplates() {
        String template = """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties: {Runtime: python3.12, Handler: app.f, CodeUri: 's3://b/k'}
                """;
        assertThatThrownBy(() -> create(template, List.of("CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND")))
                .hasMessageContaining("The resource type `AWS::Lambda::Function` is not built.")
                .hasMessageContaining("The resource type `AWS::IAM::Role` is not built.");
    }

    @Test
    void needsItsCapabilities() {
        String template = "Transform: AWS::LanguageExtensions\nResources: {A: {Type: Test::Thing}}";
        assertThatThrownBy(() -> create(template, List.of()))
                .hasMessage("Requires capabilities : [CAPABILITY_AUTO_EXPAND]");
        create(template, List.of("CAPABILITY_AUTO_EXPAND"));
        assertThat(stack().stackStatus()).isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void refusesCircles() {
        assertThatThrownBy(() -> create("Resources: {A: {Type: Test::Thing, Properties: {Text: !Ref B}},"
                        + " B: {Type: Test::Thing, Properties: {Text: !Ref A}}}"))
                .hasMessageContaining("Circular dependency between resources: [A, B].");
    }

    @Test
    void createsAndUpdatesThroughChangeSets() {
        changeSet("one", "CREATE", TWO);
        assertThat(stack().stackStatus()).isEqualTo("REVIEW_IN_PROGRESS");
        execute("one");
        assertThat(stack().stackStatus()).isEqualTo("CREATE_COMPLETE");
        changeSet("two", "UPDATE", TWO);
        var same = cloud.call(
                CloudFormationApi.DESCRIBE_CHANGE_SET,
                DescribeChangeSetInput.builder()
                        .stackName("s")
                        .changeSetName("two")
                        .build());
        assertThat(same.status()).contains("FAILED");
        assertThat(same.statusReason().orElseThrow()).startsWith("The submitted information didn't contain changes.");
        changeSet("three", "UPDATE", TWO.replace("!Ref Text", "z"));
        var change = cloud.call(
                CloudFormationApi.DESCRIBE_CHANGE_SET,
                DescribeChangeSetInput.builder()
                        .stackName("s")
                        .changeSetName("three")
                        .build());
        assertThat(change.changes().orElseThrow())
                .extracting(c ->
                        c.resourceChange().orElseThrow().logicalResourceId().orElse("")
                                + c.resourceChange().orElseThrow().action().orElse("")
                                + c.resourceChange().orElseThrow().replacement().orElse(""))
                .contains("FirstModifyFalse");
        execute("three");
        assertThat(stack().stackStatus()).isEqualTo("UPDATE_COMPLETE");
    }

    @Test
    void keepsAnExportThatIsUsed() {
        create(TWO);
        cloud.call(
                CloudFormationApi.CREATE_STACK,
                CreateStackInput.builder()
                        .stackName("user")
                        .templateBody("Resources: {U: {Type: Test::Thing, Properties: {Text: !ImportValue shared}}}")
                        .build());
        cloud.awaitIdle();
        assertThatThrownBy(this::delete).hasMessage("Export shared cannot be deleted as it is in use by user");
    }

    @Test
    void takesBackWhatTheEndOfTheProcessInterrupted() {
        create(TWO);
        Stacks stacks = new Stacks(cloud.kernel());
        StoredStack stack = stacks.get(cloud.scope(), "s");
        stacks.progress(stack, StackStatus.CREATE_IN_PROGRESS, Optional.empty());
        cloud.restart(things);
        cloud.awaitIdle();
        assertThat(stack().stackStatus()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(things.things).isEmpty();
    }

    private TestCloud cloud() {
        if (cloud == null) {
            cloud = new TestCloud(folder, things);
        }
        return cloud;
    }

    private void create(String template) {
        create(template, List.of());
    }

    private void create(String template, List<String> capabilities) {
        cloud().call(
                        CloudFormationApi.CREATE_STACK,
                        CreateStackInput.builder()
                                .stackName("s")
                                .templateBody(template)
                                .capabilities(capabilities)
                                .build());
        cloud.awaitIdle();
    }

    private void update(String template, Map<String, String> parameters) {
        cloud().call(
                        CloudFormationApi.UPDATE_STACK,
                        UpdateStackInput.builder()
                                .stackName("s")
                                .templateBody(template)
                                .parameters(parameters.entrySet().stream()
                                        .map(e -> Parameter.builder()
                                                .parameterKey(e.getKey())
                                                .parameterValue(e.getValue())
                                                .build())
                                        .toList())
                                .build());
        cloud.awaitIdle();
    }

    private void delete() {
        cloud().call(
                        CloudFormationApi.DELETE_STACK,
                        DeleteStackInput.builder().stackName("s").build());
        cloud.awaitIdle();
    }

    private void changeSet(String name, String type, String template) {
        cloud().call(
                        CloudFormationApi.CREATE_CHANGE_SET,
                        CreateChangeSetInput.builder()
                                .stackName("s")
                                .changeSetName(name)
                                .changeSetType(type)
                                .templateBody(template)
                                .build());
    }

    private void execute(String name) {
        cloud().call(
                        CloudFormationApi.EXECUTE_CHANGE_SET,
                        ExecuteChangeSetInput.builder()
                                .stackName("s")
                                .changeSetName(name)
                                .build());
        cloud.awaitIdle();
    }

    private Stack stack() {
        return cloud().call(
                        CloudFormationApi.DESCRIBE_STACKS,
                        DescribeStacksInput.builder().stackName("s").build())
                .stacks()
                .orElseThrow()
                .getFirst();
    }

    private List<String> statuses() {
        return events().stream().map(StacksTest::line).toList();
    }

    private List<StackEvent> events() {
        return cloud().call(
                        CloudFormationApi.DESCRIBE_STACK_EVENTS,
                        DescribeStackEventsInput.builder().stackName("s").build())
                .stackEvents()
                .orElseThrow();
    }

    private static String line(StackEvent event) {
        return event.logicalResourceId().orElse("") + " "
                + event.resourceStatus().orElse("");
    }
}
