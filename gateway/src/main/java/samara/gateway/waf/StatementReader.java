package samara.gateway.waf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads statements, as AWS WAF's API and CloudFormation write them.
final class StatementReader {
    private static final int MAX_DEPTH = 20;

    private StatementReader() {}

    static Statement read(RuleTree tree) {
        return read(tree, 0);
    }

    private static Statement read(RuleTree tree, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InvalidRuleException(tree.place(), "nests too deep.");
        }
        String kind = tree.choice(
                "ByteMatchStatement",
                "SqliMatchStatement",
                "XssMatchStatement",
                "SizeConstraintStatement",
                "GeoMatchStatement",
                "IPSetReferenceStatement",
                "RegexPatternSetReferenceStatement",
                "RegexMatchStatement",
                "LabelMatchStatement",
                "RateBasedStatement",
                "ManagedRuleGroupStatement",
                "AndStatement",
                "OrStatement",
                "NotStatement");
        RuleTree body = tree.object(kind);
        return switch (kind) {
            case "AndStatement" -> new Statement.And(several(body, depth));
            case "OrStatement" -> new Statement.Or(several(body, depth));
            case "NotStatement" -> new Statement.Not(read(body.only("Statement").object("Statement"), depth + 1));
            case "GeoMatchStatement" -> geo(body);
            case "IPSetReferenceStatement" -> ipSet(body);
            case "LabelMatchStatement" -> label(body);
            case "RateBasedStatement" -> rate(body, depth);
            case "ManagedRuleGroupStatement" -> managed(body, depth);
            default -> onField(kind, body);
        };
    }

    private static List<Statement> several(RuleTree body, int depth) {
        List<Statement> statements = body.only("Statements").objects("Statements").stream()
                .map(each -> read(each, depth + 1))
                .toList();
        if (statements.size() < 2) {
            throw new InvalidRuleException(body.at("Statements"), "two statements or more are needed.");
        }
        return statements;
    }

    private static Statement onField(String kind, RuleTree body) {
        Field field = Field.of(body);
        List<Transformation> transformations = Transformation.of(body);
        return switch (kind) {
            case "SizeConstraintStatement" -> {
                body.only("FieldToMatch", "TextTransformations", "ComparisonOperator", "Size");
                yield new Statement.Size(
                        field,
                        transformations,
                        body.oneOf("ComparisonOperator", "EQ", "NE", "LE", "LT", "GE", "GT"),
                        body.number("Size", 0, 21_474_836_480L));
            }
            case "RegexPatternSetReferenceStatement" ->
                new Statement.RegexSet(
                        body.only("FieldToMatch", "TextTransformations", "ARN", "Arn")
                                .text(body.has("Arn") ? "Arn" : "ARN"),
                        field,
                        transformations);
            default -> new Statement.Text(field, transformations, test(kind, body));
        };
    }

    private static Statement.TextTest test(String kind, RuleTree body) {
        return switch (kind) {
            case "ByteMatchStatement" -> {
                body.only("FieldToMatch", "TextTransformations", "SearchString", "PositionalConstraint");
                String search = body.text("SearchString");
                if (search.isEmpty() || search.length() > 200) {
                    throw new InvalidRuleException(body.at("SearchString"), "must have 1 to 200 characters.");
                }
                yield new Statement.TextTest.Bytes(
                        search,
                        body.oneOf(
                                "PositionalConstraint",
                                "EXACTLY",
                                "STARTS_WITH",
                                "ENDS_WITH",
                                "CONTAINS",
                                "CONTAINS_WORD"));
            }
            case "RegexMatchStatement" -> {
                body.only("FieldToMatch", "TextTransformations", "RegexString");
                yield new Statement.TextTest.Regex(pattern(body.text("RegexString"), body.at("RegexString")));
            }
            case "SqliMatchStatement" -> {
                body.only("FieldToMatch", "TextTransformations", "SensitivityLevel");
                yield new Statement.TextTest.Sqli(body.has("SensitivityLevel")
                        && body.oneOf("SensitivityLevel", "LOW", "HIGH").equals("HIGH"));
            }
            default -> {
                body.only("FieldToMatch", "TextTransformations");
                yield new Statement.TextTest.Xss();
            }
        };
    }

    static Pattern pattern(String text, String place) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new InvalidRuleException(place, "`" + text + "` is no regular expression.");
        }
    }

    private static Statement geo(RuleTree body) {
        body.only("CountryCodes");
        List<String> countries = body.texts("CountryCodes");
        if (countries.isEmpty()) {
            throw new InvalidRuleException(body.at("CountryCodes"), "is missing.");
        }
        return new Statement.Geo(Set.copyOf(countries));
    }

    private static Statement ipSet(RuleTree body) {
        body.only("ARN", "Arn", "IPSetForwardedIPConfig");
        return new Statement.IpSet(
                body.text(body.has("Arn") ? "Arn" : "ARN"),
                body.objectIfThere("IPSetForwardedIPConfig")
                        .map(config -> config.only("HeaderName", "FallbackBehavior", "Position"))
                        .map(config -> new Statement.ForwardedIp(
                                config.text("HeaderName"),
                                config.oneOf("FallbackBehavior", "MATCH", "NO_MATCH")
                                        .equals("MATCH"),
                                config.oneOf("Position", "FIRST", "LAST", "ANY"))));
    }

    private static Statement label(RuleTree body) {
        body.only("Scope", "Key");
        return new Statement.Label(body.oneOf("Scope", "LABEL", "NAMESPACE").equals("NAMESPACE"), body.text("Key"));
    }

    private static Statement rate(RuleTree body, int depth) {
        body.only(
                "Limit",
                "EvaluationWindowSec",
                "AggregateKeyType",
                "ScopeDownStatement",
                "ForwardedIPConfig",
                "CustomKeys");
        int window = 300;
        if (body.has("EvaluationWindowSec")) {
            window = Integer.parseInt(body.oneOf("EvaluationWindowSec", "60", "120", "300", "600"));
        }
        List<Statement.RateBased.Key> keys = new ArrayList<>();
        String kind = body.oneOf("AggregateKeyType", "IP", "FORWARDED_IP", "CONSTANT", "CUSTOM_KEYS");
        Optional<String> forwarded = body.objectIfThere("ForwardedIPConfig").map(config -> config.text("HeaderName"));
        switch (kind) {
            case "IP" -> keys.add(new Statement.RateBased.Key("IP", "", List.of()));
            case "FORWARDED_IP" ->
                keys.add(new Statement.RateBased.Key("FORWARDED_IP", forwarded.orElse("X-Forwarded-For"), List.of()));
            case "CUSTOM_KEYS" ->
                body.objects("CustomKeys").forEach(each -> keys.add(key(each, forwarded.orElse("X-Forwarded-For"))));
            default -> {}
        }
        if (kind.equals("CONSTANT") && !body.has("ScopeDownStatement")) {
            throw new InvalidRuleException(body.place(), "a count of all requests needs a ScopeDownStatement.");
        }
        if (kind.equals("CUSTOM_KEYS") != body.has("CustomKeys")) {
            throw new InvalidRuleException(body.place(), "CustomKeys are given with the type CUSTOM_KEYS only.");
        }
        return new Statement.RateBased(
                (int) body.number("Limit", 10, 2_000_000_000),
                window,
                keys,
                body.objectIfThere("ScopeDownStatement").map(down -> read(down, depth + 1)));
    }

    private static Statement.RateBased.Key key(RuleTree tree, String forwarded) {
        String kind = tree.choice(
                "IP", "ForwardedIP", "Header", "Cookie", "QueryArgument", "QueryString", "HTTPMethod", "UriPath");
        RuleTree body = tree.object(kind);
        return switch (kind) {
            case "IP" -> new Statement.RateBased.Key("IP", "", List.of());
            case "ForwardedIP" -> new Statement.RateBased.Key("FORWARDED_IP", forwarded, List.of());
            case "HTTPMethod" -> new Statement.RateBased.Key("METHOD", "", List.of());
            case "Header" -> new Statement.RateBased.Key("HEADER", body.text("Name"), Transformation.of(body));
            case "Cookie" -> new Statement.RateBased.Key("COOKIE", body.text("Name"), Transformation.of(body));
            case "QueryArgument" ->
                new Statement.RateBased.Key("QUERY_ARGUMENT", body.text("Name"), Transformation.of(body));
            case "QueryString" -> new Statement.RateBased.Key("QUERY_STRING", "", Transformation.of(body));
            default -> new Statement.RateBased.Key("PATH", "", Transformation.of(body));
        };
    }

    private static Statement managed(RuleTree body, int depth) {
        body.only("VendorName", "Name", "ScopeDownStatement", "ExcludedRules", "RuleActionOverrides");
        String name = body.text("Name");
        ManagedRuleGroup group = ManagedRuleGroup.named(body.text("VendorName"), name)
                .orElseThrow(() -> new InvalidRuleException(
                        body.at("Name"),
                        "the managed rule group `" + name + "` is not built; there are "
                                + String.join(", ", ManagedRuleGroup.names()) + "."));
        Map<String, Action> overrides = new LinkedHashMap<>();
        for (RuleTree each : body.objects("ExcludedRules")) {
            overrides.put(each.only("Name").text("Name"), new Action.Count(Map.of()));
        }
        for (RuleTree each : body.objects("RuleActionOverrides")) {
            each.only("Name", "ActionToUse");
            overrides.put(each.text("Name"), RuleReader.action(each.object("ActionToUse"), Map.of()));
        }
        for (String rule : overrides.keySet()) {
            if (group.rules().stream().noneMatch(known -> known.name().equals(rule))) {
                throw new InvalidRuleException(body.place(), "`" + name + "` has no rule `" + rule + "`.");
            }
        }
        return new Statement.Managed(
                group, body.objectIfThere("ScopeDownStatement").map(down -> read(down, depth + 1)), overrides);
    }
}
