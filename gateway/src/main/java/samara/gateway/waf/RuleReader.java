package samara.gateway.waf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a web ACL's rules and actions.
final class RuleReader {
    private RuleReader() {}

    static List<Rule> rules(RuleTree acl, Map<String, Map.Entry<String, String>> bodies) {
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<Long> priorities = new HashSet<>();
        for (RuleTree each : acl.objects("Rules")) {
            Rule rule = rule(each, bodies);
            if (!names.add(rule.name()) || !priorities.add(rule.priority())) {
                throw new InvalidRuleException(each.place(), "names and priorities must be unique.");
            }
            rules.add(rule);
        }
        rules.sort(Comparator.comparingLong(Rule::priority));
        return List.copyOf(rules);
    }

    private static Rule rule(RuleTree tree, Map<String, Map.Entry<String, String>> bodies) {
        tree.only("Name", "Priority", "Statement", "Action", "OverrideAction", "RuleLabels", "VisibilityConfig");
        Statement statement = StatementReader.read(tree.object("Statement"));
        boolean group = statement instanceof Statement.Managed;
        if (group == tree.has("Action") || group != tree.has("OverrideAction")) {
            throw new InvalidRuleException(
                    tree.place(),
                    group ? "a rule group needs an OverrideAction, and no Action." : "an Action is needed.");
        }
        Action action = group ? override(tree.object("OverrideAction")) : action(tree.object("Action"), bodies);
        List<String> labels = tree.objects("RuleLabels").stream()
                .map(label -> label.only("Name").text("Name"))
                .toList();
        return new Rule(tree.text("Name"), tree.number("Priority", 0, Integer.MAX_VALUE), statement, action, labels);
    }

    /// `None` leaves a group's own actions as they are.
    private static Action override(RuleTree tree) {
        return tree.choice("None", "Count").equals("Count")
                ? new Action.Count(Map.of())
                : new Action.Block(Optional.empty());
    }

    static Action action(RuleTree tree, Map<String, Map.Entry<String, String>> bodies) {
        String kind = tree.choice("Allow", "Block", "Count");
        RuleTree body = tree.object(kind);
        return switch (kind) {
            case "Block" ->
                new Action.Block(body.only("CustomResponse")
                        .objectIfThere("CustomResponse")
                        .map(response -> response(response, bodies)));
            case "Allow" -> new Action.Allow(inserted(body));
            default -> new Action.Count(inserted(body));
        };
    }

    private static Map<String, String> inserted(RuleTree body) {
        Map<String, String> headers = new LinkedHashMap<>();
        body.only("CustomRequestHandling")
                .objectIfThere("CustomRequestHandling")
                .ifPresent(handling -> handling.only("InsertHeaders")
                        .objects("InsertHeaders")
                        .forEach(header -> headers.put("x-amzn-waf-" + header.text("Name"), header.text("Value"))));
        return headers;
    }

    private static Action.CustomResponse response(RuleTree tree, Map<String, Map.Entry<String, String>> bodies) {
        tree.only("ResponseCode", "CustomResponseBodyKey", "ResponseHeaders");
        Map<String, String> headers = new LinkedHashMap<>();
        tree.objects("ResponseHeaders").forEach(header -> headers.put(header.text("Name"), header.text("Value")));
        if (headers.keySet().stream().anyMatch("content-type"::equalsIgnoreCase)) {
            throw new InvalidRuleException(
                    tree.at("ResponseHeaders"), "`content-type` is given by the custom response body.");
        }
        Optional<String> key = tree.textIfThere("CustomResponseBodyKey");
        if (key.isPresent() && !bodies.containsKey(key.get())) {
            throw new InvalidRuleException(
                    tree.at("CustomResponseBodyKey"), "there is no custom response body `" + key.get() + "`.");
        }
        Map.Entry<String, String> body = key.map(bodies::get).orElse(Map.entry("", ""));
        return new Action.CustomResponse(
                (int) tree.number("ResponseCode", 200, 599), headers, body.getKey(), body.getValue());
    }

    /// Custom response bodies: media type and content by their keys.
    static Map<String, Map.Entry<String, String>> bodies(RuleTree acl) {
        Map<String, Map.Entry<String, String>> bodies = new LinkedHashMap<>();
        acl.objectIfThere("CustomResponseBodies")
                .ifPresent(all -> all.members().keySet().forEach(key -> {
                    RuleTree body = all.object(String.valueOf(key)).only("ContentType", "Content");
                    String type = switch (body.oneOf("ContentType", "TEXT_PLAIN", "TEXT_HTML", "APPLICATION_JSON")) {
                        case "TEXT_PLAIN" -> "text/plain";
                        case "TEXT_HTML" -> "text/html";
                        default -> "application/json";
                    };
                    bodies.put(String.valueOf(key), Map.entry(type, body.text("Content")));
                }));
        return bodies;
    }
}
