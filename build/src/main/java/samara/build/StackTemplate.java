package samara.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.TemplateReader;

/// One template of an application: its own, or that of a nested stack in a local file.
///
/// @param path of the stack, with a slash at its end: `Orders/`; empty for the application's own
/// @param base the folder that relative paths start from
/// @param values what its parameters are
/// @param children the nested stacks by their logical IDs
public record StackTemplate(
        String path, ObjectNode root, Path base, LocalValues values, Map<String, StackTemplate> children) {
    /// CloudFormation's own limit is far above it; a template that holds itself is found before.
    private static final int DEPTH = 16;

    private static final Map<String, String> NESTED = nested();

    private static Map<String, String> nested() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("AWS::Serverless::Application", "Location");
        properties.put("AWS::CloudFormation::Stack", "TemplateURL");
        return properties;
    }

    /// The template and all that are nested in it.
    ///
    /// @throws BuildException if a nested template can't be read, with its place
    public static StackTemplate of(ObjectNode root, Path base, LocalValues values) {
        return of("", root, base, values, List.of());
    }

    private static StackTemplate of(String path, ObjectNode root, Path base, LocalValues values, List<Path> within) {
        Map<String, StackTemplate> children = new LinkedHashMap<>();
        root.object("Resources")
                .ifPresent(resources ->
                        resources.forEach((id, node) -> node.asObject().ifPresent(resource -> {
                            Optional<Node> place = location(resource, values);
                            Optional<Path> file = place.flatMap(Node::asString)
                                    .filter(text -> !text.contains("://"))
                                    .map(text -> base.resolve(text).normalize());
                            if (file.isPresent() && Files.isRegularFile(file.get())) {
                                children.put(id, child(path + id + "/", resource, values, file.get(), within));
                            } else if (file.isPresent()) {
                                throw new BuildException(
                                        place.get().span() + ": the nested template of `" + path + id
                                                + "` is not there: `" + file.get() + "` is no file.",
                                        "");
                            }
                        })));
        return new StackTemplate(path, root, base, values, children);
    }

    private static Optional<Node> location(ObjectNode resource, LocalValues values) {
        return Optional.ofNullable(NESTED.get(resource.string("Type").orElse("")))
                .flatMap(property -> resource.object("Properties").flatMap(found -> found.get(property)))
                .map(values);
    }

    private static StackTemplate child(
            String path, ObjectNode resource, LocalValues values, Path file, List<Path> within) {
        if (within.contains(file) || within.size() >= DEPTH) {
            throw new BuildException(
                    resource.span() + ": the nested template `" + file + "` holds itself, or is nested too deeply.",
                    "");
        }
        TemplateReader.Read read;
        try {
            read = TemplateReader.read(Files.readString(file), file.toString());
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new BuildException("The template " + file + " is no UTF-8 text.", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<Diagnostic> wrong =
                read.diagnostics().stream().filter(Diagnostic::isError).findFirst();
        if (wrong.isPresent() || read.root().isEmpty()) {
            throw new BuildException(
                    wrong.map(diagnostic -> diagnostic.span() + ": " + diagnostic.message())
                            .orElse(file + " is no template."),
                    "");
        }
        Map<String, Node> given = new LinkedHashMap<>();
        resource.object("Properties")
                .flatMap(properties -> properties.object("Parameters"))
                .ifPresent(parameters -> parameters.forEach((name, value) -> {
                    Node known = values.apply(value);
                    if (known.asText().isPresent()) {
                        given.put(name, known);
                    }
                }));
        ObjectNode root = read.root().get();
        List<Path> next = new ArrayList<>(within);
        next.add(file);
        Path folder = file.toAbsolutePath().getParent();
        return of(path, root, folder == null ? file : folder, values.nested(root, given), next);
    }

    /// All that there is to build, nested stacks and all.
    public Artifacts.Found artifacts() {
        Artifacts.Found own = Artifacts.of(root, base, path, values);
        List<Artifact> artifacts = new ArrayList<>(own.artifacts());
        List<Diagnostic> diagnostics = new ArrayList<>(own.diagnostics());
        List<String> skipped = new ArrayList<>(own.skipped());
        for (StackTemplate child : children.values()) {
            Artifacts.Found found = child.artifacts();
            artifacts.addAll(found.artifacts());
            diagnostics.addAll(found.diagnostics());
            skipped.addAll(found.skipped());
        }
        return new Artifacts.Found(artifacts, diagnostics, skipped);
    }

    /// The property by which a nested stack names its template, for a resource type that is one.
    static Optional<String> nestedProperty(String type) {
        return Optional.ofNullable(NESTED.get(type));
    }
}
