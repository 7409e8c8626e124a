package samara.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import samara.functions.isolation.Isolation;
import samara.functions.isolation.PlainProcess;
import samara.functions.isolation.Sandbox;
import samara.functions.runtime.AwsSdk;
import samara.functions.runtime.Interpreter;

/// Functions find the AWS SDK that Lambda's runtimes bring, behind what they bring themselves.
@ParameterizedClass
@Timeout(60)
@MethodSource("isolations")
class RuntimeSdkTest {
    private final Isolation isolation;

    @TempDir
    Path folder;

    RuntimeSdkTest(Isolation isolation) {
        this.isolation = isolation;
    }

    static Stream<Isolation> isolations() {
        return Stream.concat(Sandbox.find().stream(), Stream.of(new PlainProcess()));
    }

    private void write(String name, String text) throws Exception {
        Path file = folder.resolve("home/.cache/samara/sdk").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void nodeFunctionsRequireAndImportIt() throws Exception {
        String packages = "nodejs/node_modules/@aws-sdk/client-s3/";
        write(packages + "package.json", "{\"name\": \"@aws-sdk/client-s3\", \"main\": \"index.js\"}");
        write(packages + "index.js", "exports.whose = 'the runtime\\'s';");
        try (var bench = new Bench(folder, isolation)) {
            String own = "node_modules/@aws-sdk/client-s3/index.js";
            String required = "exports.handler = async () => require('@aws-sdk/client-s3').whose;";
            String imported = "import { whose } from '@aws-sdk/client-s3'; export const handler = async () => whose;";

            assertThat(bench.answer(bench.function("nodejs20.x", "app.handler", Map.of("app.js", required)), "1"))
                    .isEqualTo("\"the runtime's\"");
            assertThat(bench.answer(bench.function("nodejs20.x", "app.handler", Map.of("app.mjs", imported)), "1"))
                    .isEqualTo("\"the runtime's\"");
            for (String file : new String[] {"app.js", "app.mjs"}) {
                var function = bench.function(
                        "nodejs20.x",
                        "app.handler",
                        Map.of(file, file.equals("app.js") ? required : imported, own, "exports.whose = 'mine';"));
                assertThat(bench.answer(function, "1")).isEqualTo("\"mine\"");
            }
        }
    }

    @Test
    void pythonIsShownTheSdkOfTheCacheAndNothingBesideIt() throws Exception {
        write("python/boto3/__init__.py", "import other\n");
        write("python/botocore/__init__.py", "");
        write("python/other/__init__.py", "");
        var without = new Interpreter(folder.resolve("prefix/bin/python3.11"), 11, folder.resolve("prefix"));

        Optional<AwsSdk> sdk = AwsSdk.python(without, folder.resolve("home"));

        assertThat(sdk.map(AwsSdk::names).orElseThrow()).containsExactly("boto3", "botocore");
    }

    @Test
    void aModuleThatTheRuntimeHadIsHintedAt() throws Exception {
        try (var bench = new Bench(folder, isolation)) {
            String source = "require('@aws-sdk/client-nothing'); exports.handler = async () => 1;";
            var function = bench.function("nodejs20.x", "app.handler", Map.of("app.js", source));

            assertThat(bench.answer(function, "1")).contains("Runtime.ImportModuleError");
            assertThat(bench.log())
                    .contains("@aws-sdk/client-nothing was not found.")
                    .contains("npm install --prefix " + folder.resolve("home/.cache/samara/sdk/nodejs"));
        }
    }
}
