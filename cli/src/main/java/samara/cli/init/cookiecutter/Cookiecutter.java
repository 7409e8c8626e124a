package samara.cli.init.cookiecutter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import samara.cli.command.UserException;
import samara.cli.init.jinja.Jinja;
import samara.cli.init.jinja.JinjaException;
import samara.cli.init.jinja.Value;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.TemplateReader;

/// A template in cookiecutter's form.
public final class Cookiecutter {
    private final Path folder;
    private final ObjectNode variables;

    private Cookiecutter(Path folder, ObjectNode variables) {
        this.folder = folder;
        this.variables = variables;
    }

    /// Answers the questions for a template's variables.
    public interface Questions {
        /// The value of a variable.
        ///
        /// @param choices what it may be, the first where nothing is chosen; empty for any text
        /// @param otherwise its default
        String answer(String variable, List<String> choices, String otherwise);
    }

    /// A file of the project; its path is rendered, its content too where it is text that is to be.
    public record File(String path, byte[] content, boolean executable) {}

    /// A rendered project: the name of its folder, and its files.
    public record Rendered(String name, List<File> files) {}

    /// The template in a folder, or in the only folder in that one; nothing if neither has a `cookiecutter.json`.
    public static Optional<Cookiecutter> in(Path folder) {
        Path file = folder.resolve("cookiecutter.json");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> inner = children(folder);
            return inner.size() == 1 && Files.isDirectory(inner.getFirst(), LinkOption.NOFOLLOW_LINKS)
                    ? in(inner.getFirst())
                    : Optional.empty();
        }
        try {
            TemplateReader.Read read = TemplateReader.readValue(Files.readString(file), "cookiecutter.json");
            ObjectNode variables = read.root()
                    .filter(root -> !read.hasErrors())
                    .orElseThrow(() -> new UserException("cookiecutter.json of the template is no JSON object."));
            for (String name : List.of("_extensions", "_jinja2_env_vars")) {
                if (variables.has(name)) {
                    throw new UserException(variables.nameSpan(name) + ": `" + name + "` is not built in Samara.");
                }
            }
            return Optional.of(new Cookiecutter(file.resolveSibling(""), variables));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether it has programs that cookiecutter would run.
    public boolean hasHooks() {
        return Files.isDirectory(folder.resolve("hooks"), LinkOption.NOFOLLOW_LINKS);
    }

    /// The names of its variables.
    public List<String> names() {
        return List.copyOf(variables.names());
    }

    /// The variables' values: those given, else the answers, else the defaults.
    public SequencedMap<String, Value> values(Map<String, Value> given, Questions questions) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        variables.forEach((name, node) -> values.put(
                name,
                given.containsKey(name) ? chosen(name, node, given.get(name)) : asked(name, node, values, questions)));
        return values;
    }

    private static Value chosen(String name, Node node, Value given) {
        Optional<List<Node>> choices = node.asList();
        if (choices.isPresent()
                && choices.get().stream()
                        .map(Values::of)
                        .noneMatch(choice -> choice.shown().equals(given.shown()))) {
            throw new UserException("`" + given.shown() + "` is no choice for the template's `" + name
                    + "`; there are: "
                    + String.join(
                            ", ",
                            choices.get().stream()
                                    .map(c -> Values.of(c).shown())
                                    .toList()) + ".");
        }
        return given;
    }

    private Value asked(String name, Node node, SequencedMap<String, Value> values, Questions questions) {
        Value raw = Values.of(node);
        boolean fixed = name.startsWith("_");
        if (name.startsWith("_") && !name.startsWith("__")) {
            return raw;
        }
        return switch (raw) {
            case Value.Items items
            when !fixed && !items.values().isEmpty() -> {
                List<String> choices = items.values().stream()
                        .map(choice -> rendered(choice.shown(), name, values))
                        .toList();
                yield Value.of(questions.answer(name, choices, choices.getFirst()));
            }
            case Value.Flag flag
            when !fixed ->
                new Value.Flag(List.of("true", "yes", "y", "1")
                        .contains(questions
                                .answer(name, List.of(), flag.value() ? "yes" : "no")
                                .toLowerCase(java.util.Locale.ROOT)));
            case Value.Text text -> {
                String otherwise = rendered(text.value(), name, values);
                yield Value.of(fixed ? otherwise : questions.answer(name, List.of(), otherwise));
            }
            case Value.Whole whole when !fixed -> Value.of(questions.answer(name, List.of(), whole.shown()));
            case Value.Items _, Value.Flag _, Value.Whole _, Value.Dict _, Value.None _, Value.Undefined _ -> raw;
        };
    }

    /// The project with these values.
    public Rendered render(SequencedMap<String, Value> values) {
        Path root = children(folder).stream()
                .filter(path -> path.getFileName().toString().contains("{{")
                        && path.getFileName().toString().contains("cookiecutter"))
                .findFirst()
                .orElseThrow(() ->
                        new UserException("The template has no folder whose name has `{{cookiecutter.…}}` in it."));
        List<PathMatcher> asItIs = new ArrayList<>();
        variables
                .get("_copy_without_render")
                .flatMap(Node::asList)
                .orElse(List.of())
                .forEach(pattern -> pattern.asString()
                        .ifPresent(glob -> asItIs.add(
                                FileSystems.getDefault().getPathMatcher("glob:{" + glob + ",**/" + glob + "}"))));
        Map<String, File> files = new TreeMap<>();
        for (Path path : regularFiles(root)) {
            String name = root.relativize(path).toString();
            String to = rendered(name, name, values);
            boolean copied = asItIs.stream().anyMatch(glob -> {
                for (Path part = Path.of(to); part != null; part = part.getParent()) {
                    if (glob.matches(part)) {
                        return true;
                    }
                }
                return false;
            });
            byte[] content = content(path, name, values, copied);
            files.put(to, new File(to, content, Files.isExecutable(path)));
        }
        return new Rendered(
                rendered(root.getFileName().toString(), "the folder's name", values), List.copyOf(files.values()));
    }

    private static byte[] content(Path path, String name, SequencedMap<String, Value> values, boolean copied) {
        try {
            byte[] content = Files.readAllBytes(path);
            if (copied) {
                return content;
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.indexOf('\0') >= 0
                    ? content
                    : rendered(text, name, values).getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            return binary(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] binary(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rendered(String text, String file, SequencedMap<String, Value> values) {
        try {
            return Jinja.PLAIN.render(text, file, Map.of("cookiecutter", new Value.Dict(values)));
        } catch (JinjaException e) {
            throw new UserException(e.message());
        }
    }

    /// All files under a folder, `.git` left out.
    ///
    /// @throws UserException if there is a symbolic link
    public static List<Path> regularFiles(Path root) {
        try (var walk = Files.walk(root)) {
            List<Path> files = new ArrayList<>();
            for (Path path : walk.filter(path -> !root.relativize(path).startsWith(".git"))
                    .sorted()
                    .toList()) {
                if (Files.isSymbolicLink(path)) {
                    throw new UserException("The template has a symbolic link, `" + root.relativize(path)
                            + "`, which is not followed. Nothing was made.");
                }
                if (Files.isRegularFile(path)) {
                    files.add(path);
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> children(Path folder) {
        try (var list = Files.list(folder)) {
            return list.filter(path -> !path.getFileName().toString().equals(".git"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
