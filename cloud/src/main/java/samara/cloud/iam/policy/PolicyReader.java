package samara.cloud.iam.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import samara.cloud.iam.policy.PolicyDocument.Kind;
import samara.cloud.kernel.Json;
import samara.template.Node;
import samara.template.ObjectNode;

/// Reads the JSON of a policy. What the reference does not know is refused, not passed over.
final class PolicyReader {
    private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Set<String> PRINCIPALS = Set.of("AWS", "Service", "Federated", "CanonicalUser");

    private final Kind kind;
    private boolean withVariables;

    PolicyReader(Kind kind) {
        this.kind = kind;
    }

    PolicyDocument read(String json) {
        ObjectNode document;
        try {
            document = object(Json.parse(json), "The policy");
        } catch (IllegalArgumentException e) {
            throw new PolicySyntaxException("The policy is not JSON: " + e.getMessage());
        }
        known(document, DOCUMENT, "The policy");
        String version =
                document.get("Version").map(node -> text(node, "`Version`")).orElse("2008-10-17");
        if (!version.equals("2012-10-17") && !version.equals("2008-10-17")) {
            throw new PolicySyntaxException("`Version` must be `2012-10-17` or `2008-10-17`.");
        }
        withVariables = version.equals("2012-10-17");
        Node statements = document.get("Statement")
                .orElseThrow(() -> new PolicySyntaxException("The policy has no `Statement`."));
        List<Node> all = statements.asList().orElse(List.of(statements));
        if (all.isEmpty()) {
            throw new PolicySyntaxException("`Statement` is empty.");
        }
        List<Statement> read = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            read.add(statement(object(all.get(i), "Statement " + (i + 1)), "Statement " + (i + 1)));
        }
        return new PolicyDocument(List.copyOf(read));
    }

    private Statement statement(ObjectNode node, String place) {
        known(node, STATEMENT, place);
        String label = node.get("Sid")
                .map(sid -> text(sid, place + "'s `Sid`"))
                .filter(sid -> !sid.isEmpty())
                .orElse(place);
        String effect = node.get("Effect")
                .map(value -> text(value, place + "'s `Effect`"))
                .orElse("");
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new PolicySyntaxException(place + "'s `Effect` must be `Allow` or `Deny`.");
        }
        Optional<Statement.Matcher> actions = matcher(node, "Action", place);
        Optional<Statement.Matcher> resources = matcher(node, "Resource", place);
        Optional<Statement.Principals> principals = principals(node, place);
        check(kind == Kind.IDENTITY, principals.isPresent(), place + " must not have a `Principal`.");
        check(kind != Kind.IDENTITY, principals.isEmpty(), place + " must have a `Principal`.");
        check(kind == Kind.TRUST, resources.isPresent(), place + " must not have a `Resource`.");
        check(kind == Kind.IDENTITY, resources.isEmpty(), place + " must have a `Resource` or a `NotResource`.");
        return new Statement(
                label,
                effect.equals("Allow"),
                principals,
                actions.orElseThrow(
                        () -> new PolicySyntaxException(place + " must have an `Action` or a `NotAction`.")),
                resources,
                conditions(node, place));
    }

    private static void check(boolean applies, boolean isWrong, String message) {
        if (applies && isWrong) {
            throw new PolicySyntaxException(message);
        }
    }

    private Optional<Statement.Matcher> matcher(ObjectNode node, String name, String place) {
        Optional<Node> positive = node.get(name);
        Optional<Node> negative = node.get("Not" + name);
        if (positive.isPresent() && negative.isPresent()) {
            throw new PolicySyntaxException(place + " has both `" + name + "` and `Not" + name + "`.");
        }
        boolean isAction = name.equals("Action");
        return positive.or(() -> negative).map(value -> {
            List<String> texts = texts(value, place + "'s `" + name + "`");
            if (texts.isEmpty()) {
                throw new PolicySyntaxException(place + "'s `" + name + "` is empty.");
            }
            for (String text : texts) {
                boolean fits = text.equals("*") || (isAction ? text.contains(":") : text.startsWith("arn:"));
                if (!fits && !(text.startsWith("*") || text.startsWith("${"))) {
                    throw new PolicySyntaxException(place + "'s `" + name + "` holds `" + text + "`, which is "
                            + (isAction ? "not `service:Action`." : "neither an ARN nor `*`."));
                }
            }
            return new Statement.Matcher(
                    texts.stream()
                            .map(text -> Pattern.of(text, withVariables && !isAction))
                            .toList(),
                    negative.isPresent(),
                    isAction);
        });
    }

    private Optional<Statement.Principals> principals(ObjectNode node, String place) {
        boolean isNegated = node.has("NotPrincipal");
        Optional<Node> value = isNegated ? node.get("NotPrincipal") : node.get("Principal");
        return value.map(principal -> {
            List<PrincipalPattern> patterns = new ArrayList<>();
            if (principal.asString().filter(text -> text.equals("*")).isPresent()) {
                patterns.add(new PrincipalPattern("AWS", "*"));
            } else {
                object(principal, place + "'s `Principal`").forEach((kind, names) -> {
                    if (!PRINCIPALS.contains(kind)) {
                        throw new PolicySyntaxException(place + "'s `Principal` has the unknown kind `" + kind + "`.");
                    }
                    texts(names, place + "'s `Principal`")
                            .forEach(name -> patterns.add(new PrincipalPattern(kind, name)));
                });
            }
            return new Statement.Principals(List.copyOf(patterns), isNegated);
        });
    }

    private List<Condition> conditions(ObjectNode node, String place) {
        List<Condition> conditions = new ArrayList<>();
        node.get("Condition")
                .ifPresent(block -> object(block, place + "'s `Condition`")
                        .forEach((operator, keys) -> object(keys, place + "'s `" + operator + "`")
                                .forEach((key, values) -> conditions.add(
                                        condition(operator, key, texts(values, place + "'s `" + key + "`"), place)))));
        return List.copyOf(conditions);
    }

    private Condition condition(String name, String key, List<String> values, String place) {
        String rest = name;
        var quantifier = Condition.Quantifier.NONE;
        if (startsWithIgnoringCase(rest, "ForAllValues:")) {
            quantifier = Condition.Quantifier.FOR_ALL_VALUES;
        } else if (startsWithIgnoringCase(rest, "ForAnyValue:")) {
            quantifier = Condition.Quantifier.FOR_ANY_VALUE;
        }
        rest = rest.substring(rest.indexOf(':') + 1);
        if (rest.equalsIgnoreCase("Null")) {
            return new Condition.Absence(key, values.stream().anyMatch(value -> value.equalsIgnoreCase("true")));
        }
        boolean ifExists = rest.toLowerCase(Locale.ROOT).endsWith("ifexists");
        String bare = ifExists ? rest.substring(0, rest.length() - "IfExists".length()) : rest;
        Operator.Named named = Operator.named(bare)
                .orElseThrow(() ->
                        new PolicySyntaxException(place + "'s `Condition` has the unknown operator `" + name + "`."));
        List<Pattern> wanted =
                values.stream().map(value -> Pattern.of(value, withVariables)).toList();
        return new Condition.Comparison(named.operator(), named.isNegated(), ifExists, quantifier, key, wanted);
    }

    private static boolean startsWithIgnoringCase(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static void known(ObjectNode node, Set<String> names, String place) {
        for (String name : node.names()) {
            if (!names.contains(name)) {
                throw new PolicySyntaxException(place + " has the unknown element `" + name + "`.");
            }
        }
    }

    private static ObjectNode object(Node node, String place) {
        return node.asObject().orElseThrow(() -> new PolicySyntaxException(place + " must be an object."));
    }

    private static String text(Node node, String place) {
        return node.asText().orElseThrow(() -> new PolicySyntaxException(place + " must be a string."));
    }

    private static List<String> texts(Node node, String place) {
        return node.asList().orElse(List.of(node)).stream()
                .map(each -> text(each, place))
                .toList();
    }
}
