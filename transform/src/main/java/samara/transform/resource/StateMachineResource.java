package samara.transform.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.PythonText;
import samara.transform.event.EventTypes;
import samara.transform.event.Target.StateMachineTarget;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;
import samara.transform.model.S3Location;
import samara.transform.model.SamResourceType;
import samara.transform.model.Tags;
import samara.transform.model.Translation;
import samara.transform.policy.ExecutionRole;
import samara.transform.policy.PolicyDocuments;
import samara.transform.policy.PolicyEntry;

/// `AWS::Serverless::StateMachine`: a state machine, its role, version, alias and events. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html>.
public final class StateMachineResource implements SamResourceType {
    private static final Pattern DYNAMIC = Pattern.compile("\\{\\{resolve:([a-z-]+):(.+)}}");

    @Override
    public String type() {
        return "AWS::Serverless::StateMachine";
    }

    @Override
    public List<CfnResource> transform(Definition definition, Translation translation) {
        expandPolicies(definition);
        List<EventTypes.Typed> events = events(definition, translation);
        CfnResource machine = definition.main("AWS::StepFunctions::StateMachine");
        define(definition, machine);
        List<CfnResource> made = new ArrayList<>(List.of(machine));
        role(definition, machine, translation, made);
        machine.set("StateMachineName", definition.get("Name"))
                .set("StateMachineType", definition.get("Type"))
                .set("LoggingConfiguration", definition.get("Logging"))
                .set("TracingConfiguration", definition.get("Tracing"))
                .set("Tags", tags(definition));
        CfnResource alias = publish(definition, machine, made);
        CfnResource target = definition.get("UseAliasAsEventTarget").truthy() ? alias : machine;
        StateMachineTarget triggered =
                new StateMachineTarget(definition, target, definition.get("PermissionsBoundary"));
        events.forEach(event -> made.addAll(event.type().transform(event.event(), triggered)));
        Tags.propagate(made, definition.get("Tags"), definition.get("PropagateTags"));
        return made;
    }

    private static void expandPolicies(Definition definition) {
        if (definition.get("Policies") instanceof DraftObject none && !none.truthy()) {
            throw definition.reject(none, "wrong-type", "`Policies` can be a list or a policy, not an empty object.");
        }
        if (definition.get("Policies").truthy()) {
            try {
                definition.properties().put("Policies", PolicyEntry.expandTemplates(definition.get("Policies")));
            } catch (Rejection e) {
                throw e.inResource(definition.id());
            }
        }
    }

    private static List<EventTypes.Typed> events(Definition definition, Translation translation) {
        List<EventTypes.Typed> events = new ArrayList<>();
        definition
                .properties()
                .object("Events")
                .ifPresent(all -> all.forEach((name, event) -> {
                    try {
                        events.add(EventTypes.OF_STATE_MACHINES.read(definition.id(), name, event, translation));
                    } catch (Rejection e) {
                        throw e.inResource(definition.id());
                    }
                }));
        return events;
    }

    private static DraftList tags(Definition definition) {
        return Tags.one("stateMachine:createdBy", "SAM").plus(Tags.list(definition.get("Tags")));
    }

    private static void define(Definition definition, CfnResource machine) {
        Draft body = definition.get("Definition");
        Draft uri = definition.get("DefinitionUri");
        DraftObject substitutions = DraftObject.make();
        definition.properties().object("DefinitionSubstitutions").ifPresent(substitutions::putAll);
        if (body.truthy() && uri.truthy()) {
            throw definition.reject(uri, "exclusive", "`Definition` and `DefinitionUri` can't be used together.");
        }
        if (body.truthy()) {
            Draft text = body.copy();
            substitute(text, substitutions, new int[] {1});
            DraftList lines = DraftList.ofTexts(PythonText.indentedJson(text).split("\n", -1));
            machine.set("DefinitionString", Intrinsics.join("\n", lines));
        } else if (uri.truthy()) {
            try {
                machine.set(
                        "DefinitionS3Location",
                        S3Location.of(uri, "DefinitionUri").into(DraftObject.make()));
            } catch (Rejection e) {
                throw e.inResource(definition.id());
            }
        } else {
            throw definition.reject(
                    definition.resource(), "definition", "A state machine needs `Definition` or `DefinitionUri`.");
        }
        machine.properties().putTruthy("DefinitionSubstitutions", substitutions);
    }

    /// Moves what CloudFormation resolves from the definition, which becomes text, to the substitutions.
    private static void substitute(Draft value, DraftObject substitutions, int[] next) {
        if (value instanceof DraftObject object) {
            object.names().stream().sorted().forEach(name -> {
                Draft member = object.get(name);
                if (isDynamic(member)) {
                    object.put(name, placeholder(member, substitutions, next));
                } else {
                    substitute(member, substitutions, next);
                }
            });
        } else if (value instanceof DraftList list) {
            for (int i = 0; i < list.size(); i++) {
                if (isDynamic(list.get(i))) {
                    list.set(i, placeholder(list.get(i), substitutions, next));
                } else {
                    substitute(list.get(i), substitutions, next);
                }
            }
        }
    }

    private static boolean isDynamic(Draft value) {
        return Intrinsics.isIntrinsic(value)
                || value instanceof DraftText text
                        && DYNAMIC.matcher(text.value()).matches();
    }

    private static DraftText placeholder(Draft value, DraftObject substitutions, int[] next) {
        String name = "definition_substitution_" + next[0]++;
        substitutions.put(name, value);
        return DraftText.of("${" + name + "}");
    }

    private static void role(
            Definition definition, CfnResource machine, Translation translation, List<CfnResource> made) {
        Draft given = definition.get("Role");
        Draft policies = definition.get("Policies");
        if (policies instanceof DraftObject) {
            throw definition.reject(
                    policies, "wrong-type", "`Policies` needs to be a string or a list, not an object.");
        }
        if (given.truthy() && policies.truthy()) {
            throw definition.reject(given, "exclusive", "`Role` and `Policies` can't be used together.");
        }
        if (given.truthy()) {
            machine.set("RoleArn", given);
            return;
        }
        DraftList all = policies instanceof DraftList list ? DraftList.of().plus(list) : DraftList.of();
        if (definition.get("Tracing") instanceof DraftObject tracing
                && tracing.get("Enabled") instanceof DraftBoolean enabled
                && enabled.value()) {
            all.add(DraftText.of(translation.partition().tracingPolicy()));
        }
        CfnResource role = new ExecutionRole(
                        definition, PolicyDocuments.trust("states.amazonaws.com"), translation.partition())
                .addAll(PolicyEntry.all(all))
                .build(definition.get("RolePath"), definition.get("PermissionsBoundary"), tags(definition));
        machine.set("RoleArn", role.arn());
        made.add(role);
    }

    /// Adds a version and an alias, where one is to be published; gives what `UseAliasAsEventTarget` stands
    /// for.
    private static CfnResource publish(Definition definition, CfnResource machine, List<CfnResource> made) {
        Draft name = definition.get("AutoPublishAlias");
        Draft preference = definition.get("DeploymentPreference");
        if (!name.truthy()) {
            for (String property : List.of("UseAliasAsEventTarget", "DeploymentPreference")) {
                if (definition.get(property).truthy()) {
                    throw definition.reject(
                            definition.get(property), "requires", "`" + property + "` needs `AutoPublishAlias`.");
                }
            }
            return machine;
        }
        CfnResource version = definition.extra(definition.id() + "Version", "AWS::StepFunctions::StateMachineVersion");
        for (String attribute : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
            if (!version.attributes().has(attribute)) {
                version.attributes().put(attribute, "Retain");
            }
        }
        version.set("StateMachineArn", machine.ref())
                .set("StateMachineRevisionId", machine.att("StateMachineRevisionId"));
        DraftObject deployment = DraftObject.make();
        if (preference.truthy()) {
            deployment.putAll(definition.requireObject(preference, "DeploymentPreference"));
        } else {
            deployment.put("Type", "ALL_AT_ONCE");
        }
        CfnResource alias = definition
                .extra(definition.id() + "Alias" + PythonText.str(name), "AWS::StepFunctions::StateMachineAlias")
                .set("Name", name)
                .set("DeploymentPreference", deployment.put("StateMachineVersionArn", version.ref()));
        made.add(version);
        made.add(alias);
        return alias;
    }
}
