package samara.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RubyToolchainTest {
    private static final String RESOURCES = """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: code, Handler: app.handler, Runtime: ruby3.3}
              L:
                Type: AWS::Serverless::LayerVersion
                Metadata: {BuildMethod: ruby3.3}
                Properties: {ContentUri: code}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private BuildFolder app;

    /// A gem in `vendor/cache`, so that nothing is fetched.
    @BeforeEach
    void write() throws IOException {
        BuildFolder.needs("bundle");
        BuildFolder.needs("gem");
        app = new BuildFolder(temporary)
                .write("code/app.rb", "def handler(event:, context:) = 1\n")
                .write("code/Gemfile", "source \"https://rubygems.org\"\ngem \"seed\"\n")
                .write("gem/lib/seed.rb", "SEED = 1\n")
                .write("gem/seed.gemspec", """
                        Gem::Specification.new do |s|
                          s.name = "seed"
                          s.version = "1.0.0"
                          s.summary = "a seed"
                          s.authors = ["nobody"]
                          s.files = ["lib/seed.rb"]
                        end
                        """);
        Path cache = Files.createDirectories(temporary.resolve("code/vendor/cache"));
        var built = app.tools()
                .run(
                        List.of(
                                "gem",
                                "build",
                                "--quiet",
                                "seed.gemspec",
                                "--output",
                                cache.resolve("seed-1.0.0.gem").toString()),
                        temporary.resolve("gem"));
        assertThat(built.exitCode()).as(built.output()).isZero();
    }

    @Test
    void installsGemsWhereTheRuntimeLooksForThem() throws IOException {
        app.build(RESOURCES);
        assertThat(endingOf(app.built("F"), "seed.rb"))
                .matches("vendor/bundle/ruby/[\\d.]+/gems/seed-1.0.0/lib/seed.rb");
        assertThat(endingOf(app.built("L"), "seed.rb")).matches("ruby/gems/[\\d.]+/gems/seed-1.0.0/lib/seed.rb");
        assertThat(app.built("F/app.rb")).exists();
    }

    private static String endingOf(Path folder, String name) throws IOException {
        return SourceTree.names(folder, left -> false).stream()
                .filter(file -> file.endsWith("/" + name))
                .findFirst()
                .orElse("nothing");
    }

    @Test
    void aGemThatCannotBeFoundIsNamed() throws IOException {
        app.write("code/Gemfile", "source \"https://rubygems.org\"\ngem \"no-such-gem\"\n");
        assertThatThrownBy(() -> app.build(RESOURCES)).isInstanceOfSatisfying(BuildException.class, e -> {
            assertThat(e.message()).contains("`bundle install` failed for the function `F`");
            assertThat(e.output()).contains("no-such-gem");
        });
    }

    @Test
    void aGemfileWithoutGemsNeedsNoBundler() throws IOException {
        app.write("code/Gemfile", "source \"https://rubygems.org\"\n# gem \"none\"\n");
        app.build(RESOURCES);
        assertThat(app.built("F/vendor/bundle")).doesNotExist();
    }
}
