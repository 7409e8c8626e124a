package samara.transform.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.Nothing;
import samara.transform.model.CfnResource;
import samara.transform.model.CombinedConditions;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;
import samara.transform.model.Tags;
import samara.transform.model.Translation;
import samara.transform.policy.PolicyDocuments;

/// The deployment preferences of all functions of a template: they share a CodeDeploy application and a role, and each
/// has a deployment group.
public final class DeploymentPreferences {
    private static final String APPLICATION = "ServerlessDeploymentApplication";
    private static final String ROLE = "CodeDeployServiceRole";
    private static final String CONDITION = "ServerlessCodeDeployCondition";
    private static final Set<String> PREDEFINED = Set.of(
            "Canary10Percent5Minutes",
            "Canary10Percent10Minutes",
            "Canary10Percent15Minutes",
            "Canary10Percent30Minutes",
            "Linear10PercentEvery1Minute",
            "Linear10PercentEvery2Minutes",
            "Linear10PercentEvery3Minutes",
            "Linear10PercentEvery10Minutes",
            "AllAtOnce");

    private final Map<String, Preference> enabled = new LinkedHashMap<>();

    private record Preference(Definition function, DraftObject preference, Draft condition, Draft tags) {}

    /// Those of this template.
    public static DeploymentPreferences of(Translation translation) {
        return translation.shared(DeploymentPreferences.class, DeploymentPreferences::new);
    }

    /// Notes a function's preference; says whether it is enabled.
    boolean add(Definition function, DraftObject preference, boolean passCondition) {
        Draft flag = preference.has("Enabled") ? preference.get("Enabled") : DraftBoolean.of(true);
        if (!flag.truthy() || flag.is("false") || flag.is("False")) {
            return false;
        }
        if (!preference.has("Type")) {
            throw function.reject(preference, "deployment-preference", "`DeploymentPreference` needs a `Type`.");
        }
        Draft hooks = preference.get("Hooks");
        if (preference.has("Hooks") && !(hooks instanceof DraftObject)) {
            throw function.reject(hooks, "wrong-type", "`Hooks` needs to be an object, not " + hooks.aKind() + ".");
        }
        Draft condition = passCondition ? function.resource().get("Condition") : Nothing.HERE;
        boolean propagates = function.get("PropagateTags").truthy();
        enabled.put(
                function.id(),
                new Preference(function, preference, condition, propagates ? function.get("Tags") : Nothing.HERE));
        return true;
    }

    /// What tells CloudFormation to update the alias by CodeDeploy.
    static DraftObject updatePolicy(String functionId, DraftObject preference) {
        DraftObject update = DraftObject.make()
                .put("ApplicationName", Intrinsics.ref(APPLICATION))
                .put("DeploymentGroupName", Intrinsics.ref(functionId + "DeploymentGroup"));
        preference
                .object("Hooks")
                .ifPresent(hooks -> update.putSome("BeforeAllowTrafficHook", hooks.get("PreTraffic"))
                        .putSome("AfterAllowTrafficHook", hooks.get("PostTraffic")));
        return DraftObject.of("CodeDeployLambdaAliasUpdate", update);
    }

    /// The resources for all of them; nothing where no preference is enabled. Adds the condition that they
    /// need.
    public List<CfnResource> build(Translation translation) {
        if (enabled.isEmpty()) {
            return List.of();
        }
        Optional<String> condition = condition(translation);
        List<CfnResource> made = new ArrayList<>();
        made.add(shared(APPLICATION, "AWS::CodeDeploy::Application", condition).set("ComputePlatform", "Lambda"));
        boolean allHaveRoles = enabled.values().stream()
                .allMatch(preference -> preference.preference().get("Role").truthy());
        if (!allHaveRoles) {
            String policy = translation.partition().name().matches("aws-iso(-b)?")
                    ? "service-role/AWSCodeDeployRoleForLambdaLimited"
                    : "service-role/AWSCodeDeployRoleForLambda";
            made.add(shared(ROLE, "AWS::IAM::Role", condition)
                    .set("AssumeRolePolicyDocument", PolicyDocuments.trust("codedeploy.amazonaws.com"))
                    .set(
                            "ManagedPolicyArns",
                            DraftList.ofTexts(translation.partition().managedPolicyArn(policy))));
        }
        enabled.forEach((id, preference) -> {
            try {
                made.add(group(id, preference));
            } catch (Rejection e) {
                e.inResource(id).diagnostics().forEach(translation::report);
            }
        });
        return made;
    }

    private Optional<String> condition(Translation translation) {
        if (enabled.values().stream()
                .anyMatch(preference -> !preference.condition().truthy())) {
            return Optional.empty();
        }
        TreeSet<String> names = new TreeSet<>();
        enabled.values().forEach(preference -> {
            if (preference.condition() instanceof DraftText name) {
                names.add(name.value());
            }
        });
        if (names.size() == 1) {
            return Optional.of(names.first());
        }
        CombinedConditions.add(translation.conditions(), CONDITION, List.copyOf(names));
        return Optional.of(CONDITION);
    }

    private CfnResource shared(String id, String type, Optional<String> condition) {
        CfnResource resource = new CfnResource(
                id, type, enabled.values().iterator().next().function().span(), DraftObject.make());
        condition.ifPresent(name -> resource.attributes().put("Condition", name));
        DraftObject tags = DraftObject.make();
        enabled.values().forEach(preference -> {
            if (preference.tags() instanceof DraftObject own) {
                tags.putAll(own);
            }
        });
        if (tags.truthy()) {
            resource.set("Tags", Tags.list(tags));
        }
        return resource;
    }

    private static CfnResource group(String functionId, Preference own) {
        DraftObject preference = own.preference();
        CfnResource group = new CfnResource(
                functionId + "DeploymentGroup",
                "AWS::CodeDeploy::DeploymentGroup",
                own.function().span(),
                DraftObject.make());
        group.set("AlarmConfiguration", alarms(own.function(), preference.get("Alarms")))
                .set("ApplicationName", Intrinsics.ref(APPLICATION))
                .set(
                        "AutoRollbackConfiguration",
                        DraftObject.make()
                                .put("Enabled", true)
                                .put(
                                        "Events",
                                        DraftList.ofTexts(
                                                "DEPLOYMENT_FAILURE",
                                                "DEPLOYMENT_STOP_ON_ALARM",
                                                "DEPLOYMENT_STOP_ON_REQUEST")))
                .set(
                        "DeploymentConfigName",
                        configuration(preference.get("Type").copy(), ""))
                .set(
                        "DeploymentStyle",
                        DraftObject.make()
                                .put("DeploymentType", "BLUE_GREEN")
                                .put("DeploymentOption", "WITH_TRAFFIC_CONTROL"))
                .set(
                        "ServiceRoleArn",
                        preference.get("Role").truthy() ? preference.get("Role") : Intrinsics.getAtt(ROLE, "Arn"));
        group.properties().putTruthy("TriggerConfigurations", preference.get("TriggerConfigurations"));
        if (own.tags().truthy()) {
            group.set("Tags", Tags.list(own.tags()));
        }
        group.attributes().putTruthy("Condition", own.condition());
        return group;
    }

    private static Draft alarms(Definition function, Draft alarms) {
        if (!alarms.truthy() || Intrinsics.isNoValue(alarms)) {
            return Nothing.HERE;
        }
        if (!Intrinsics.isIf(alarms)) {
            return alarmConfiguration(function, alarms);
        }
        if (!(((DraftObject) alarms).get("Fn::If") instanceof DraftList arguments) || arguments.size() != 3) {
            throw function.reject(
                    alarms, "if-arguments", "`Fn::If` needs a list of three: the condition and both values.");
        }
        return Intrinsics.choose(
                arguments.get(0),
                alarmConfiguration(function, arguments.get(1)),
                alarmConfiguration(function, arguments.get(2)));
    }

    private static DraftObject alarmConfiguration(Definition function, Draft alarms) {
        if (!(alarms instanceof DraftList list)) {
            throw function.reject(alarms, "wrong-type", "`Alarms` needs to be a list, not " + alarms.aKind() + ".");
        }
        if (list.size() == 0 || Intrinsics.isNoValue(list.get(0))) {
            return DraftObject.make();
        }
        DraftList named = DraftList.of();
        list.forEach(alarm -> named.add(DraftObject.of("Name", alarm)));
        return DraftObject.make().put("Enabled", true).put("Alarms", named);
    }

    /// A predefined type of deployment becomes the name of CodeDeploy's configuration, also within intrinsic
    /// functions.
    private static Draft configuration(Draft type, String function) {
        if (type instanceof DraftList list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, configuration(list.get(i), ""));
            }
            return list;
        }
        if (Intrinsics.isIntrinsic(type)) {
            DraftObject object = (DraftObject) type;
            object.members()
                    .forEach(member -> object.put(
                            member.name(),
                            configuration(member.value(), member.name().value())));
            return object;
        }
        if (!(type instanceof DraftText name) || !PREDEFINED.contains(name.value())) {
            return type;
        }
        DraftObject full = Intrinsics.sub("CodeDeployDefault.Lambda${ConfigName}", DraftObject.of("ConfigName", name));
        return function.equals("Fn::Sub") ? full.get("Fn::Sub") : full;
    }
}
