package samara.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samara.template.ObjectNode;

class EsbuildToolchainTest {
    private static final String RESOURCES = """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Metadata:
                  BuildMethod: esbuild
                  BuildProperties:
                    EntryPoints: [app.ts]
                Properties: {CodeUri: code, Handler: app.handler, Runtime: nodejs22.x}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private BuildFolder app;

    /// In place of esbuild, a program that writes down how it was called.
    @BeforeEach
    void write() throws IOException {
        app = new BuildFolder(temporary)
                .write("code/app.ts", "export const handler = async () => 1;\n")
                .write("bin/esbuild", """
                        #!/bin/sh
                        for a in "$@"; do
                          case $a in --outdir=*) out=${a#--outdir=} ;; esac
                        done
                        [ ! -f fail.ts ] || { echo 'app.ts:1:7: ERROR: nonsense'; exit 1; }
                        echo "$@" | sed "s#$out#OUT#" > "$out/app.js"
                        """);
        assertThat(temporary.resolve("bin/esbuild").toFile().setExecutable(true))
                .isTrue();
        app.variables.put("PATH", temporary.resolve("bin") + ":" + System.getenv("PATH"));
    }

    @Test
    void bundlesAsSamDoesWhereNothingIsSaid() {
        app.build(RESOURCES);
        assertThat(app.built("F/app.js"))
                .hasContent("app.ts --bundle --platform=node --format=cjs --target=es2020 --minify --outdir=OUT"
                        + " --log-level=warning --color=false\n");
        assertThat(app.build(RESOURCES).getFirst().fresh()).isFalse();
    }

    @Test
    void eachPropertyBecomesItsOption() {
        ObjectNode properties = BuildFolder.template("""
                Minify: false
                Target: es2022
                Sourcemap: true
                Format: esm
                External: ["@aws-sdk/*"]
                Loader: [".png=file"]
                MainFields: [module, main]
                OutExtension: [".js=.mjs"]
                Banner: ["js=//x"]
                """);
        assertThat(EsbuildOptions.of(properties, path -> path))
                .containsExactly(
                        "--bundle",
                        "--platform=node",
                        "--target=es2022",
                        "--sourcemap",
                        "--format=esm",
                        "--external:@aws-sdk/*",
                        "--loader:.png=file",
                        "--main-fields=module,main",
                        "--out-extension:.js=.mjs",
                        "--banner:js=//x");
    }

    @Test
    void aMissingEntryPointIsAnErrorAtItsPlace() {
        assertThatThrownBy(() -> app.build(RESOURCES.replace("app.ts", "apps.ts")))
                .hasMessageContaining("template.yaml:7:")
                .hasMessageContaining("`apps.ts`");
    }

    @Test
    void whatEsbuildSaysIsPassedOn() throws IOException {
        app.write("code/fail.ts", "");
        assertThatThrownBy(() -> app.build(RESOURCES))
                .isInstanceOfSatisfying(
                        BuildException.class, e -> assertThat(e.output()).contains("app.ts:1:7: ERROR"));
        assertThat(app.built("F")).doesNotExist();
    }
}
