package samara.transform.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import samara.template.Suggestion;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.Data;
import samara.transform.model.Rejection;

/// SAM's policy templates, which turn `{"SQSPollerPolicy": {"QueueName": q}}` into statements for that queue. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html>.
public final class PolicyTemplates {
    private static final Map<String, Template> TEMPLATES = load();

    private record Template(List<String> parameters, DraftList statements) {}

    private PolicyTemplates() {}

    /// Whether there is a template of this name.
    public static boolean has(String name) {
        return TEMPLATES.containsKey(name);
    }

    /// The names of all templates.
    public static Set<String> names() {
        return TEMPLATES.keySet();
    }

    /// The policy that the template named by the only member of `use` gives for the arguments in it.
    public static DraftObject expand(DraftObject use) {
        DraftObject.Member member = use.only();
        String name = member.name().value();
        Template template = TEMPLATES.get(name);
        if (template == null) {
            Rejection unknown = Rejection.at(
                    member.name().span(), "policy-template", "There is no policy template `" + name + "`.");
            throw Suggestion.of(name, TEMPLATES.keySet())
                    .name()
                    .map(near -> unknown.hint("Did you mean `" + near + "`?"))
                    .orElse(unknown);
        }
        if (!(member.value() instanceof DraftObject arguments)) {
            throw Rejection.of(
                    member.value(),
                    "policy-template",
                    "Policy template `" + name + "` needs an object of its parameters (" + names(template.parameters())
                            + "), not " + member.value().aKind() + ".");
        }
        List<String> missing = template.parameters().stream()
                .filter(parameter -> !arguments.has(parameter))
                .toList();
        if (!missing.isEmpty()) {
            throw Rejection.at(
                    member.name().span(),
                    "policy-template",
                    "Policy template `" + name + "` also needs " + names(missing) + ".");
        }
        return DraftObject.at(use.span()).put("Statement", fill(template.statements(), arguments));
    }

    private static String names(List<String> parameters) {
        return parameters.isEmpty() ? "none" : "`" + String.join("`, `", parameters) + "`";
    }

    private static Draft fill(Draft value, DraftObject arguments) {
        if (value instanceof DraftObject object) {
            if (object.size() == 1
                    && object.get("Ref") instanceof DraftText parameter
                    && arguments.has(parameter.value())) {
                return arguments.get(parameter.value()).copy();
            }
            DraftObject filled = DraftObject.make();
            object.forEach((name, member) -> filled.put(name, fill(member, arguments)));
            return filled;
        }
        if (value instanceof DraftList list) {
            DraftList filled = DraftList.of();
            list.forEach(element -> filled.add(fill(element, arguments)));
            return filled;
        }
        return value;
    }

    private static Map<String, Template> load() {
        Map<String, Template> templates = new LinkedHashMap<>();
        Data.json("policy-templates.json").forEach((name, value) -> {
            if (value instanceof DraftObject template) {
                templates.put(
                        name,
                        new Template(
                                template.list("parameters").orElseThrow().elements().stream()
                                        .map(parameter -> ((DraftText) parameter).value())
                                        .toList(),
                                template.list("statements").orElseThrow()));
            }
        });
        return templates;
    }
}
