package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The options of `local start-lambda` and `local start-api` that `local invoke` does not have.
class ServeOptionsTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: Prod
                  Auth:
                    DefaultAuthorizer: Guard
                    Authorizers: {Guard: {FunctionArn: !GetAtt Guard.Arn}}
              Fn:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.12
                  Handler: app.handler
                  CodeUri: code
                  Events: {Get: {Type: Api, Properties: {Path: /hello, Method: get, RestApiId: !Ref Api}}}
              Guard:
                Type: AWS::Serverless::Function
                Properties: {Runtime: python3.12, Handler: app.handler, CodeUri: code}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void python() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "/usr/bin/python3 is not installed");
        write("template.yaml", TEMPLATE);
        code("first");
    }

    private void code(String answer) throws IOException {
        write(
                "code/app.py",
                "print('the code is loaded')\ndef handler(event, context):\n"
                        + "    return {'statusCode': 200, 'body': '" + answer + "'}\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void servesOnTheHostAndThePortThatAreGiven() throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.3"))) {
            port = free.getLocalPort();
        }
        try (var served = new Served(
                folder, "local", "start-lambda", "Fn", "--host", "127.0.0.3", "--port", Integer.toString(port))) {
            assertThat(served.err()).contains("http://127.0.0.3:" + port);
            assertThat(served.invoke("Fn")).contains("first");
            // Only what was named is served.
            assertThat(served.invoke("Guard")).contains("Function not found").contains("Guard");
            try (var second = new Served(
                    folder, "local", "start-lambda", "--host", "127.0.0.3", "--port", Integer.toString(port))) {
                assertThat(second.err()).contains(Integer.toString(port)).contains("in use");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --debug-function Nope --debug-port 5897  | --debug-function names `Nope`, which is no function of the template. There are: Guard, Fn.
                    --region nowhere                         | `nowhere` does not look like a Region's code. Give another one with --region.
                    --host 300.1.1.1                         | on 300.1.1.1 cannot be listened on: it is no address, and no name of one.
                    --log-file /proc/self/log                | The file of --log-file, /proc/self/log, can't be written:
                    """)
    void optionsThatCanNotBeAreSaidBeforeAnythingIsServed(String options, String said) throws InterruptedException {
        String[] command = ("local start-api -p 0 " + options).split(" ");
        try (var served = new Served(folder, command)) {
            assertThat(served.err()).contains(said).doesNotContain("bug of Samara");
        }
    }

    @Test
    void functionsAreStartedBeforeTheirFirstEventWhereThatIsAsked() throws InterruptedException {
        try (var served = new Served(folder, "local", "start-lambda", "-p", "0", "--warm-containers", "eager")) {
            served.await(Pattern.compile("the code is loaded"));
            assertThat(served.err()).contains("the code is loaded").doesNotContain("START RequestId");
        }
    }

    @Test
    void changesAreTakenUpUnlessThatIsTurnedOff() throws IOException, InterruptedException {
        try (var following = new Served(folder, "local", "start-lambda", "-p", "0");
                var staying = new Served(folder, "local", "start-lambda", "-p", "0", "--no-watch")) {
            assertThat(following.err()).contains("Changes of the code and the template are taken up.");
            assertThat(staying.err()).contains("Changes are not taken up (--no-watch).");
            assertThat(following.invoke("Fn")).contains("first");
            assertThat(staying.invoke("Fn")).contains("first");

            code("second");
            following.await(Pattern.compile("The code of `Fn` has changed"));

            assertThat(following.invoke("Fn")).contains("second");
            assertThat(staying.invoke("Fn")).contains("first");
        }
    }

    @Test
    void authorizersAreAskedUnlessTheyAreDisabled() throws IOException, InterruptedException {
        try (var served = new Served(folder, "local", "start-api", "-p", "0")) {
            assertThat(served.get("/hello").statusCode()).isEqualTo(401);
        }
        try (var served = new Served(folder, "local", "start-api", "-p", "0", "--disable-authorizer")) {
            assertThat(served.get("/hello").body()).isEqualTo("first");
            assertThat(served.err()).contains("Authorizers are left out");
        }
    }

    @Test
    void severalApisShareThePort() throws IOException, InterruptedException {
        write("template.yaml", """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Rest: {Type: AWS::Serverless::Api, Properties: {StageName: rest}}
                  Http: {Type: AWS::Serverless::HttpApi, Properties: {StageName: http}}
                  Fn:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: python3.12
                      Handler: index.handler
                      InlineCode: |
                        def handler(event, context):
                            return {"statusCode": 200, "body": event.get("version", "rest")}
                      Events:
                        Rest: {Type: Api, Properties: {Path: "/a/{id}", Method: get, RestApiId: !Ref Rest}}
                        Both: {Type: Api, Properties: {Path: "/b/{id}", Method: get, RestApiId: !Ref Rest}}
                        Http: {Type: HttpApi, Properties: {Path: "/b/{name}", Method: get, ApiId: !Ref Http}}
                        Else: {Type: HttpApi, Properties: {ApiId: !Ref Http}}
                """);

        try (var served = new Served(folder, "local", "start-api", "-p", "0")) {
            assertThat(served.get("/a/1").body()).isEqualTo("rest");
            assertThat(served.get("/b/1").body()).isEqualTo("2.0");
            assertThat(served.get("/c").body()).isEqualTo("2.0");
            assertThat(served.err())
                    .contains("\n Rest\n", "\n Http\n")
                    .contains("`GET /b/{id}` of `Rest` is not reached: the APIs share this port, and `Http` has it");
        }
    }

    @Test
    void filesOfTheStaticFolderAreServed() throws IOException, InterruptedException {
        write("site/page.txt", "a page");

        try (var served = new Served(folder, "local", "start-api", "-p", "0", "--static-dir", "site")) {
            assertThat(served.get("/page.txt").body()).isEqualTo("a page");
        }
        try (var served = new Served(folder, "local", "start-api", "-p", "0", "--static-dir", "stie")) {
            assertThat(served.err()).contains("The folder of --static-dir").contains("stie, does not exist");
        }
    }
}
