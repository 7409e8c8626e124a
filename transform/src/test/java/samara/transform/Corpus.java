package samara.transform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import samara.template.Diagnostic;
import samara.template.JsonWriter;
import samara.template.TemplateReader;

/// The transform's own cases: `input/x.yaml` beside `output/x.json`, or `output/x.errors` with a line a diagnostic.
/// Dropping a file in adds a case; `-Dgolden=update` writes what is expected anew.
final class Corpus {
    private static final Path FOLDER =
            Path.of(System.getProperty("samara.root", ".."), "transform", "src", "test", "resources", "corpus");

    private Corpus() {}

    static List<Path> inputs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("input"))) {
            return files.sorted().toList();
        }
    }

    /// What the transform gives: JSON, or its diagnostics.
    static String actual(Path input) throws IOException {
        String text = Files.readString(input);
        TransformResult result = SamTransform.transform(
                TemplateReader.read(text, input.getFileName().toString()).root().orElseThrow(),
                TransformOptions.of("eu-west-1").withApplications(LocalArtifacts.applications()));
        return result.template()
                .map(template -> JsonWriter.indented(template).stripTrailing() + "\n")
                .orElseGet(() -> result.diagnostics().stream()
                        .map(Corpus::line)
                        .sorted()
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    private static String line(Diagnostic diagnostic) {
        return diagnostic.span() + " " + diagnostic.code() + " "
                + diagnostic.resourceId().orElse("-") + " "
                + diagnostic.eventId().orElse("-") + " " + diagnostic.message()
                + diagnostic.hint().map(hint -> " " + hint).orElse("");
    }

    /// What it should give; exactly one of both files has it.
    static String expected(Path input) throws IOException {
        String name = input.getFileName().toString().replace(".yaml", "");
        Path json = FOLDER.resolve("output").resolve(name + ".json");
        Path errors = FOLDER.resolve("output").resolve(name + ".errors");
        if (System.getProperty("golden", "").equals("update")) {
            String actual = actual(input);
            Files.createDirectories(json.getParent());
            Files.writeString(actual.startsWith("{") ? json : errors, actual);
            Files.deleteIfExists(actual.startsWith("{") ? errors : json);
        }
        if (Files.exists(json) == Files.exists(errors)) {
            throw new IllegalStateException("Case " + name + " needs either a .json or an .errors file.");
        }
        return Files.readString(Files.exists(json) ? json : errors);
    }
}
