package samara.transform.event;

import java.util.ArrayList;
import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.event.Target.FunctionTarget;
import samara.transform.event.Target.StateMachineTarget;
import samara.transform.model.CfnResource;
import samara.transform.policy.PolicyDocuments;

/// What the event sources share that become an EventBridge rule: its state, target, dead-letter queue, and the
/// permission or role that lets it trigger the target. See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html>.
final class EventRule {
    private static final String PRINCIPAL = "events.amazonaws.com";
    private static final int LONGEST_TARGET_ID = 64;

    private EventRule() {}

    /// A rule for this event source, without a trigger yet.
    static CfnResource of(EventSource event, Target target) {
        CfnResource rule = event.resource(event.id(), "AWS::Events::Rule", target);
        Draft state = event.get("State");
        Draft enabled = event.get("Enabled");
        if (state.truthy() && !enabled.isNothing()) {
            throw event.reject(enabled, "rule-state", "A rule takes `State` or `Enabled`, not both of them.");
        }
        if (!enabled.isNothing()) {
            rule.set("State", enabled.truthy() ? "ENABLED" : "DISABLED");
        } else if (state.truthy()) {
            rule.set("State", state);
        }
        return rule;
    }

    /// The rule with its target, and all that it takes to trigger it.
    static List<CfnResource> complete(EventSource event, Target target, CfnResource rule) {
        List<CfnResource> made = new ArrayList<>(List.of(rule));
        DraftObject entry = DraftObject.make().put("Arn", target.arn());
        switch (target) {
            case FunctionTarget function -> {
                entry.put("Id", targetId(event, "LambdaTarget"));
                made.add(Permission.of(event, function, PRINCIPAL)
                        .from(rule.arn())
                        .build());
            }
            case StateMachineTarget machine -> {
                entry.put("Id", targetId(event, "StepFunctionsTarget"));
                entry.put("RoleArn", role(event, machine, made));
            }
        }
        DeadLetterQueue queue = DeadLetterQueue.ofRule(event, target, rule.arn());
        made.addAll(queue.made());
        entry.putSome("Input", event.get("Input"));
        entry.putSome("InputPath", event.get("InputPath"));
        queue.addTo(event, entry);
        entry.putSome("RetryPolicy", event.get("RetryPolicy"));
        entry.putSome("InputTransformer", event.get("InputTransformer"));
        rule.set("Targets", DraftList.of(entry));
        return made;
    }

    private static Draft role(EventSource event, StateMachineTarget machine, List<CfnResource> made) {
        if (!event.get("RoleArn").isNothing()) {
            return event.get("RoleArn");
        }
        CfnResource role = startRole(event, machine, PRINCIPAL);
        made.add(role);
        return role.arn();
    }

    /// The role with which a service starts the state machine.
    static CfnResource startRole(EventSource event, StateMachineTarget machine, String principal) {
        String id = event.id() + "Role";
        CfnResource role = event.resource(id, "AWS::IAM::Role", machine)
                .set("AssumeRolePolicyDocument", PolicyDocuments.trust(principal))
                .set("Policies", DraftList.of(PolicyDocuments.startExecution(machine.arn(), id)));
        if (machine.permissionsBoundary().truthy()) {
            role.set("PermissionsBoundary", machine.permissionsBoundary());
        }
        return role;
    }

    private static Draft targetId(EventSource event, String suffix) {
        if (event.get("Target") instanceof DraftObject chosen && chosen.has("Id")) {
            return chosen.get("Id");
        }
        String id = event.id();
        int room = LONGEST_TARGET_ID - suffix.length();
        return DraftText.of((id.length() <= room ? id : id.substring(0, room)) + suffix);
    }

    /// Whether a value is the boolean `true`.
    static boolean isTrue(Draft value) {
        return value instanceof DraftBoolean bool && bool.value();
    }
}
