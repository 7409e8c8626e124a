package samara.transform.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import samara.template.Diagnostic;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.Rejection;
import samara.transform.model.Translation;

/// Refuses a template whose outline is wrong: no resources, resources that are no objects, mappings that are none.
public final class CheckStructure implements Step {
    /// The types whose properties steps before the transform of the resources look at.
    private static final Set<String> LOOKED_AT = Set.of(
            "AWS::Serverless::Api",
            "AWS::Serverless::Application",
            "AWS::Serverless::CapacityProvider",
            "AWS::Serverless::Function",
            "AWS::Serverless::HttpApi",
            "AWS::Serverless::LayerVersion",
            "AWS::Serverless::SimpleTable",
            "AWS::Serverless::StateMachine",
            "AWS::Serverless::WebSocketApi");

    @Override
    public void apply(Translation translation) {
        DraftObject template = translation.template();
        if (!(template.get("Resources") instanceof DraftObject resources) || !resources.truthy()) {
            throw Rejection.of(
                    template.get("Resources"),
                    "no-resources",
                    "The template needs a `Resources` section with resources in it.");
        }
        List<Diagnostic> wrong = new ArrayList<>();
        resources.members().forEach(member -> check(member, wrong));
        if (!wrong.isEmpty()) {
            throw new Rejection(wrong);
        }
        if (template.has("Mappings") && !(template.get("Mappings") instanceof DraftObject)) {
            throw Rejection.at(template.nameSpan("Mappings"), "wrong-type", "`Mappings` needs to be an object.");
        }
    }

    private static void check(DraftObject.Member member, List<Diagnostic> wrong) {
        String id = member.name().value();
        if (!(member.value() instanceof DraftObject resource)) {
            wrong.add(Diagnostic.error(
                            "wrong-type",
                            "Resource `" + id + "` needs to be an object, not "
                                    + member.value().aKind() + ".",
                            member.name().span())
                    .hint("In YAML, look at how the lines under it are indented."));
            return;
        }
        Draft properties = resource.get("Properties");
        boolean wrongProperties = resource.has("Properties") && !(properties instanceof DraftObject);
        if (wrongProperties && LOOKED_AT.contains(resource.text("Type").orElse(""))) {
            wrong.add(Diagnostic.error(
                            "wrong-type",
                            "`Properties` needs to be an object, not " + properties.aKind() + ".",
                            resource.nameSpan("Properties"))
                    .inResource(id));
        }
        Draft condition = resource.get("Condition");
        if (condition.truthy() && !(condition instanceof DraftText)) {
            wrong.add(Diagnostic.error(
                    "wrong-type",
                    "`Condition` needs to be the name of one, not " + condition.aKind() + ".",
                    condition.span()));
        }
    }
}
