package samara.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Evaluates the intrinsic functions of one template. What cannot be evaluated becomes a [Diagnostic] at its place, and
/// the evaluation goes on beside it.
///
/// Not for use by several threads.
public final class Evaluator {
    private static final Pattern DYNAMIC = Pattern.compile("\\{\\{resolve:([a-z-]+):([^{}]+)\\}\\}");

    private final Template template;
    private final Map<String, Node> parameters;
    private final References references;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final ConditionValues conditions;

    /// What an evaluation gave.
    ///
    /// @param value empty where the value is `AWS::NoValue`, or where an error left none
    public record Evaluated(Optional<Node> value, List<Diagnostic> diagnostics) {

        public Evaluated {
            diagnostics = List.copyOf(diagnostics);
        }

        /// Whether nothing stood in the way.
        public boolean isValid() {
            return diagnostics.stream().noneMatch(Diagnostic::isError);
        }
    }

    /// An evaluation that cannot go on here; what contains it can.
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Diagnostic diagnostic;

        Failed(Diagnostic diagnostic) {
            super(diagnostic.message(), null, false, false);
            this.diagnostic = diagnostic;
        }

        Failed(String code, String message, Span span) {
            this(Diagnostic.error(code, message, span));
        }

        Diagnostic diagnostic() {
            return diagnostic;
        }
    }

    /// @param parameters what `Ref` gives for each parameter
    public Evaluator(Template template, Map<String, Node> parameters, PseudoParameters pseudo, References references) {
        this.template = template;
        this.parameters = new LinkedHashMap<>(parameters);
        this.parameters.putAll(pseudo.values());
        this.references = references;
        this.conditions = new ConditionValues(template.conditions(), this);
    }

    private Evaluator(Evaluator from, References references) {
        this.template = from.template;
        this.parameters = from.parameters;
        this.references = references;
        this.conditions = new ConditionValues(template.conditions(), this);
    }

    /// An evaluator of the same template and parameters that asks others for what is around it.
    public Evaluator asking(References others) {
        return new Evaluator(this, others);
    }

    /// What is asked for what is around the template.
    public References references() {
        return references;
    }

    /// This evaluator, for which these conditions of the template have the given values.
    public Evaluator assuming(Map<String, Boolean> values) {
        conditions.assume(values);
        return this;
    }

    /// Evaluates a value and all in it.
    public Evaluated evaluate(Node node) {
        diagnostics.clear();
        Node value = guarded(node);
        return new Evaluated(Optional.ofNullable(value), diagnostics);
    }

    /// The value of each condition of the template; those that cannot be evaluated are left out and have a diagnostic.
    public Evaluated conditions(Map<String, Boolean> into) {
        diagnostics.clear();
        for (String name : template.conditions().names()) {
            try {
                into.put(name, conditions.named(name, template.conditions().nameSpan(name)));
            } catch (Failed failed) {
                if (!diagnostics.contains(failed.diagnostic())) {
                    diagnostics.add(failed.diagnostic());
                }
            }
        }
        return new Evaluated(Optional.empty(), diagnostics);
    }

    /// Whether a condition holds; a diagnostic where there is none of this name.
    public boolean holds(StringNode condition, List<Diagnostic> into) {
        try {
            return conditions.named(condition.value(), condition.span());
        } catch (Failed failed) {
            into.add(failed.diagnostic());
            return false;
        }
    }

    private @Nullable Node guarded(Node node) {
        try {
            return value(node);
        } catch (Failed failed) {
            diagnostics.add(failed.diagnostic());
            return null;
        }
    }

    /// The value of a node; null where it is `AWS::NoValue`.
    @Nullable
    Node value(Node node) {
        return switch (node) {
            case StringNode string -> dynamic(string);
            case NumberNode number -> number;
            case BooleanNode bool -> bool;
            case NullNode none -> none;
            case ListNode list -> list(list);
            case ObjectNode object -> {
                Optional<Intrinsic> call = Intrinsic.of(object);
                yield call.isPresent() ? call(call.get()) : object(object);
            }
        };
    }

    private ListNode list(ListNode list) {
        var elements = new ArrayList<Node>(list.size());
        for (Node element : list.elements()) {
            Node value = guarded(element);
            if (value != null) {
                elements.add(value);
            }
        }
        return new ListNode(elements, list.span());
    }

    private ObjectNode object(ObjectNode object) {
        var result = ObjectNode.builder(object.span());
        object.members().forEach((name, member) -> {
            if (name.startsWith("Fn::")) {
                diagnostics.add(Diagnostic.error(
                                "mixed-intrinsic", "`" + name + "` cannot stand beside other names.", member.nameSpan())
                        .hint("A function is an object of its own with one name."));
            }
            Node value = guarded(member.value());
            if (value != null) {
                result.put(name, member.nameSpan(), value);
            }
        });
        return result.build();
    }

    private @Nullable Node call(Intrinsic call) {
        return switch (call.name()) {
            case "Ref" -> ref(call);
            case "Fn::GetAtt" -> getAtt(call);
            case "Fn::Sub" -> TextFunctions.sub(call, this);
            case "Fn::Join" -> TextFunctions.join(call, this);
            case "Fn::Split" -> TextFunctions.split(call, this);
            case "Fn::Select" -> TextFunctions.select(call, this);
            case "Fn::Base64" -> TextFunctions.base64(call, this);
            case "Fn::Length" -> TextFunctions.length(call, this);
            case "Fn::ToJsonString" -> TextFunctions.toJsonString(call, this);
            case "Fn::If" -> conditions.choose(call);
            case "Fn::And", "Fn::Or", "Fn::Not", "Fn::Equals" ->
                new BooleanNode(conditions.evaluate(call), call.span());
            case "Fn::FindInMap" -> LookupFunctions.findInMap(call, this);
            case "Fn::GetAZs" -> LookupFunctions.getAzs(call, this);
            case "Fn::Cidr" -> LookupFunctions.cidr(call, this);
            case "Fn::ImportValue" -> importValue(call);
            case "Fn::Transform" ->
                throw new Failed(Diagnostic.error(
                                "unsupported-transform",
                                "`Fn::Transform` is not built: macros and `AWS::Include` inside of a value are"
                                        + " not processed.",
                                call.span())
                        .hint("Write the included text into the template."));
            default ->
                throw new Failed(Suggestion.of(call.name(), Intrinsic.names())
                        .hint(Diagnostic.error(
                                "unknown-function", "There is no function `" + call.name() + "`.", call.span())));
        };
    }

    private @Nullable Node ref(Intrinsic call) {
        String name = call.argument()
                .asString()
                .orElseThrow(() -> new Failed(
                        "bad-argument",
                        "`Ref` takes a name, not a " + call.argument().kind() + ".",
                        call.argument().span()));
        return named(name, call.argument().span());
    }

    /// What `Ref` gives for a name; null for `AWS::NoValue`.
    @Nullable
    Node named(String name, Span span) {
        if (name.equals(PseudoParameters.NO_VALUE)) {
            return null;
        }
        Node parameter = parameters.get(name);
        if (parameter != null) {
            return parameter.at(span);
        }
        if (template.parameters().containsKey(name)) {
            throw new Failed("no-value", "The parameter `" + name + "` has no value.", span);
        }
        if (template.resources().containsKey(name)) {
            Optional<Node> value = references.ref(name);
            if (value.isPresent()) {
                return value.get().at(span);
            }
        }
        var names = new ArrayList<String>(template.resources().keySet());
        names.addAll(template.parameters().keySet());
        names.addAll(parameters.keySet());
        throw new Failed(Suggestion.of(name, names)
                .hint(Diagnostic.error(
                        "unresolved-reference", "There is no parameter or resource `" + name + "`.", span)));
    }

    private Node getAtt(Intrinsic call) {
        Node argument = call.argument();
        if (argument instanceof StringNode text && text.value().indexOf('.') > 0) {
            int dot = text.value().indexOf('.');
            return attribute(text.value().substring(0, dot), text.value().substring(dot + 1), text.span());
        }
        List<Node> parts = call.arguments().orElse(List.of());
        if (parts.size() != 2 || parts.get(0).asString().isEmpty()) {
            throw new Failed(
                    "bad-argument", "`Fn::GetAtt` takes a logical id and the name of an attribute.", argument.span());
        }
        String attribute = text(parts.get(1), "the attribute of `Fn::GetAtt`");
        return attribute(parts.get(0).asString().get(), attribute, argument.span());
    }

    /// What `Fn::GetAtt` gives.
    Node attribute(String logicalId, String attribute, Span span) {
        ResourceDeclaration resource = template.resources().get(logicalId);
        if (resource == null) {
            throw new Failed(Suggestion.of(logicalId, template.resources().keySet())
                    .hint(Diagnostic.error("unresolved-reference", "There is no resource `" + logicalId + "`.", span)));
        }
        return references
                .attribute(logicalId, attribute)
                .map(value -> value.at(span))
                .orElseThrow(() -> new Failed(
                        "unknown-attribute",
                        "The resource `" + logicalId + "` of type `"
                                + resource.type() + "` has no attribute `" + attribute
                                + "`.",
                        span));
    }

    private Node importValue(Intrinsic call) {
        String name = text(call.argument(), "the name of `Fn::ImportValue`");
        return references
                .export(name)
                .map(value -> value.at(call.span()))
                .orElseThrow(() -> new Failed("no-export", "No export named " + name + " found.", call.span()));
    }

    private Node dynamic(StringNode string) {
        if (!string.value().contains("{{resolve:")) {
            return string;
        }
        Matcher found = DYNAMIC.matcher(string.value());
        var text = new StringBuilder();
        while (found.find()) {
            String value = references
                    .dynamic(found.group(1), found.group(2))
                    .orElseThrow(() -> new Failed(
                            "unresolved-dynamic-reference",
                            "The dynamic reference `" + found.group() + "` cannot be resolved.",
                            string.span()));
            found.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return new StringNode(found.appendTail(text).toString(), string.span());
    }

    /// The value as text: strings, numbers and booleans are.
    String text(Node node, String what) {
        Node value = value(node);
        return Optional.ofNullable(value)
                .flatMap(Node::asText)
                .orElseThrow(() -> new Failed(
                        "bad-argument",
                        capitalised(what) + " must be a string, not "
                                + (value == null ? "nothing" : "a " + value.kind()) + ".",
                        node.span()));
    }

    /// The value as a list.
    List<Node> elements(Node node, String what) {
        Node value = value(node);
        if (value instanceof ListNode list) {
            return list.elements();
        }
        throw new Failed(
                "bad-argument",
                capitalised(what) + " must be a list, not " + (value == null ? "nothing" : "a " + value.kind()) + ".",
                node.span());
    }

    /// Refuses a function that only the language extensions have.
    void needExtensions(String what, Span span) {
        if (!template.hasTransform(Template.LANGUAGE_EXTENSIONS)) {
            throw new Failed(Diagnostic.error(
                            "needs-language-extensions", capitalised(what) + " needs the language extensions.", span)
                    .hint("Add `AWS::LanguageExtensions` to the template's `Transform`."));
        }
    }

    Template template() {
        return template;
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
