package samara.transform.resource;

import java.util.List;
import java.util.Optional;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftNumber;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.Translation;

/// A function's `DeploymentPreference`: its alias moves to a new version as CodeDeploy is told. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-deploymentpreference.html>.
final class FunctionDeployment {
    private FunctionDeployment() {}

    /// Notes the preference and gives the alias its update policy.
    static void add(Definition function, Optional<CfnResource> alias, Translation translation) {
        if (!(function.get("DeploymentPreference") instanceof DraftObject preference) || !preference.truthy()) {
            return;
        }
        for (String name : List.of("Enabled", "Type")) {
            if (preference.has(name)) {
                preference.put(name, translation.resolveFully(preference.get(name)));
            }
        }
        Draft passCondition = preference.has("PassthroughCondition")
                ? flag(function, preference.get("PassthroughCondition"), translation)
                : DraftBoolean.of(false);
        DeploymentPreferences all = DeploymentPreferences.of(translation);
        if (!all.add(function, preference, passCondition.truthy())) {
            return;
        }
        CfnResource target = alias.orElseThrow(() -> function.reject(
                preference, "deployment-preference", "`DeploymentPreference` needs `AutoPublishAlias`."));
        target.attributes().put("UpdatePolicy", DeploymentPreferences.updatePolicy(function.id(), preference));
    }

    private static Draft flag(Definition function, Draft given, Translation translation) {
        Draft value = translation.resolveFully(given);
        // As numbers, 1 is true and 0 false.
        if (value instanceof DraftBoolean || value.equals(DraftNumber.of(0)) || value.equals(DraftNumber.of(1))) {
            return DraftBoolean.of(value.truthy());
        }
        if (value instanceof DraftText text && text.value().matches("[Tt]rue|[Ff]alse")) {
            return DraftBoolean.of(text.value().equalsIgnoreCase("true"));
        }
        throw function.reject(
                given,
                "deployment-preference",
                Intrinsics.isIntrinsic(value)
                        ? "`PassthroughCondition` can only use `Ref` to a parameter and `Fn::FindInMap`."
                        : "`PassthroughCondition` needs to be `true` or `false`.");
    }
}
