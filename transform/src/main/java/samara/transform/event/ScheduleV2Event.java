package samara.transform.event;

import java.util.ArrayList;
import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.event.Target.FunctionTarget;
import samara.transform.event.Target.StateMachineTarget;
import samara.transform.model.CfnResource;
import samara.transform.policy.PolicyDocuments;

/// `ScheduleV2`: a schedule of EventBridge Scheduler, with a role of its own. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedulev2.html>.
final class ScheduleV2Event implements EventType {
    private static final List<String> COPIED = List.of(
            "ScheduleExpression",
            "Description",
            "StartDate",
            "EndDate",
            "ScheduleExpressionTimezone",
            "GroupName",
            "KmsKeyArn");

    @Override
    public String type() {
        return "ScheduleV2";
    }

    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        CfnResource schedule = event.resource(event.id(), "AWS::Scheduler::Schedule", target);
        COPIED.forEach(property -> schedule.set(property, event.get(property)));
        schedule.properties().putTruthy("State", event.get("State"));
        name(event, schedule);
        Draft window = event.get("FlexibleTimeWindow");
        schedule.set(
                "FlexibleTimeWindow",
                window.truthy() ? window : DraftObject.make().put("Mode", "OFF"));

        List<CfnResource> made = new ArrayList<>(List.of(schedule));
        DeadLetterQueue queue = DeadLetterQueue.ofSchedule(event, target);
        made.addAll(queue.made());
        Draft role = event.get("RoleArn");
        if (!role.truthy()) {
            CfnResource own = role(event, target, queue);
            made.add(own);
            role = own.arn();
        }
        DraftObject entry = DraftObject.make().put("Arn", target.arn()).put("RoleArn", role);
        entry.putSome("Input", event.get("Input"));
        queue.addTo(event, entry);
        schedule.set("Target", entry.putSome("RetryPolicy", event.get("RetryPolicy")));
        return made;
    }

    private static void name(EventSource event, CfnResource schedule) {
        Draft name = event.get("Name");
        if (!event.get("OmitName").truthy()) {
            schedule.set("Name", name.truthy() ? name : DraftText.of(event.id()));
        } else if (name.truthy()) {
            throw event.reject(name, "schedule-name", "`Name` can't be set where `OmitName` is true.");
        }
    }

    private static CfnResource role(EventSource event, Target target, DeadLetterQueue queue) {
        DraftList policies = DraftList.of(
                switch (target) {
                    case FunctionTarget function -> PolicyDocuments.invokeFunction(function.arn(), event.id());
                    case StateMachineTarget machine -> PolicyDocuments.startExecution(machine.arn(), event.id());
                });
        if (queue.arn().truthy()) {
            policies.add(PolicyDocuments.sendMessage(queue.arn(), event.id()));
        }
        CfnResource role = event.resource(event.id() + "Role", "AWS::IAM::Role", target)
                .set("AssumeRolePolicyDocument", PolicyDocuments.trust("scheduler.amazonaws.com"))
                .set("Policies", policies);
        role.properties().putTruthy("PermissionsBoundary", event.get("PermissionsBoundary"));
        return role;
    }
}
