package samara.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import samara.cli.cloud.EmbeddedCloud;
import samara.cli.command.Environment;
import samara.cli.terminal.Terminal;

/// Goes through commands once, so that a JDK's ahead-of-time cache learns what they load. The launcher runs this after
/// a
/// build, by the name of this class; what it prints is the launcher's log.
///
/// There are three caches, since the JDK links every class of its cache at start: one for the commands that only read
/// and write files, one for those that run functions, one for the cloud and what talks to it.
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

    /// Takes the folder that Samara was built in, and which cache this is for: `commands`, `local` or `cloud`.
    public static void main(String[] line) throws IOException {
        Path home = Path.of(line[0]).toAbsolutePath();
        Path folder = Files.createTempDirectory("samara-training");
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        copy(home.resolve("examples/hello"), folder.resolve("hello"));
        Environment environment = Main.environment(Map.of("HOME", folder.toString()), folder);
        var training = new Training(Terminal.standard(Map.of("TERM", "dumb")), environment);
        switch (line[1]) {
            case "commands" -> training.files(folder);
            case "local" -> training.local(folder);
            case "cloud" -> training.cloud(folder);
            default -> throw new IllegalArgumentException("There is no cache `" + line[1] + "`.");
        }
        // Not every part of the cloud ends at once, and the cache is written at the end of the process.
        System.exit(0);
    }

    private void files(Path folder) throws IOException {
        Path example = folder.resolve("hello");
        for (List<String> command : List.of(
                List.of("--version"),
                List.of("--help"),
                List.of("validate"),
                List.of("validate", "--output", "json"),
                List.of("validate", "--no-such-option"),
                List.of("validate", "-t", example.resolve("template.yaml").toString()),
                List.of("transform"),
                List.of("transform", "-t", example.resolve("template.yaml").toString()),
                List.of("build", "--base-dir", folder.toString()))) {
            call(command);
        }
        builds(folder);
    }

    /// A function that needs no tool of this machine: built, then found to be as it was.
    private void builds(Path folder) throws IOException {
        Path app = Files.createDirectories(folder.resolve("built"));
        Files.writeString(app.resolve("bootstrap"), "#!/bin/sh\n");
        Files.writeString(app.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Parameters:
                  Runtime: {Type: String, Default: provided.al2023}
                Resources:
                  Function:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: .
                      Handler: bootstrap
                      Runtime: !Ref Runtime
                """);
        for (int i = 0; i < 3; i++) {
            call(List.of("build", "-t", app.resolve("template.yaml").toString()));
        }
    }

    private void local(Path folder) throws IOException {
        Path event = folder.resolve("event.json");
        Files.writeString(event, "{\"trained\": [1, 2.5, true, null]}");
        String hello = folder.resolve("hello/template.yaml").toString();
        for (List<String> command : List.of(
                List.of("local", "generate-event", "apigateway", "aws-proxy", "--body", "{}"),
                List.of("local", "invoke", "Function", "-e", event.toString()),
                List.of("local", "invoke", "HelloFunction", "-t", hello, "--region", "eu-central-1"),
                List.of("local", "invoke", "NoSuchFunction"))) {
            call(command);
        }
    }

    private void cloud(Path folder) throws IOException {
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

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (var walk = Files.walk(from)) {
            all = walk.filter(path -> !path.toString().contains(".aws-sam")
                            && !path.toString().contains(".samara"))
                    .toList();
        }
        for (Path path : all) {
            Files.copy(path, to.resolve(from.relativize(path).toString()));
        }
    }
}
