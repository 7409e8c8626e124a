package samara.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The cases of one folder below `src/test/resources/samara/template`.
record Corpus(Path folder) {

    /// What a case came to.
    record Outcome(Optional<Node> value, List<Diagnostic> diagnostics) {}

    static Corpus of(String name) {
        String root = System.getProperty("samara.root", "..");
        return new Corpus(Path.of(root, "template/src/test/resources/samara/template", name));
    }

    Stream<DynamicTest> tests(Function<Path, Outcome> run) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> inputs = files.filter(Corpus::isInput).sorted().toList();
            assertThat(inputs).isNotEmpty();
            return inputs.stream()
                    .map(input -> DynamicTest.dynamicTest(input.getFileName().toString(), () -> check(input, run)));
        }
    }

    private static boolean isInput(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".yaml") || name.endsWith(".json")) && !name.endsWith(".out.json");
    }

    private void check(Path input, Function<Path, Outcome> run) throws IOException {
        Outcome outcome = run.apply(input);
        String name = input.getFileName().toString();
        boolean isWrong = outcome.diagnostics().stream().anyMatch(Diagnostic::isError);
        expect(
                name + ".out.json",
                isWrong ? Optional.empty() : outcome.value().map(value -> JsonWriter.indented(value) + "\n"));
        String text = Files.readString(input);
        String said = new DiagnosticPrinter(file -> Optional.of(text), false).print(outcome.diagnostics());
        expect(name + ".errors", said.isEmpty() ? Optional.empty() : Optional.of(said));
    }

    private void expect(String name, Optional<String> actual) throws IOException {
        Path file = folder.resolve(name);
        if ("update".equals(System.getProperty("golden"))) {
            if (actual.isPresent()) {
                Files.writeString(file, actual.get());
            } else {
                Files.deleteIfExists(file);
            }
        }
        Optional<String> expected = Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        assertThat(actual).as(name).isEqualTo(expected);
    }
}
