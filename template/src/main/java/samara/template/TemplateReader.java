package samara.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a template, written in YAML or JSON, into [Node]s that know where they were written.
///
/// YAML is read by the scalar rules of YAML 1.1, as CloudFormation and the SAM CLI read it: `yes` and `off` are
/// booleans, `0755` is octal; a date stays a string. Short intrinsics become their long form. Text that starts with
/// `{` is read as JSON, and as YAML when it isn't any, unless its file is called `.json`.
///
/// Limits: see [ReadLimits]. What breaks a rule but not the reading (a duplicate key, an unknown tag) is collected; a
/// syntax error ends the reading.
public final class TemplateReader {
    private TemplateReader() {}

    /// What was read.
    ///
    /// @param node what was written; empty where a syntax error or a limit ended the reading
    /// @param diagnostics what is wrong with it, in the order of places
    public record Read(Optional<Node> node, List<Diagnostic> diagnostics) {

        public Read {
            diagnostics = List.copyOf(diagnostics);
        }

        /// What was written, if it is an object.
        public Optional<ObjectNode> root() {
            return node.flatMap(Node::asObject);
        }

        /// Whether a diagnostic is an error.
        public boolean hasErrors() {
            return diagnostics.stream().anyMatch(Diagnostic::isError);
        }
    }

    /// Reads text that must hold one object, as templates do. `file` is the name that spans carry.
    public static Read read(String text, String file) {
        Read read = readValue(text, file);
        if (read.node().isEmpty() || read.root().isPresent()) {
            return read;
        }
        Node node = read.node().get();
        var diagnostics = new ArrayList<>(read.diagnostics());
        diagnostics.add(
                node instanceof NullNode
                        ? Diagnostic.error("empty-document", "The document is empty.", node.span())
                        : Diagnostic.error(
                                "not-an-object",
                                "The document is a " + node.kind() + ", where `name: value` pairs are expected.",
                                node.span()));
        return new Read(read.node(), diagnostics);
    }

    /// Reads text that may hold any value.
    public static Read readValue(String text, String file) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (content.length() > ReadLimits.MAX_CHARACTERS) {
            return new Read(
                    Optional.empty(),
                    List.of(Diagnostic.error(
                            "too-large",
                            "The document has " + content.length() + " characters; at most " + ReadLimits.MAX_CHARACTERS
                                    + " are read.",
                            new Span(file, 1, 1, 1, 1))));
        }
        boolean isJsonFile = file.toLowerCase(Locale.ROOT).endsWith(".json");
        if (!isJsonFile && !content.stripLeading().startsWith("{")) {
            return new YamlReader(content, file).read();
        }
        Read json = new JsonReader(content, file).read();
        if (isJsonFile || json.node().isPresent()) {
            return json;
        }
        Read yaml = new YamlReader(content, file).read();
        return yaml.node().isPresent() ? yaml : json;
    }
}
