package samara.cli.init;

import java.util.LinkedHashMap;
import java.util.Map;
import samara.cli.args.Arguments;
import samara.cli.args.UsageException;
import samara.cli.init.cookiecutter.Values;
import samara.cli.init.jinja.Value;
import samara.template.ObjectNode;
import samara.template.TemplateReader;

/// The values of `--extra-context`: a JSON object.
final class ExtraContext {
    private ExtraContext() {}

    /// The values by name; none if the option isn't given.
    ///
    /// @throws UsageException if it is no JSON object
    static Map<String, Value> of(Arguments arguments) {
        Map<String, Value> values = new LinkedHashMap<>();
        arguments.text("extra_context").ifPresent(text -> {
            TemplateReader.Read read = TemplateReader.readValue(text, "--extra-context.json");
            ObjectNode object = read.root()
                    .filter(root -> !read.hasErrors())
                    .orElseThrow(() -> new UsageException("--extra-context must be a JSON object, such as"
                            + " '{\"key\": \"value\"}', and is: " + text));
            object.forEach((key, node) -> values.put(key, Values.of(node)));
        });
        return values;
    }
}
