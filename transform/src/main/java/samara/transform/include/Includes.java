package samara.transform.include;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.template.Diagnostic;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.TemplateReader;
import samara.transform.include.Snippets.Snippet;

/// `AWS::Include` in one template. See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html>.
///
/// Before: `Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/tags.yaml}}` beside `B: 2`. After:
/// the members of `tags.yaml` beside `B: 2`.
public final class Includes {
    /// The name under which a template asks for this transform.
    public static final String NAME = "AWS::Include";

    private static final String CALL = "Fn::Transform";
    /// AWS states no limit of its own; a template has 1 MB.
    private static final int MOST_CHARACTERS = 1_000_000;

    private static final int MOST_SNIPPETS = 200;
    /// AWS: anywhere but in these.
    private static final Set<String> CLOSED_SECTIONS = Set.of("Parameters", "AWSTemplateFormatVersion");

    private final Snippets snippets;
    private final Location locations;
    private final List<Diagnostic> diagnostics;
    private int read;

    /// @param values of parameters and pseudo parameters, for `Location`
    /// @param diagnostics collects what is wrong
    public Includes(Snippets snippets, Map<String, Node> values, List<Diagnostic> diagnostics) {
        this.snippets = snippets;
        this.locations = new Location(values);
        this.diagnostics = diagnostics;
    }

    /// The template with all snippets in place that are called for inside of it.
    public ObjectNode embedded(ObjectNode template) {
        ObjectNode.Builder expanded = template.toBuilder();
        template.members().forEach((section, member) -> {
            boolean isDeclaration = section.equals("Transform");
            expanded.put(
                    section,
                    member.nameSpan(),
                    isDeclaration ? member.value() : expand(member.value(), CLOSED_SECTIONS.contains(section)));
        });
        return expanded.build();
    }

    /// The template with the members of a snippet that its `Transform` section names.
    public ObjectNode topLevel(ObjectNode template, ObjectNode call) {
        ObjectNode.Builder merged = template.toBuilder();
        load(call).ifPresent(snippet -> merge(snippet, template, merged));
        return merged.build();
    }

    /// Whether an entry of `Transform` or a value of `Fn::Transform` asks for a snippet.
    public static boolean isOne(Node call) {
        return call.asObject().flatMap(object -> object.string("Name")).equals(Optional.of(NAME));
    }

    private Node expand(Node node, boolean isClosed) {
        return switch (node) {
            case ObjectNode object -> expand(object, isClosed);
            case ListNode list -> {
                List<Node> elements = new ArrayList<>(list.size());
                boolean isChanged = false;
                for (Node element : list.elements()) {
                    Node expanded = expand(element, isClosed);
                    isChanged |= expanded != element;
                    elements.add(expanded);
                }
                yield isChanged ? new ListNode(elements, list.span()) : list;
            }
            default -> node;
        };
    }

    /// Inner calls first, as CloudFormation does; an object in which nothing is called for stays the same.
    private ObjectNode expand(ObjectNode object, boolean isClosed) {
        ObjectNode.Builder expanded = ObjectNode.builder(object.span());
        boolean isChanged = false;
        for (var entry : object.members().entrySet()) {
            Node value = entry.getValue().value();
            if (entry.getKey().equals(CALL)) {
                isChanged |= call(object, entry.getValue(), isClosed, expanded);
            } else {
                Node inner = expand(value, isClosed);
                isChanged |= inner != value;
                expanded.put(entry.getKey(), entry.getValue().nameSpan(), inner);
            }
        }
        return isChanged ? expanded.build() : object;
    }

    /// Puts what is called for into `expanded`; what can't be had now stays a call.
    private boolean call(ObjectNode owner, ObjectNode.Member call, boolean isClosed, ObjectNode.Builder expanded) {
        List<Node> calls = call.value().asList().orElse(List.of(call.value()));
        List<Node> left = new ArrayList<>();
        boolean isAny = false;
        for (Node one : calls) {
            if (!isOne(one)) {
                left.add(one);
                continue;
            }
            if (isClosed) {
                report("The sections `Parameters` and `AWSTemplateFormatVersion` can't include anything.", one.span());
                isAny = true;
                continue;
            }
            Optional<ObjectNode> snippet = load(one.asObject().orElse(ObjectNode.empty(one.span())));
            if (snippet.isPresent()) {
                merge(snippet.get(), owner, expanded);
                isAny = true;
            } else {
                left.add(one);
            }
        }
        if (!left.isEmpty()) {
            expanded.put(
                    CALL,
                    call.nameSpan(),
                    left.size() == 1
                            ? left.getFirst()
                            : new ListNode(left, call.value().span()));
        }
        return isAny;
    }

    private void merge(ObjectNode snippet, ObjectNode owner, ObjectNode.Builder into) {
        snippet.members().forEach((name, member) -> {
            if (owner.has(name) || into.has(name)) {
                diagnostics.add(Diagnostic.error(
                                "include", "The snippet has `" + name + "`, which is there already.", member.nameSpan())
                        .hint("Take it out of one of both, or include the snippet further inside."));
            } else {
                into.put(name, member.nameSpan(), member.value());
            }
        });
    }

    private Optional<ObjectNode> load(ObjectNode call) {
        Optional<Node> given = call.object("Parameters").flatMap(parameters -> parameters.get("Location"));
        if (given.isEmpty()) {
            report("`AWS::Include` needs `Parameters` with a `Location`.", call.span());
            return Optional.empty();
        }
        Span place = given.get().span();
        Optional<String> location = locations.of(given.get());
        if (location.isEmpty()) {
            report("The `Location` must be a text that is known before deployment.", place);
            return Optional.empty();
        }
        return switch (snippets.at(location.get())) {
            case Snippet.Later later -> Optional.empty();
            case Snippet.Refused refused -> {
                report(refused.reason(), place);
                yield Optional.empty();
            }
            case Snippet.Text text -> parsed(text, place);
        };
    }

    private Optional<ObjectNode> parsed(Snippet.Text text, Span place) {
        if (text.text().length() > MOST_CHARACTERS || ++read > MOST_SNIPPETS) {
            report(
                    read > MOST_SNIPPETS
                            ? "The template includes more than " + MOST_SNIPPETS + " snippets."
                            : "The snippet has " + text.text().length() + " characters; at most " + MOST_CHARACTERS
                                    + " are read.",
                    place);
            return Optional.empty();
        }
        TemplateReader.Read snippet = TemplateReader.read(text.text(), text.file());
        diagnostics.addAll(snippet.diagnostics());
        Optional<ObjectNode> root = snippet.root();
        if (root.isPresent() && includes(root.get())) {
            report("The snippet `" + text.file() + "` includes another one, which CloudFormation refuses.", place);
            return Optional.empty();
        }
        return root;
    }

    private static boolean includes(Node node) {
        boolean own = node.asObject()
                .flatMap(object -> object.get(CALL))
                .map(call -> call.asList().orElse(List.of(call)).stream().anyMatch(Includes::isOne))
                .orElse(false);
        return own
                || node.asObject()
                        .map(object -> object.members().values().stream().anyMatch(member -> includes(member.value())))
                        .orElse(false)
                || node.asList()
                        .map(list -> list.stream().anyMatch(Includes::includes))
                        .orElse(false);
    }

    private void report(String message, Span span) {
        diagnostics.add(Diagnostic.error("include", message, span));
    }
}
