package samara.transform.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samara.transform.model.LogicalId;

/// `legacy-key-orders.txt` holds what the SAM translator's own emulation of Python 2.7 gives for the same histories.
class LegacyKeysTest {

    @ParameterizedTest
    @MethodSource("histories")
    void walksKeysAsTheTranslatorDoesAfterTheSameHistory(String line) {
        String[] fields = line.split(" ", -1);
        LegacyKeys keys = keys(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]))
                .copiedDeeply(Integer.parseInt(fields[2]));
        for (int n = 0; n < Integer.parseInt(fields[3]); n++) {
            keys.add("/more" + n);
            keys = keys.copiedDeeply(2);
        }
        assertThat(LogicalId.sha1(String.join("\n", keys.keys()))).isEqualTo(fields[4]);
    }

    private static LegacyKeys keys(int count, int removedEach) {
        LegacyKeys keys = new LegacyKeys();
        for (int n = 0; n < count; n++) {
            keys.add(name(n));
        }
        for (int n = 0; removedEach > 0 && n < count; n += removedEach) {
            keys.remove(name(n));
        }
        return keys;
    }

    private static String name(int n) {
        return "/path" + n * 7919L % 100_003 + "/é" + n;
    }

    static List<String> histories() {
        try (var in = LegacyKeysTest.class.getResourceAsStream("legacy-key-orders.txt")) {
            return Stream.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
