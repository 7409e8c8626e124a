package samara.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cli.cloud.EmbeddedCloud;
import samara.cli.command.Environment;
import samara.cli.terminal.Terminal;

/// Goes through the commands and a cloud once, so that the JDK's ahead-of-time cache learns what they load. The
/// launcher
/// runs this after a build, by the name of this class; what it prints is the launcher's log.
public final class Training {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Table:
                Type: AWS::Serverless::SimpleTable
              Function:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: index.handler
                  Runtime: python3.12
                  InlineCode: |
                    def handler(event, context):
                        return {"statusCode": 200, "body": "trained"}
                  Policies:
                    - DynamoDBCrudPolicy: {TableName: !Ref Table}
                  Events:
                    Get:
                      Type: Api
                      Properties: {Path: "/{id}", Method: get}
            Outputs:
              Url:
                Value: !Sub "https://${ServerlessRestApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/Prod/1"
            """;

    private final Terminal terminal;
    private final Environment environment;

    private Training(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    /// Takes the folder that Samara was built in.
    public static void main(String[] line) throws IOException {
        Path home = Path.of(line[0]).toAbsolutePath();
        Path folder = Files.createTempDirectory("samara-training");
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        var environment = new Environment(
                Map.of("HOME", folder.toString()), folder, "samara", Optional.of(home), InstantSource.system());
        new Training(Terminal.standard(Map.of("TERM", "dumb")), environment).run(folder);
        // Not every part of the cloud ends at once, and the cache is written at the end of the process.
        System.exit(0);
    }

    private void run(Path folder) throws IOException {
        for (List<String> command : List.of(
                List.of("--version"),
                List.of("--help"),
                List.of("validate"),
                List.of("validate", "--output", "json"),
                List.of("transform"),
                List.of("validate", "--no-such-option"))) {
            call(command);
        }
        try (var cloud = EmbeddedCloud.start(folder.resolve(".samara"), 0, false)) {
            List<String> deploy = List.of(
                    "deploy",
                    "--local",
                    "--stack-name",
                    "training",
                    "--capabilities",
                    "CAPABILITY_IAM",
                    "--no-confirm-changeset",
                    "--no-fail-on-empty-changeset");
            call(deploy);
            call(deploy);
            call(List.of("list", "endpoints", "--local", "--stack-name", "training", "--output", "json"));
            call(List.of("list", "stack-outputs", "--local", "--stack-name", "training"));
            call(List.of("cloud", "status"));
            get(cloud.url().resolve("/_samara/health"));
            call(List.of("delete", "--local", "--stack-name", "training", "--no-prompts"));
        }
    }

    private void call(List<String> command) {
        terminal.line(
                "training: " + String.join(" ", command) + " ended with " + Main.run(command, terminal, environment));
    }

    private void get(URI uri) throws IOException {
        var connection = (HttpURLConnection) uri.toURL().openConnection();
        terminal.line("training: " + uri.getPath() + " answered " + connection.getResponseCode());
        connection.disconnect();
    }
}
