import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.tools.ToolProvider;
import samara.functions.EngineSettings;
import samara.functions.FunctionCode;
import samara.functions.FunctionEngine;
import samara.functions.FunctionSpec;
import samara.functions.Invocation;
import samara.functions.Logging;
import samara.functions.isolation.Isolation;
import samara.functions.runtime.UnsupportedRuntimeException;

/// The engine alone, without an API or a cloud around it: cold starts and warm invocations of each runtime that this
/// machine has. Run it with Samara's libraries: `java -cp 'dist/lib/*' bench/Engine.java [warm invocations]`.
final class Engine {
    private static final int COLD = 10;
    private static final AtomicLong IDS = new AtomicLong();

    private static final String SHELL = """
            #!/bin/bash
            while true; do
              exec 3<>"/dev/tcp/${AWS_LAMBDA_RUNTIME_API%:*}/${AWS_LAMBDA_RUNTIME_API#*:}"
              printf 'GET /2018-06-01/runtime/invocation/next HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' >&3
              while IFS=$'\\r' read -r line rest <&3 && [ -n "$line" ]; do
                case "${line,,}" in lambda-runtime-aws-request-id:*) id="${line#*: }";; esac
              done
              printf 'POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1\\r\\n\\r\\n1' "$id" >&3
              read -r line <&3
              exec 3>&-
            done
            """;

    private Engine() {}

    public static void main(String[] arguments) throws Exception {
        int warm = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5000;
        Path folder = Files.createTempDirectory("samara-bench");
        Map<String, Path> code = new LinkedHashMap<>();
        code.put("python3.12 app.handler", source(folder, "app.py", "def handler(event, context):\n    return event\n"));
        code.put("nodejs22.x app.handler", source(folder, "app.js", "exports.handler = async (event) => event;\n"));
        code.put("java21 App::handler", java(folder));
        code.put("ruby3.4 app.handler", source(folder, "app.rb", "def handler(event:, context:)\n  event\nend\n"));
        code.put("provided.al2023 any", source(folder, "bootstrap", SHELL));
        System.out.printf("%-26s%12s%12s%12s%12s%12s%n", "", "cold p50", "cold max", "warm p50", "warm p99", "warm/s");
        for (var entry : code.entrySet()) {
            try {
                measure(folder, entry.getKey(), entry.getValue(), warm);
            } catch (UnsupportedRuntimeException e) {
                System.out.println(entry.getKey() + ": " + e.getMessage());
            }
        }
        System.exit(0);
    }

    private static void measure(Path folder, String what, Path code, int warm) throws Exception {
        String[] words = what.split(" ");
        try (var engine = new FunctionEngine(new EngineSettings(
                folder.resolve("engine"),
                Isolation.best(),
                InstantSource.system(),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                () -> String.format("%032x", IDS.incrementAndGet()),
                folder,
                warning -> {}))) {
            var zip = new FunctionCode.Zip(words[0], words[1], code, List.of());
            FunctionSpec function = function(zip, "first");
            invoke(engine, function); // makes what is made once: archives, byte code
            engine.retire(function.revision());
            Thread.sleep(words[0].startsWith("java") ? 4000 : 100);
            long[] cold = new long[COLD];
            for (int i = 0; i < COLD; i++) {
                function = function(zip, "first");
                cold[i] = invoke(engine, function);
                engine.retire(function.revision());
            }
            function = function(zip, "warm");
            for (int i = 0; i < warm / 5; i++) {
                invoke(engine, function);
            }
            long[] times = new long[warm];
            long begun = System.nanoTime();
            for (int i = 0; i < warm; i++) {
                times[i] = invoke(engine, function);
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            Arrays.sort(cold);
            Arrays.sort(times);
            System.out.printf(
                    "%-26s%9.1f ms%9.1f ms%9.0f us%9.0f us%12.0f%n",
                    what, cold[COLD / 2] / 1e6, cold[COLD - 1] / 1e6, times[warm / 2] / 1e3, times[warm * 99 / 100] / 1e3,
                    warm / seconds);
        }
    }

    private static FunctionSpec function(FunctionCode.Zip zip, String revision) {
        return new FunctionSpec(
                "bench",
                "$LATEST",
                "arn:aws:lambda:eu-west-1:123456789012:function:bench",
                zip.runtime() + revision,
                zip,
                512,
                Duration.ofSeconds(20),
                512,
                1,
                "/aws/lambda/bench",
                Logging.TEXT,
                () -> Map.of());
    }

    private static long invoke(FunctionEngine engine, FunctionSpec function) throws InterruptedException {
        var invocation = new Invocation(
                "{\"n\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "00000000-0000-0000-0000-" + String.format("%012d", IDS.incrementAndGet()),
                function.arn(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        long begun = System.nanoTime();
        var result = engine.invoke(function, invocation, (spec, stream, events) -> {});
        long took = System.nanoTime() - begun;
        if (result.functionError().isPresent()) {
            throw new IllegalStateException(new String(result.payload(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return took;
    }

    private static Path source(Path folder, String name, String text) throws Exception {
        Path code = Files.createTempDirectory(folder, "code");
        Path file = Files.writeString(code.resolve(name), text);
        if (name.equals("bootstrap") && !file.toFile().setExecutable(true)) {
            throw new IllegalStateException("Cannot make it executable.");
        }
        return code;
    }

    private static Path java(Path folder) throws Exception {
        Path code = source(folder, "App.java", """
                import java.util.Map;
                public class App {
                    public Map<String, Object> handler(Map<String, Object> event) { return event; }
                }
                """);
        ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-d", code.toString(), code.resolve("App.java").toString());
        return code;
    }
}
