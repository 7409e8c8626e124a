package samara.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What YAML's tags mean in a template: CloudFormation's short intrinsics and YAML's own types.
///
/// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html.
final class YamlTags {
    static final String STANDARD = "tag:yaml.org,2002:";

    private static final Map<String, String> LONG_FORMS = new LinkedHashMap<>();

    static {
        for (String bare : List.of("Ref", "Condition")) {
            LONG_FORMS.put("!" + bare, bare);
        }
        for (String function : List.of(
                "And",
                "Base64",
                "Cidr",
                "Equals",
                "FindInMap",
                "GetAtt",
                "GetAZs",
                "If",
                "ImportValue",
                "Join",
                "Length",
                "Not",
                "Or",
                "Select",
                "Split",
                "Sub",
                "ToJsonString",
                "Transform")) {
            LONG_FORMS.put("!" + function, "Fn::" + function);
        }
    }

    private YamlTags() {}

    /// `!Ref`, `!Sub` and so on.
    static Set<String> shortForms() {
        return LONG_FORMS.keySet();
    }

    /// `!Sub x` → `{"Fn::Sub": "x"}`; `!GetAtt a.b.c` → `{"Fn::GetAtt": ["a", "b.c"]}`. Empty for an unknown tag.
    static Optional<Node> longForm(String tag, Node value) {
        if (tag.equals("!")) {
            return Optional.of(value);
        }
        String name = LONG_FORMS.get(tag);
        if (name == null) {
            return Optional.empty();
        }
        return Optional.of(ObjectNode.of(name, name.equals("Fn::GetAtt") ? splitAttribute(value) : value));
    }

    private static Node splitAttribute(Node value) {
        if (!(value instanceof StringNode string)) {
            return value;
        }
        int dot = string.value().indexOf('.');
        if (dot < 0) {
            return ListNode.of(string.span(), string);
        }
        return ListNode.of(
                string.span(),
                new StringNode(string.value().substring(0, dot), string.span()),
                new StringNode(string.value().substring(dot + 1), string.span()));
    }

    /// A scalar with one of YAML's own tags, such as `!!str`. Empty where the tag is not taken.
    static Optional<Node> scalar(String tag, String value, Span span) {
        return switch (tag.substring(STANDARD.length())) {
            case "str", "timestamp" -> Optional.of(new StringNode(value, span));
            case "null" -> Optional.of(new NullNode(span));
            case "bool" -> of(BooleanNode.class, value, span);
            case "int", "float" -> of(NumberNode.class, value, span);
            default -> Optional.empty();
        };
    }

    private static Optional<Node> of(Class<? extends Node> type, String value, Span span) {
        Node resolved = YamlScalars.resolve(value, span);
        return type.isInstance(resolved) ? Optional.of(resolved) : Optional.empty();
    }
}
