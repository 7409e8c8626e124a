package samara.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.template.Diagnostic;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.PseudoParameters;
import samara.template.Span;
import samara.template.StringNode;
import samara.transform.include.Includes;
import samara.transform.include.Snippets;
import samara.transform.language.LanguageExtensions;

/// All transforms that a template asks for, in the order in which CloudFormation runs them: what is called for inside
/// of
/// the template (`Fn::Transform`) first, from the inside out, then those of its `Transform` section in their order; the
/// language extensions before SAM wherever they stand. See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-overview.html>.
public final class Transforms {
    private final TransformOptions options;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Includes includes;

    private Transforms(ObjectNode template, TransformOptions options, Snippets snippets) {
        this.options = options;
        this.includes = new Includes(snippets, values(template, options), diagnostics);
    }

    /// A stack's template after its transforms, or what is wrong with it. Other macros than AWS's stay where they are.
    public static TransformResult transform(ObjectNode template, TransformOptions options, Snippets snippets) {
        Transforms transforms = new Transforms(template, options, snippets);
        return transforms.result(transforms.run(template, false));
    }

    /// The same for an author's template, whose artifacts are local still ([LocalArtifacts]), and which may have SAM's
    /// types without asking for the transform.
    public static TransformResult ofSource(ObjectNode template, TransformOptions options, Snippets snippets) {
        Transforms transforms = new Transforms(template, options, snippets);
        return transforms.result(transforms.run(template, true));
    }

    private TransformResult result(Optional<ObjectNode> made) {
        return new TransformResult(isRight() ? made : Optional.empty(), diagnostics);
    }

    private Optional<ObjectNode> run(ObjectNode template, boolean isSource) {
        Optional<ObjectNode> made = Optional.of(includes.embedded(template));
        List<Node> asked = entries(template);
        boolean hasSam = has(asked, SamTransform.NAME);
        boolean isForSam = hasSam || isSource;
        for (Node entry : asked) {
            if (made.isEmpty() || !isRight()) {
                return Optional.empty();
            }
            ObjectNode tree = made.get();
            if (Includes.isOne(entry)) {
                made = Optional.of(includes.topLevel(tree, entry.asObject().orElse(ObjectNode.empty(entry.span()))));
            } else if (name(entry).equals(SamTransform.NAME)) {
                ObjectNode plain = with(tree, asked, LanguageExtensions.NAME, SamTransform.NAME);
                made = collected(SamTransform.transform(isSource ? LocalArtifacts.replace(plain) : plain, options));
            } else if (name(entry).equals(LanguageExtensions.NAME) && !isForSam) {
                made = collected(LanguageTransform.transform(with(tree, asked, LanguageExtensions.NAME), options));
            }
        }
        if (isSource && !hasSam && isRight()) {
            made = made.flatMap(
                    tree -> collected(SamTransform.transform(with(tree, asked, LanguageExtensions.NAME), options)));
        }
        return made.map(tree -> finished(tree, asked));
    }

    private boolean isRight() {
        return diagnostics.stream().noneMatch(Diagnostic::isError);
    }

    private Optional<ObjectNode> collected(TransformResult result) {
        diagnostics.addAll(result.diagnostics());
        return result.template();
    }

    /// What is left of the `Transform` section: macros that are somebody else's.
    private static ObjectNode finished(ObjectNode tree, List<Node> asked) {
        List<Node> left = asked.stream()
                .filter(entry -> !Includes.isOne(entry)
                        && !name(entry).equals(SamTransform.NAME)
                        && !name(entry).equals(LanguageExtensions.NAME))
                .toList();
        return left.isEmpty()
                ? tree.without("Transform")
                : tree.with(
                        "Transform",
                        left.size() == 1 ? left.getFirst() : new ListNode(left, tree.nameSpan("Transform")));
    }

    /// The template asking for these transforms only, as far as it does.
    private static ObjectNode with(ObjectNode tree, List<Node> asked, String... names) {
        Span place = tree.nameSpan("Transform");
        List<Node> left = Arrays.stream(names)
                .filter(name -> has(asked, name))
                .<Node>map(name -> new StringNode(name, place))
                .toList();
        return left.isEmpty()
                ? tree.without("Transform")
                : tree.with("Transform", left.size() == 1 ? left.getFirst() : new ListNode(left, place));
    }

    private static List<Node> entries(ObjectNode template) {
        return template.get("Transform")
                .map(declared -> declared.asList().orElse(List.of(declared)))
                .orElse(List.of());
    }

    private static boolean has(List<Node> entries, String name) {
        return entries.stream().anyMatch(entry -> name(entry).equals(name));
    }

    private static String name(Node entry) {
        return entry.asString()
                .or(() -> entry.asObject().flatMap(object -> object.string("Name")))
                .orElse("");
    }

    private static Map<String, Node> values(ObjectNode template, TransformOptions options) {
        Map<String, Node> values = new LinkedHashMap<>();
        template.object("Parameters")
                .ifPresent(parameters -> parameters.forEach((name, parameter) -> parameter
                        .asObject()
                        .flatMap(declared -> declared.get("Default"))
                        .ifPresent(value -> values.put(name, value))));
        values.putAll(options.parameters());
        Span here = Span.outside("AWS");
        String partition = options.partition().orElseGet(() -> PseudoParameters.partition(options.region()));
        values.put("AWS::Region", new StringNode(options.region(), here));
        values.put("AWS::Partition", new StringNode(partition, here));
        return values;
    }
}
