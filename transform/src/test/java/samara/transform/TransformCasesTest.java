package samara.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformCasesTest {

    /// The floors only rise.
    @ParameterizedTest
    @CsvSource({"aws, 402, 210", "aws-cn, 402, 210", "aws-us-gov, 402, 210"})
    void givesWhatTheSpecificationGives(String partition, int valid, int wrong) throws IOException {
        Path folder = Path.of(System.getProperty("samara.root", "..")).resolve("../shared/transform-cases");
        assumeTrue(Files.isDirectory(folder), "The transform cases are not at " + folder + ".");

        TransformCases.Score score = TransformCases.run(folder, partition, "");

        System.out.println(TransformCases.line(partition, score));
        assertThat(score.valid())
                .as(TransformCases.line(partition, score) + "\n" + String.join("\n", score.failures()))
                .isGreaterThanOrEqualTo(valid);
        assertThat(score.wrong())
                .as(TransformCases.line(partition, score) + "\n" + String.join("\n", score.failures()))
                .isGreaterThanOrEqualTo(wrong);
    }
}
