package samara.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.cli.command.UserException;
import samara.template.BooleanNode;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NullNode;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;
import samara.template.TemplateReader;

/// A configuration file in YAML, as maps, lists and scalars.
final class YamlConfig {
    private YamlConfig() {}

    static Map<String, Object> read(Path file) throws IOException {
        TemplateReader.Read read = TemplateReader.read(Files.readString(file), file.toString());
        if (read.hasErrors()) {
            var error = read.diagnostics().getFirst();
            throw new UserException(error.span() + ": " + error.message());
        }
        return plain(read.root().orElse(ObjectNode.empty(Span.outside(file.toString()))));
    }

    private static Map<String, Object> plain(ObjectNode object) {
        Map<String, Object> plain = new LinkedHashMap<>();
        object.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static Object plain(Node value) {
        return switch (value) {
            case ObjectNode object -> plain(object);
            case ListNode list -> list.stream().map(YamlConfig::plain).toList();
            case StringNode text -> text.value();
            case NumberNode number -> number.literal();
            case BooleanNode bool -> bool.value();
            case NullNode nothing -> List.of();
        };
    }
}
