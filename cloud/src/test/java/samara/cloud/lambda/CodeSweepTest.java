package samara.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodeSweepTest extends FunctionTest {
    private static final String SHARED = "def handler(event, context):\n    return 'shared'\n";

    @Test
    void takesAwayCodeThatNobodyMeansAnyMore() {
        create("def handler(event, context):\n    return 'old'\n");
        Path old = archive();
        lambda.updateFunctionCode(r -> r.functionName(name).zipFile(zip("app.py", SHARED)));
        Path shared = archive();
        String layer = lambda.publishLayerVersion(r -> r.layerName(name).content(c -> c.zipFile(zip("a", "b"))))
                .content()
                .location();
        String other = name + "-other";
        create(SHARED, r -> r.functionName(other));
        assertThat(old).exists();
        Eventually.there(() -> {
            cloud().kernel().clock().advance(Duration.ofMinutes(10));
            return Optional.of(old).filter(Files::notExists);
        });
        lambda.deleteFunction(r -> r.functionName(name));
        lambda.deleteLayerVersion(r -> r.layerName(name).versionNumber(1L));
        Eventually.there(() -> {
            cloud().kernel().clock().advance(Duration.ofMinutes(10));
            return Optional.of(Path.of(URI.create(layer))).filter(Files::notExists);
        });
        assertThat(shared).exists();
        assertThat(lambda.invoke(r -> r.functionName(other)).payload().asUtf8String())
                .isEqualTo("\"shared\"");
    }

    private Path archive() {
        return Path.of(
                URI.create(lambda.getFunction(r -> r.functionName(name)).code().location()));
    }
}
