package samara.functions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which interpreter runs a runtime.
class RuntimesTest {
    private final List<String> warnings = new ArrayList<>();
    private final Runtimes runtimes = new Runtimes(warnings::add, () -> Instant.parse("2026-11-23T00:00:00Z"));

    @Test
    void knowsEveryIdentifierThatLambdaHasHad() {
        assertThat(LambdaRuntime.all())
                .hasSizeGreaterThan(45)
                .containsKeys(
                        "nodejs",
                        "nodejs4.3-edge",
                        "python2.7",
                        "python3.14",
                        "java8.al2",
                        "dotnetcore2.1",
                        "go1.x",
                        "provided");
        assertThat(LambdaRuntime.of("ruby3.4").orElseThrow().title()).isEqualTo("Ruby 3.4");
    }

    @Test
    void refusesWhatItCannotRunAndSaysWhatToDo() {
        assertThatThrownBy(() -> runtimes.check("cobol85")).hasMessage("`cobol85` is no runtime of Lambda.");
        assertThatThrownBy(() -> runtimes.check("dotnet8"))
                .isInstanceOf(UnsupportedRuntimeException.class)
                .hasMessageContaining("no bootstrap for .NET")
                .hasMessageContaining("`provided.al2023`");
        assertThatThrownBy(() -> runtimes.check("python2.7")).hasMessageContaining("Python 3.6 and newer");
    }

    @Test
    void saysOnceThatARuntimeIsDeprecated() {
        runtimes.check("provided");
        runtimes.check("provided");
        runtimes.check("provided.al2023");

        assertThat(warnings)
                .containsExactly("AWS deprecated the runtime `provided` on 2024-01-08; it runs here all the same.");
    }

    @Test
    void takesTheNearestNewerJavaAndSaysSoOnce() {
        Interpreter java = runtimes.interpreter("java11").orElseThrow();
        runtimes.check("java11");

        assertThat(java.version()).isGreaterThanOrEqualTo(11);
        assertThat(java.prefix().resolve("release")).exists();
        assertThat(warnings).hasSize(java.version() == 11 ? 0 : 1);
    }
}
