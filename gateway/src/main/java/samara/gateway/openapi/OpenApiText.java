package samara.gateway.openapi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;
import samara.template.BooleanNode;
import samara.template.Diagnostic;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NullNode;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;
import samara.template.TemplateReader;

/// An OpenAPI document's text, JSON or YAML, as a tree.
public final class OpenApiText {
    private static final Span PLACE = Span.outside("the API's definition");

    private OpenApiText() {}

    /// Reads JSON, or else YAML.
    ///
    /// @throws JsonSyntaxException where it is neither
    public static Node parse(byte[] text) {
        String document = new String(text, StandardCharsets.UTF_8);
        String first = document.stripLeading();
        return first.startsWith("{") || first.startsWith("[") || first.isEmpty()
                ? node(Json.read(document))
                : yaml(document);
    }

    private static Node yaml(String document) {
        TemplateReader.Read read = TemplateReader.readValue(document, "the API's definition");
        for (Diagnostic diagnostic : read.diagnostics()) {
            if (diagnostic.isError()) {
                throw new JsonSyntaxException("line " + diagnostic.span().line() + ": " + diagnostic.message());
            }
        }
        return read.node().orElseThrow(() -> new JsonSyntaxException("There is no document."));
    }

    /// Writes a tree as JSON; text stays as it is, since policies are also given as text.
    public static String write(Node tree) {
        return Trees.text(tree);
    }

    private static Node node(@Nullable Object value) {
        return switch (value) {
            case null -> new NullNode(PLACE);
            case String text -> new StringNode(text, PLACE);
            case Boolean bool -> new BooleanNode(bool, PLACE);
            case Map<?, ?> map -> {
                ObjectNode.Builder object = ObjectNode.builder(PLACE);
                map.forEach((name, member) -> object.put(String.valueOf(name), node(member)));
                yield object.build();
            }
            case List<?> list -> {
                List<Node> elements = new ArrayList<>();
                list.forEach(element -> elements.add(node(element)));
                yield new ListNode(elements, PLACE);
            }
            default -> new NumberNode(value.toString(), PLACE);
        };
    }
}
