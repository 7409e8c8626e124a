package samara.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.TemplateReader;

/// A JSON file of environment variables: `{"Parameters": {…}, "Function": {…}}`. What stands under `Parameters` is for
/// all functions; what stands under a function's name is for that one, and holds before it.
final class VariableFile {
    private static final String ALL = "Parameters";
    /// A file for no function in particular.
    static final VariableFile NONE = new VariableFile(Map.of());

    private final Map<String, Map<String, String>> values;

    private VariableFile(Map<String, Map<String, String>> values) {
        this.values = values;
    }

    /// The file that an option names, if it is given.
    ///
    /// @throws UserException if it can't be read or is something else
    static VariableFile of(Invocation invocation, String option) {
        return invocation
                .arguments()
                .text(option)
                .map(name -> read(invocation.environment().resolve(name), "--" + option.replace('_', '-')))
                .orElse(NONE);
    }

    private static VariableFile read(Path file, String option) {
        if (!Files.isRegularFile(file)) {
            throw new UserException("The file of " + option + ", " + file + ", does not exist.");
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new UserException("The file of " + option + ", " + file + ", is no UTF-8 text.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!text.stripLeading().startsWith("{")) {
            throw new UserException(
                    file + ":1:1: a JSON object is expected, such as {\"Parameters\": {\"NAME\": \"value\"}}.");
        }
        TemplateReader.Read read = TemplateReader.read(text, file.toString());
        Optional<Diagnostic> error =
                read.diagnostics().stream().filter(Diagnostic::isError).findFirst();
        if (error.isPresent()) {
            throw new UserException(error.get().span() + ": " + error.get().message());
        }
        Map<String, Map<String, String>> values = new LinkedHashMap<>();
        read.root()
                .ifPresent(root -> root.forEach((name, node) -> values.put(
                        name,
                        variables(node.asObject()
                                .orElseThrow(() -> new UserException(node.span() + ": `" + name + "` must be an object"
                                        + " of variables: {\"Parameters\": {…}} for all functions, {\"Function\": {…}}"
                                        + " for one."))))));
        return new VariableFile(values);
    }

    private static Map<String, String> variables(ObjectNode object) {
        Map<String, String> variables = new LinkedHashMap<>();
        object.forEach((name, node) -> variables.put(
                name,
                node instanceof samara.template.NullNode
                        ? ""
                        : node.asText()
                                .orElseThrow(() -> new UserException(node.span() + ": the variable `" + name
                                        + "` must be a string, not a " + kind(node) + "."))));
        return variables;
    }

    private static String kind(Node node) {
        return node.kind();
    }

    /// The variables for a function.
    Map<String, String> of(LocalFunction function) {
        Map<String, String> all = new LinkedHashMap<>(values.getOrDefault(ALL, Map.of()));
        for (String name : List.of(
                function.name(), function.id().logicalId(), function.id().path())) {
            all.putAll(values.getOrDefault(name, Map.of()));
        }
        return all;
    }

    /// The names in the file that are no function's.
    List<String> unknown(LocalTemplate template) {
        List<String> unknown = new ArrayList<>(values.keySet());
        unknown.removeIf(name -> name.equals(ALL) || template.has(name));
        return unknown;
    }

    /// The variables that are meant for this function alone.
    List<String> named(LocalFunction function) {
        List<String> names = new ArrayList<>();
        for (String name : List.of(
                function.name(), function.id().logicalId(), function.id().path())) {
            values.getOrDefault(name, Map.of()).keySet().forEach(variable -> {
                if (!names.contains(variable)) {
                    names.add(variable);
                }
            });
        }
        return names;
    }
}
