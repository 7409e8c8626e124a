package samara.cli.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.build.Artifacts;
import samara.build.BuildException;
import samara.build.LocalValues;
import samara.cli.command.Environment;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.lint.Deployed;
import samara.cli.lint.Lint;
import samara.cli.lint.Subject;
import samara.cli.terminal.Terminal;
import samara.template.Diagnostic;
import samara.template.JsonWriter;
import samara.template.ObjectNode;
import samara.template.TemplateReader;

/// A template as its author wrote it.
public final class SourceTemplate {
    private static final List<String> NAMES = List.of("template.yaml", "template.yml", "template.json");

    private final Path file;
    private final String name;
    private final String text;
    private final TemplateReader.Read read;
    private final LocalSnippets snippets;

    private SourceTemplate(Path file, String name, String text) {
        this.file = file;
        this.name = name;
        this.text = text;
        this.read = TemplateReader.read(text, name);
        this.snippets = new LocalSnippets(Environment.folderOf(file));
    }

    /// The template that the options name, else the one in the working folder, of which a build comes first where
    /// `preferBuilt` says so.
    ///
    /// @throws UserException if there is none, or if it can't be read; what is wrong with it has been printed then
    public static SourceTemplate read(Invocation invocation, boolean preferBuilt) {
        SourceTemplate template = load(invocation, preferBuilt);
        return template.readable(invocation.terminal());
    }

    /// The template of this file.
    ///
    /// @throws UserException as above
    public static SourceTemplate read(Path file, Terminal terminal) {
        return load(file, file.getFileName().toString()).readable(terminal);
    }

    /// The same as [#read], with what is wrong in it kept for [#diagnostics].
    static SourceTemplate load(Invocation invocation, boolean preferBuilt) {
        Path folder = invocation.environment().folder();
        Path file = invocation
                .arguments()
                .text("template_file")
                .map(invocation.environment()::resolve)
                .orElseGet(() -> {
                    Path built = folder.resolve(".aws-sam/build/template.yaml");
                    return preferBuilt && Files.isRegularFile(built) ? built : find(folder);
                });
        String name = file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
        return load(file, name);
    }

    private static SourceTemplate load(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            throw new UserException("The template " + file + " does not exist.");
        }
        return new SourceTemplate(file, name, text(file));
    }

    /// A file's text.
    ///
    /// @throws UserException if it is none
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new UserException("The file " + file + " is no UTF-8 text.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The template in a folder, by its usual names.
    ///
    /// @throws UserException if there is none
    public static Path find(Path folder) {
        return NAMES.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new UserException("There is no template in " + folder
                        + ": a file called template.yaml, template.yml or template.json. Name one with -t."));
    }

    private SourceTemplate readable(Terminal terminal) {
        stopAt(read.diagnostics(), terminal);
        return this;
    }

    /// Prints these, and stops if there is an error among them.
    public void stopAt(List<Diagnostic> diagnostics, Terminal terminal) {
        Diagnosis.print(terminal, sources(), diagnostics);
        long errors = diagnostics.stream().filter(Diagnostic::isError).count();
        if (errors > 0) {
            throw new UserException(name + " has " + errors + (errors == 1 ? " error." : " errors."));
        }
    }

    /// What is wrong with it as text.
    List<Diagnostic> diagnostics() {
        return read.diagnostics();
    }

    /// The tree, if it could be read.
    Optional<ObjectNode> tree() {
        return read.root();
    }

    /// The tree.
    public ObjectNode root() {
        return read.root().orElseThrow(() -> new IllegalStateException(name + " was not read."));
    }

    /// The folder that relative paths start from.
    public Path folder() {
        return Environment.folderOf(file);
    }

    /// The file.
    public Path file() {
        return file;
    }

    /// How messages call it.
    public String name() {
        return name;
    }

    /// The files beside it that it may include.
    LocalSnippets snippets() {
        return snippets;
    }

    /// Its text, and those of the snippets that were included, by the names that spans carry.
    Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put(name, text);
        sources.putAll(snippets.read());
        return sources;
    }

    /// The names of its parameters.
    public List<String> parameterNames() {
        return root().object("Parameters")
                .map(found -> List.copyOf(found.names()))
                .orElse(List.of());
    }

    /// Those of the given values that the template has parameters for; of the others a warning is printed.
    public Map<String, String> known(Map<String, String> parameters, Terminal terminal) {
        Map<String, String> known = new LinkedHashMap<>();
        List<String> names = parameterNames();
        parameters.forEach((key, value) -> {
            if (names.contains(key)) {
                known.put(key, value);
            } else {
                terminal.warning(name + " has no parameter `" + key + "`: its value is not used.");
            }
        });
        return known;
    }

    /// A tree as the text that CloudFormation is sent.
    public String json(ObjectNode tree) {
        return JsonWriter.indented(tree);
    }

    /// What there is to build; errors are printed.
    ///
    /// @throws UserException if there are errors
    public Artifacts.Found artifacts(Path base, Map<String, String> parameters, String region, Terminal terminal) {
        Artifacts.Found found = Artifacts.of(root(), base, LocalValues.of(root(), parameters, region));
        stopAt(found.diagnostics(), terminal);
        return found;
    }

    /// Prints a failed build: the tool's last lines, then what happened.
    public static void show(Terminal terminal, BuildException e) {
        e.output().lines().forEach(line -> terminal.note("  " + line));
        terminal.error(e.message());
        e.others().forEach(other -> show(terminal, other));
    }

    /// The template as CloudFormation sees it; errors are printed.
    ///
    /// @throws UserException if there are errors
    public ObjectNode transformed(Map<String, String> parameters, Optional<String> region, Terminal terminal) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Optional<ObjectNode> transformed = Validation.transformed(this, parameters, region, diagnostics);
        transformed.ifPresent(tree -> diagnostics.addAll(ReferenceCheck.of(tree)));
        stopAt(diagnostics, terminal);
        return transformed.orElseThrow(() -> new IllegalStateException("No template and no error."));
    }

    /// Prints what somebody should hear before a deployment.
    ///
    /// @param packed the template with its artifacts in S3
    /// @param deployed what the stack holds now
    public void warnBeforeDeployment(
            ObjectNode packed,
            Map<String, String> parameters,
            Optional<String> region,
            Optional<Deployed> deployed,
            Terminal terminal) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> names = parameterNames();
        deployed.ifPresent(stack -> stack.parameters().forEach((name, value) -> {
            if (names.contains(name)) {
                values.put(name, value);
            }
        }));
        values.putAll(parameters);
        // What the transform refuses is CloudFormation's to say, or has been said.
        Optional<ObjectNode> made =
                Transformation.of(packed, new Transformation.Settings(values, region, snippets), new ArrayList<>());
        Subject subject = Subject.of(root(), made, values, region.orElse("us-east-1"));
        Diagnosis.print(
                terminal,
                sources(),
                Lint.beforeDeployment(deployed.map(subject::after).orElse(subject)));
    }
}
