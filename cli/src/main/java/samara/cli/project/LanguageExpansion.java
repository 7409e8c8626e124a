package samara.cli.project;

import java.util.LinkedHashMap;
import java.util.Map;
import samara.cli.command.Invocation;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.StringNode;
import samara.transform.LanguageTransform;
import samara.transform.TransformOptions;
import samara.transform.TransformResult;

/// The language extensions of a template that is built: functions in a loop are functions like others only when
/// the loop has been written out.
final class LanguageExpansion {
    private LanguageExpansion() {}

    /// The template, written out if it asks for the extensions and `--language-extensions` (or
    /// `SAM_CLI_ENABLE_LANGUAGE_EXTENSIONS`) does, or has resources in a loop; `--no-language-extensions` leaves
    /// it as it is.
    static ObjectNode of(Invocation invocation, SourceTemplate template, Map<String, String> parameters) {
        ObjectNode root = template.root();
        boolean byVariable = invocation
                .environment()
                .variable("SAM_CLI_ENABLE_LANGUAGE_EXTENSIONS")
                .filter(value -> value.equals("1") || value.equalsIgnoreCase("true"))
                .isPresent();
        boolean loops = root.object("Resources")
                .filter(resources -> resources.names().stream().anyMatch(name -> name.startsWith("Fn::ForEach")))
                .isPresent();
        boolean wanted = invocation.arguments().flag("language_extensions").orElse(byVariable || loops);
        if (!wanted || !LanguageTransform.isWanted(root)) {
            return root;
        }
        Map<String, Node> values = new LinkedHashMap<>();
        parameters.forEach((name, value) -> values.put(name, new StringNode(value, root.span())));
        TransformResult result = LanguageTransform.transform(
                root,
                TransformOptions.of(invocation.region().orElse("us-east-1")).withParameters(values));
        template.stopAt(result.diagnostics(), invocation.terminal());
        return result.template().orElse(root);
    }
}
