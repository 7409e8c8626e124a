package samara.build.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerfileTest {
    private static Dockerfile parse(String text) {
        return Dockerfile.parse(text, "Dockerfile");
    }

    @Test
    void readsStagesFlagsAndContinuedLines() {
        Dockerfile file = parse("""
                # syntax=docker/dockerfile:1
                ARG base=alpine
                FROM $base AS first
                RUN a && \\
                    # a comment between
                    b

                from scratch
                COPY --from=first --chmod=755 /x /y
                CMD ["app.handler"]
                """);

        assertThat(file.arguments()).extracting(Instruction::text).containsExactly("base=alpine");
        assertThat(file.stages()).extracting(Dockerfile.Stage::name).containsExactly("first", "1");
        Instruction run = file.stages().getFirst().instructions().getFirst();
        assertThat(run.text()).isEqualTo("a &&     b");
        assertThat(run.line()).isEqualTo(4);
        Instruction copy = file.stages().getLast().instructions().getFirst();
        assertThat(copy.flags()).isEqualTo(Map.of("from", "first", "chmod", "755"));
        assertThat(file.stages().getLast().instructions().getLast().list()).contains(List.of("app.handler"));
    }

    @Test
    void anotherEscapeCharacterMayContinueLines() {
        Dockerfile file = parse("# escape=`\nFROM scratch\nRUN a `\n b\n");
        assertThat(file.stages().getFirst().instructions().getFirst().text()).isEqualTo("a  b");
    }

    @Test
    void saysWhereSomethingIsWrong() {
        assertThatThrownBy(() -> parse("FROM scratch\n\nRUNN x\n"))
                .isInstanceOf(ImageBuildException.class)
                .hasMessage("Dockerfile:3: `RUNN` is no instruction of a Dockerfile.");
        assertThatThrownBy(() -> parse("RUN x\n")).hasMessageContaining("before the first `FROM`");
        assertThatThrownBy(() -> parse("# nothing\n")).hasMessageContaining("no `FROM`");
        assertThatThrownBy(() -> parse("FROM scratch\nRUN <<EOF\nx\nEOF\n"))
                .hasMessageContaining("Dockerfile:2")
                .hasMessageContaining("here-documents");
        assertThatThrownBy(() -> parse("FROM a as\n")).hasMessageContaining("`FROM` takes");
    }

    @Test
    void wordsHaveQuotesEscapesAndVariables() {
        Map<String, String> variables = Map.of("a", "1", "empty", "");

        assertThat(Words.of("x \"y z\" 'q $a' w\\ v ${a}b $a", '\\', variables))
                .containsExactly("x", "y z", "q $a", "w v", "1b", "1");
        assertThat(Words.expand("${no:-d} ${a:-d} ${empty:-d} ${empty-d} ${a:+s} ${no+s}.", '\\', variables))
                .isEqualTo("d 1 d  s .");
        assertThat(Words.expand("\\$a \"\\$a\" $ $no", '\\', variables)).isEqualTo("$a $a $ ");
        assertThatThrownBy(() -> Words.of("\"x", '\\', variables)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Words.of("${a%x}", '\\', variables)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theExecFormIsJsonAndNothingElse() {
        assertThat(JsonList.of("[\"a\", \"b \\u0041\\n\\\"\"]")).contains(List.of("a", "b A\n\""));
        assertThat(JsonList.of("[]")).contains(List.of());
        assertThat(JsonList.of("['a']")).isEmpty();
        assertThat(JsonList.of("[ -f x ] && y ]")).isEmpty();
    }

    @Test
    void theLastRuleThatFitsDecidesWhatIsIgnored() {
        IgnoreRules rules = IgnoreRules.parse(
                List.of("# comment", "node_modules", "**/*.pyc", "/docs/", "*.md", "!README.md", "a?[bc]"));

        assertThat(rules.ignores("node_modules/x/y")).isTrue();
        assertThat(rules.ignores("sub/node_modules/x")).isFalse();
        assertThat(rules.ignores("a/b/c.pyc")).isTrue();
        assertThat(rules.ignores("c.pyc")).isTrue();
        assertThat(rules.ignores("docs/x")).isTrue();
        assertThat(rules.ignores("NOTES.md")).isTrue();
        assertThat(rules.ignores("README.md")).isFalse();
        assertThat(rules.ignores("sub/NOTES.md")).isFalse();
        assertThat(rules.ignores("axb")).isTrue();
        assertThat(rules.ignores("app.py")).isFalse();
    }
}
