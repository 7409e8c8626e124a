import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/// Generates records and tables from AWS's service models: `java Generate.java MODELS OUTPUT`. Runs in the build,
/// before anything is compiled; needs nothing but a JDK.
final class Generate {
    private Generate() {}

    public static void main(String[] arguments) throws IOException {
        Path models = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Path stamp = target.resolveSibling("wire-generator.stamp");
        String state = state(models, Path.of(arguments[2]));
        if (Files.exists(stamp) && Files.readString(stamp).equals(state) && Files.isDirectory(target)) {
            return;
        }
        var output = new Output(target);
        var index = new StringBuilder();
        var apis = new StringBuilder();
        for (Model model : read(models).values()) {
            var table = new TableFile(model);
            output.write(Path.of("resources/samara/wire/" + model.id + "/service.bin"), table.bytes());
            index.append(table.indexLine());
            if (!model.built.isEmpty()) {
                new Records(model).write(output);
                apis.append("            case \"%s\" -> samara.wire.%s.%s.INSTANCE;\n"
                        .formatted(model.id, model.id, Names.api(model.id)));
            }
        }
        output.write(Path.of("resources/samara/wire/services.txt"), index.toString());
        output.write(Path.of("java/samara/wire/catalog/BuiltApis.java"), builtApis(apis));
        output.deleteTheRest();
        Files.writeString(stamp, state);
    }

    private static String builtApis(CharSequence cases) {
        return """
                package samara.wire.catalog;

                /// The services with generated records.
                final class BuiltApis {
                    private BuiltApis() {}

                    static samara.wire.ServiceModel of(String id) {
                        return switch (id) {
                %s            default -> samara.wire.GeneratedService.tableOnly(id);
                        };
                    }
                }
                """
                .formatted(cases);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Model> read(Path folder) throws IOException {
        var models = new TreeMap<String, Model>();
        try (var files = Files.newDirectoryStream(folder, "*.json.gz")) {
            for (Path file : files) {
                String id = file.getFileName().toString().replace(".json.gz", "");
                try (var in = new GZIPInputStream(Files.newInputStream(file))) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    models.put(id, new Model(id, (Map<String, Object>) Json.parse(text), built(folder, id)));
                }
            }
        }
        return models;
    }

    private static TreeSet<String> built(Path models, String id) throws IOException {
        Path file = models.resolve("built/" + id + ".txt");
        var names = new TreeSet<String>();
        if (Files.exists(file)) {
            Files.readAllLines(file).stream().map(String::strip).filter(l -> !l.isEmpty()).forEach(names::add);
        }
        return names;
    }

    /// Sizes and times of all that the output depends on.
    private static String state(Path... folders) throws IOException {
        var state = new TreeSet<String>();
        for (Path folder : folders) {
            try (var files = Files.walk(folder)) {
                files.filter(Files::isRegularFile).forEach(file -> state.add(line(file)));
            }
        }
        return String.join("\n", state);
    }

    private static String line(Path file) {
        try {
            return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
