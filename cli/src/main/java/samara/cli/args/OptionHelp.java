package samara.cli.args;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What options do, in a sentence each, from `help.txt`. Read for `--help` only.
public final class OptionHelp {
    private final Map<String, String> sentences;

    private OptionHelp(Map<String, String> sentences) {
        this.sentences = sentences;
    }

    /// Reads the sentences.
    public static OptionHelp read() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Optional.ofNullable(OptionHelp.class.getResourceAsStream("/samara/cli/help.txt"))
                        .orElseThrow(() -> new IllegalStateException("The help of the options is missing.")),
                StandardCharsets.UTF_8))) {
            return new OptionHelp(lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(": ", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The sentence about an option of a command; nothing where the option's own name says all there is to say.
    public Optional<String> of(String command, Option option) {
        return Optional.ofNullable(sentences.get(command + ", " + option.key()))
                .or(() -> Optional.ofNullable(sentences.get(option.key())));
    }
}
