package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `local invoke` on small templates of inline code, with Python.
class LocalInvokeTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Stage: {Type: String, Default: dev}
            Resources:
              Queue: {Type: "AWS::SQS::Queue"}
              Echo:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.12
                  Handler: index.handler
                  FunctionName: echo-function
                  Environment:
                    Variables: {STAGE: !Ref Stage, QUEUE: !Ref Queue, URL: !GetAtt Queue.QueueUrl, OWN: "1"}
                  InlineCode: |
                    import os
                    def handler(event, context):
                        if event == "fail":
                            raise ValueError("as told")
                        print("a line of the log")
                        names = ("STAGE", "QUEUE", "URL", "OWN", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SAM_LOCAL")
                        return {"event": event, **{name: os.environ.get(name) for name in names}}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void python() throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/python3"))
                        || Files.isExecutable(Path.of("/usr/local/bin/python3")),
                "python3 is not installed");
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
    }

    private Run invoke(String... more) {
        String[] line = new String[more.length + 2];
        line[0] = "local";
        line[1] = "invoke";
        System.arraycopy(more, 0, line, 2, more.length);
        Map<String, String> variables = Map.of(
                "PATH",
                String.valueOf(System.getenv("PATH")),
                "HOME",
                folder.toString(),
                "AWS_ACCESS_KEY_ID",
                "AKIDCALLER",
                "AWS_SECRET_ACCESS_KEY",
                "secret");
        return Run.of(folder, variables, "samara", line);
    }

    @Test
    void theAnswerGoesToStandardOutputAndTheLogToStandardError() throws IOException {
        Files.writeString(folder.resolve("event.json"), "{\"a\": [1]}");

        Run run = invoke("-e", "event.json", "--region", "eu-west-3");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("\"event\": {\"a\": [1]}", "\"AWS_REGION\": \"eu-west-3\"", "\"AWS_SAM_LOCAL\": \"true\"")
                .contains("\"AWS_ACCESS_KEY_ID\": \"AKIDCALLER\"");
        assertThat(run.err())
                .contains("START RequestId: ", "a line of the log", "END RequestId: ", "REPORT RequestId: ");
    }

    @Test
    void referencesBecomeWhatIsKnownWithoutAStackAndTheRestIsNamed() {
        Run run = invoke("Echo", "--parameter-overrides", "Stage=prod");

        assertThat(run.out()).contains("\"STAGE\": \"prod\"", "\"QUEUE\": \"Queue\"", "\"URL\": \"\"");
        assertThat(run.err()).contains("template.yaml:13", "`URL` of `Echo` is empty");
    }

    @Test
    void variablesOfTheFileHoldBeforeTheTemplatesAndUndeclaredOnesAreNamed() throws IOException {
        Files.writeString(
                folder.resolve("env.json"),
                "{\"Parameters\": {\"OWN\": \"2\", \"STAGE\": \"all\"}, \"Echo\": {\"OWN\": \"3\", \"NEW\": \"4\"}}");

        Run run = invoke("echo-function", "--env-vars", "env.json");

        assertThat(run.out()).contains("\"OWN\": \"3\"", "\"STAGE\": \"all\"");
        assertThat(run.err()).contains("sets NEW for `Echo`");
    }

    @Test
    void aFunctionsErrorIsAnAnswer() throws IOException {
        Files.writeString(folder.resolve("event.json"), "\"fail\"");

        Run run = invoke("Echo", "-e", "event.json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"errorType\": \"ValueError\"", "as told");
    }

    @Test
    void anUnknownFunctionIsAnErrorThatNamesTheNearest() {
        Run run = invoke("Ecko");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("There is no function `Ecko`", "Did you mean `Echo`?");
    }

    @Test
    void anEventThatIsNoJsonIsAnErrorWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("event.json"), "{\"a\": 1,\n nonsense}");

        Run run = invoke("-e", "event.json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("event.json is no JSON", "line 2");
    }

    @Test
    void theLogFileHoldsLogAndAnswer() throws IOException {
        Run run = invoke("--log-file", "logs/out.log");

        assertThat(run.err()).doesNotContain("START RequestId");
        assertThat(Files.readString(folder.resolve("logs/out.log"))).contains("a line of the log", "\"event\": {}");
    }

    @Test
    void optionsOfContainersAreRefusedWithTheReason() {
        assertThat(invoke("--docker-network", "lan").err()).contains("--docker-network is refused");
        assertThat(invoke("--add-host", "db:10.0.0.1").err()).contains("--add-host is refused");
        assertThat(invoke("--invoke-image", "mine").err()).contains("--invoke-image is refused");
    }

    @Test
    void functionsOfNestedStacksAreCalledByTheirPath() throws IOException {
        Files.createDirectory(folder.resolve("child"));
        Files.writeString(folder.resolve("child/child.yaml"), TEMPLATE.replace("FunctionName: echo-function", ""));
        Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Child:
                    Type: AWS::Serverless::Application
                    Properties: {Location: child/child.yaml, Parameters: {Stage: nested}}
                """);

        Run run = invoke("Child/Echo");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"STAGE\": \"nested\"");
    }
}
