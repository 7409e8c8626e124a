package samara.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import samara.functions.isolation.Isolation;
import samara.functions.runtime.SearchPath;

/// Ruby, Go, Rust, and what has no program at all.
@Timeout(120)
class OtherRuntimesTest {
    @TempDir
    Path folder;

    @Test
    void rubyMethodsAreHandlers() throws Exception {
        assumeTrue(SearchPath.find("ruby").isPresent(), "needs ruby on the PATH");
        try (var bench = new Bench(folder, Isolation.best())) {
            Map<String, String> sources = Map.of("app.rb", """
                    require 'json'
                    def handler(event:, context:)
                      puts "seen #{event['n']}"
                      { n: event['n'] + 1, name: context.function_name, time: context.get_remaining_time_in_millis > 0 }
                    end
                    module Shop
                      class Orders
                        def self.process(event:, context:)
                          raise ArgumentError, 'no'
                        end
                      end
                    end
                    """);

            assertThat(bench.answer(bench.function("ruby3.4", "app.handler", sources), "{\"n\": 1}"))
                    .isEqualTo("{\"n\":2,\"name\":\"tested\",\"time\":true}");
            assertThat(bench.answer(bench.function("ruby3.4", "app.Shop::Orders.process", sources), "{}"))
                    .startsWith("{\"errorMessage\":\"no\",\"errorType\":\"Function<ArgumentError>\",\"stackTrace\":[");
            assertThat(bench.answer(bench.function("ruby3.4", "app.missing", sources), "{}"))
                    .contains("Runtime.HandlerNotFound");
            assertThat(bench.answer(bench.function("ruby3.4", "nothing.handler", sources), "{}"))
                    .contains("Init<LoadError>");
            assertThat(bench.log).contains("seen 1\n");
        }
    }

    @Test
    void goProgramsAreNamedByTheirHandler() throws Exception {
        assumeTrue(SearchPath.find("go").isPresent(), "needs go on the PATH");
        try (var bench = new Bench(folder, Isolation.best())) {
            var function = bench.function("go1.x", "main", Map.of("main.go", """
                    package main
                    import ("io"; "net/http"; "os"; "strings")
                    func main() {
                        base := "http://" + os.Getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/"
                        for {
                            next, err := http.Get(base + "next")
                            if err != nil { os.Exit(1) }
                            event, _ := io.ReadAll(next.Body)
                            id := next.Header.Get("Lambda-Runtime-Aws-Request-Id")
                            http.Post(base + id + "/response", "application/json", strings.NewReader(`{"go":` + string(event) + `}`))
                        }
                    }
                    """));
            Path code = ((FunctionCode.Zip) function.code()).folder();
            run(List.of("go", "build", "-o", "main", "main.go"), code);

            assertThat(bench.answer(function, "1")).isEqualTo("{\"go\":1}");
            assertThat(bench.answer(function, "2")).isEqualTo("{\"go\":2}");
            assertThat(bench.warnings)
                    .containsExactly("AWS deprecated the runtime `go1.x` on 2024-01-08; it runs here all the same.");
        }
    }

    @Test
    void rustProgramsBringTheirOwnRuntime() throws Exception {
        assumeTrue(SearchPath.find("rustc").isPresent(), "needs rustc on the PATH");
        try (var bench = new Bench(folder, Isolation.best())) {
            var function = bench.function("provided.al2", "any", Map.of("main.rs", """
                    use std::io::{Read, Write};
                    use std::net::TcpStream;
                    fn main() {
                        let api = std::env::var("AWS_LAMBDA_RUNTIME_API").unwrap();
                        let base = "/2018-06-01/runtime/invocation";
                        loop {
                            let mut next = TcpStream::connect(&api).unwrap();
                            write!(next, "GET {}/next HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n", base).unwrap();
                            let mut text = String::new();
                            next.read_to_string(&mut text).unwrap();
                            let lower = text.to_lowercase();
                            let at = lower.find("lambda-runtime-aws-request-id: ").unwrap() + 31;
                            let id = &text[at..at + text[at..].find("\\r\\n").unwrap()];
                            let mut post = TcpStream::connect(&api).unwrap();
                            write!(post, "POST {}/{}/response HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\nContent-Length: 6\\r\\n\\r\\n\\"rust\\"", base, id).unwrap();
                            post.read_to_string(&mut String::new()).unwrap();
                        }
                    }
                    """));
            Path code = ((FunctionCode.Zip) function.code()).folder();
            run(List.of("rustc", "-o", "bootstrap", "main.rs"), code);

            assertThat(bench.answer(function, "1")).isEqualTo("\"rust\"");
            assertThat(bench.answer(function, "2")).isEqualTo("\"rust\"");
        }
    }

    @Test
    void saysWhatIsMissingWhereNothingCanBeStarted() throws Exception {
        try (var bench = new Bench(folder, Isolation.best())) {
            var none = bench.function("provided.al2023", "any", Map.of("other", "x"));
            var old = bench.function("go1.x", "main", Map.of("main", "no Runtime API in here"));
            Path program = ((FunctionCode.Zip) old.code()).folder().resolve("main");
            assertThat(program.toFile().setExecutable(true)).isTrue();

            assertThat(bench.answer(none, "{}"))
                    .contains("Runtime.InvalidEntrypoint")
                    .contains("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
            assertThat(bench.answer(old, "{}")).contains("Build it with github.com/aws/aws-lambda-go 1.18 or newer.");
            assertThat(Files.list(folder.resolve("engine")).filter(file -> file.endsWith("java-archive")))
                    .isEmpty();
        }
    }

    private static void run(List<String> command, Path in) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
