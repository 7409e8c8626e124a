package samara.cli.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cli.project.SourceTemplate;
import samara.cli.terminal.Terminal;
import samara.template.Diagnostic;
import samara.template.Evaluator;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.ParameterValues;
import samara.template.PseudoParameters;
import samara.template.ResourceDeclaration;
import samara.template.Span;
import samara.template.StringNode;
import samara.template.Template;
import samara.transform.LanguageTransform;
import samara.transform.LocalArtifacts;
import samara.transform.SamTransform;
import samara.transform.TransformOptions;
import samara.transform.TransformResult;

/// One template, transformed, with an evaluator that knows what can be known without a stack.
///
/// @param path the logical ids of the nested stacks down to it, each with a `/` behind it; empty for the outermost
/// @param base the folder that places of code start from
/// @param source the template as it was written
record LocalStack(String path, Path base, SourceTemplate source, Template template, Evaluator evaluator) {
    /// The account that `sam` gives functions that run locally.
    static final String ACCOUNT = "123456789012";

    /// Where a stack is, and what it is given.
    ///
    /// @param parameters values for the template's parameters
    record Place(String path, Path base, String region, Map<String, String> parameters) {}

    /// Transforms a template. Errors in it are printed.
    ///
    /// @throws samara.cli.command.UserException if there are errors
    static LocalStack of(SourceTemplate source, Place place, Terminal terminal) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Map<String, Node> texts = new LinkedHashMap<>();
        place.parameters()
                .forEach(
                        (name, value) -> texts.put(name, new StringNode(value, Span.outside("--parameter-overrides"))));
        ObjectNode root = written(source, place, texts, terminal);
        ObjectNode marked = LocalPaths.mark(root, node -> resolved(node, root, texts));
        TransformResult result = SamTransform.transform(
                LocalArtifacts.replace(marked),
                TransformOptions.of(place.region())
                        .withParameters(texts)
                        .withApplications(LocalArtifacts.applications()));
        diagnostics.addAll(result.diagnostics());
        Optional<ObjectNode> tree = result.template();
        source.stopAt(diagnostics, terminal);
        diagnostics.clear();
        Template template = Template.of(tree.orElseThrow(), diagnostics);
        ParameterValues values = ParameterValues.resolve(
                template.parameters(),
                place.parameters(),
                name -> Optional.empty(),
                Span.outside("--parameter-overrides"));
        source.stopAt(diagnostics.stream().filter(Diagnostic::isError).toList(), terminal);
        var pseudo = new PseudoParameters(
                ACCOUNT,
                place.region(),
                "local",
                "arn:aws:cloudformation:" + place.region() + ":" + ACCOUNT
                        + ":stack/local/51af3dc0-da77-11e4-872e-1234567db123",
                List.of());
        var evaluator = new Evaluator(
                template, values.values(), pseudo, new LocalReferences(template, place.region(), ACCOUNT));
        return new LocalStack(place.path(), place.base(), source, template, evaluator);
    }

    /// The template with its loops written out, as by `build`: functions in them have places of code, too.
    private static ObjectNode written(SourceTemplate source, Place place, Map<String, Node> texts, Terminal terminal) {
        ObjectNode root = source.root();
        if (!LanguageTransform.isWanted(root)) {
            return root;
        }
        TransformResult result = LanguageTransform.transform(
                root, TransformOptions.of(place.region()).withParameters(texts));
        source.stopAt(result.diagnostics(), terminal);
        return result.template().orElse(root);
    }

    private static Node resolved(Node node, ObjectNode root, Map<String, Node> given) {
        Optional<String> reference =
                node.asObject().filter(object -> object.size() == 1).flatMap(object -> object.string("Ref"));
        return reference
                .flatMap(name -> Optional.ofNullable(given.get(name))
                        .or(() -> root.object("Parameters")
                                .flatMap(parameters -> parameters.object(name))
                                .flatMap(parameter -> parameter.get("Default"))))
                .orElse(node);
    }

    /// Whether a resource's condition holds, or it has none.
    boolean isThere(ResourceDeclaration resource) {
        return resource.condition()
                .map(condition -> evaluator.holds(condition, new ArrayList<>()))
                .orElse(true);
    }
}
