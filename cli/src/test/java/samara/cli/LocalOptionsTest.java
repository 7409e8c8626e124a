package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The options of `local invoke`, each on a function that answers otherwise where the option is not heeded.
class LocalOptionsTest {
    private static final String TEMPLATE = """
            Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
            Resources:
              Fn:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.12
                  Handler: app.handler
                  CodeUri: code
                  MemorySize: 128
            """;
    private static final String CODE = """
            import os
            def handler(event, context):
                names = ("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SESSION_TOKEN")
                return {"event": event, "tenant": getattr(context, "tenant_id", None), **{n: os.environ.get(n) for n in names}}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void python() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "/usr/bin/python3 is not installed");
        write("template.yaml", TEMPLATE);
        write("code/app.py", CODE);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Run invoke(String... more) {
        return invoke(Map.of(), more);
    }

    private Run invoke(Map<String, String> variables, String... more) {
        String[] line = new String[more.length + 2];
        line[0] = "local";
        line[1] = "invoke";
        System.arraycopy(more, 0, line, 2, more.length);
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.put("PATH", String.valueOf(System.getenv("PATH")));
        all.put("HOME", folder.toString());
        return Run.of(folder, all, "samara", line);
    }

    @Test
    void noEventIsAnEmptyOneAndContradictsAnEvent() throws IOException {
        write("e.json", "{\"a\": 1}");

        assertThat(invoke("--no-event").out()).contains("\"event\": {}");
        Run both = invoke("--no-event", "-e", "e.json");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("--event and --no-event contradict each other");
    }

    @Test
    void theRuntimeOfTheOptionHoldsBeforeTheTemplates() throws IOException {
        write("template.yaml", TEMPLATE.replace("python3.12", "ruby3.4"));

        assertThat(invoke("--runtime", "python3.12").out()).contains("\"event\": {}");
        write("samconfig.toml", "[default.local_invoke.parameters]\nruntime = \"python3.12\"");
        assertThat(invoke().out()).contains("\"event\": {}");
    }

    @Test
    void aTenantIsToldToFunctionsThatHaveTenantsAndNoOthers() throws IOException {
        assertThat(invoke("--tenant-id", "blue").err()).contains("has no `TenancyConfig`");
        write("template.yaml", TEMPLATE + "      TenancyConfig: {TenantIsolationMode: PER_TENANT}\n");

        assertThat(invoke("--tenant-id", "blue").out()).contains("\"tenant\": \"blue\"");
        assertThat(invoke().err()).contains("each invocation needs a tenant. Give --tenant-id");
    }

    @Test
    void linksInCodeAreFollowedOnRequestOnly() throws IOException {
        write("elsewhere/shared.py", "VALUE = 'from elsewhere'\n");
        write("code/app.py", "def handler(event, context):\n    import shared\n    return shared.VALUE\n");
        Files.createSymbolicLink(folder.resolve("code/shared.py"), folder.resolve("elsewhere/shared.py"));

        assertThat(invoke("--mount-symlinks").out()).contains("from elsewhere");
        assertThat(invoke("--no-mount-symlinks").out()).contains("No module named 'shared'");
    }

    @Test
    void loopsOfTheLanguageExtensionsAreAlwaysWrittenOut() throws IOException {
        write("template.yaml", """
                Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
                Resources:
                  Fn::ForEach::All:
                    - Name
                    - [A, B]
                    - Fn${Name}:
                        Type: AWS::Serverless::Function
                        Properties: {Runtime: python3.12, Handler: app.handler, CodeUri: code}
                """);

        assertThat(invoke("FnB").exitCode()).isZero();
        assertThat(invoke("FnB", "--language-extensions", "--beta-features", "--skip-pull-image")
                        .exitCode())
                .isZero();
    }

    @Test
    void theTemplateOfTheOptionIsRead() throws IOException {
        write("there/other.yaml", TEMPLATE);
        write("there/code/app.py", "def handler(event, context):\n    return 'from there'\n");

        assertThat(invoke("-t", "there/other.yaml").out()).contains("from there");
        assertThat(invoke("-t", "gone.yaml").err()).contains("gone.yaml does not exist");
    }

    @Test
    void codeStartsFromTheBaseFolder() throws IOException {
        write("based/code/app.py", "def handler(event, context):\n    return 'from the base'\n");

        assertThat(invoke("--docker-volume-basedir", "based").out()).contains("from the base");
        assertThat(invoke(Map.of("SAM_DOCKER_VOLUME_BASEDIR", "based")).out()).contains("from the base");
        assertThat(invoke().out()).contains("\"event\"");
    }

    @Test
    void theMemoryLimitIsLifted() throws IOException {
        write("code/app.py", "def handler(event, context):\n    return len(bytearray(300 << 20))\n");

        assertThat(invoke("--no-memory-limit").out()).contains("314572800");
        assertThat(invoke().out()).contains("signal: killed");
    }

    @Test
    void functionsHaveTheCredentialsAndTheRegionOfTheProfile() throws IOException {
        write(".aws/config", "[default]\nregion = us-west-1\n[profile work]\nregion = eu-north-1\n");
        write(".aws/credentials", """
                [default]
                aws_access_key_id = AKIDDEFAULT
                aws_secret_access_key = s
                [work]
                aws_access_key_id = AKIDWORK
                aws_secret_access_key = s
                aws_session_token = of-work
                """);

        assertThat(invoke("--profile", "work").out())
                .contains("\"AWS_REGION\": \"eu-north-1\"", "\"AWS_ACCESS_KEY_ID\": \"AKIDWORK\"")
                .contains("\"AWS_SESSION_TOKEN\": \"of-work\"");
        assertThat(invoke("--profile", "work", "--region", "ap-south-1").out())
                .contains("\"AWS_REGION\": \"ap-south-1\"");
        assertThat(invoke("--profile", "wrok").err()).contains("There is no profile `wrok`");
    }

    @Test
    void extensionsAreAlwaysToldOfTheShutdown() throws IOException {
        write("layer/extensions/watcher", """
                #!/usr/bin/env python3
                import json, os, urllib.request
                base = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2020-01-01/extension/"
                answer = urllib.request.urlopen(urllib.request.Request(base + "register",
                    json.dumps({"events": ["INVOKE", "SHUTDOWN"]}).encode(), {"Lambda-Extension-Name": "watcher"}))
                me = {"Lambda-Extension-Identifier": answer.headers["Lambda-Extension-Identifier"]}
                kind = ""
                while kind != "SHUTDOWN":
                    kind = json.load(urllib.request.urlopen(urllib.request.Request(base + "event/next", headers=me)))["eventType"]
                    print("EVENT " + kind, flush=True)
                """);
        assertThat(folder.resolve("layer/extensions/watcher").toFile().setExecutable(true))
                .isTrue();
        write("template.yaml", TEMPLATE + """
                      Layers: [!Ref Watching]
                  Watching:
                    Type: AWS::Serverless::LayerVersion
                    Properties: {ContentUri: layer}
                """);

        assertThat(invoke("--shutdown").err()).contains("EVENT INVOKE", "EVENT SHUTDOWN");
    }

    @Test
    void whatWasFetchedForLayersIsForgottenAndNothingElse() throws IOException {
        write("mine/tools-3-0123456789/fetched.txt", "");
        write("mine/notes.txt", "");
        write("mine/photos/one.txt", "");

        assertThat(invoke("--layer-cache-basedir", "mine", "--force-image-build")
                        .exitCode())
                .isZero();

        assertThat(folder.resolve("mine/tools-3-0123456789")).doesNotExist();
        assertThat(folder.resolve("mine/notes.txt")).exists();
        assertThat(folder.resolve("mine/photos/one.txt")).exists();
    }

    @Test
    void debugShowsTheTraceOfAMistakeOfOurs() throws IOException {
        write("code/app.py", CODE);
        Files.write(folder.resolve("config"), new byte[] {(byte) 0xff});
        Map<String, String> unreadable =
                Map.of("AWS_CONFIG_FILE", folder.resolve("config").toString());
        var debugging = new HashMap<>(unreadable);
        debugging.put("SAM_DEBUG", "1");

        assertThat(invoke(unreadable).err()).doesNotContain("\tat samara.");
        assertThat(invoke(unreadable, "--debug").err()).contains("\tat samara.");
        assertThat(invoke(debugging).err()).contains("\tat samara.");
    }
}
