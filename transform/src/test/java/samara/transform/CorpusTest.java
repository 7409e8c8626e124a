package samara.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusTest {
    static Iterable<Path> inputs() throws IOException {
        return Corpus.inputs();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void givesWhatIsExpected(Path input) throws IOException {
        assertThat(Corpus.actual(input)).isEqualTo(Corpus.expected(input));
    }
}
