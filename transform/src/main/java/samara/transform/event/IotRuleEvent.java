package samara.transform.event;

import java.util.List;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.Intrinsics;
import samara.transform.event.Target.FunctionTarget;
import samara.transform.model.CfnResource;

/// `IoTRule`: a rule of AWS IoT calls the function.
final class IotRuleEvent implements EventType {
    @Override
    public String type() {
        return "IoTRule";
    }

    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        FunctionTarget function = (FunctionTarget) target;
        String arn = event.translation().partition().arn("iot", "rule/${RuleName}");
        CfnResource permission = Permission.of(event, function, "iot.amazonaws.com")
                .from(Intrinsics.sub(arn, DraftObject.of("RuleName", Intrinsics.ref(event.id()))))
                .build()
                .set("SourceAccount", Intrinsics.sub("${AWS::AccountId}"));
        DraftObject action = DraftObject.of("Lambda", DraftObject.of("FunctionArn", function.arn()));
        DraftObject payload = DraftObject.make()
                .put("Sql", event.get("Sql"))
                .put("RuleDisabled", false)
                .put("Actions", DraftList.of(action))
                .putTruthy("AwsIotSqlVersion", event.get("AwsIotSqlVersion"));
        return List.of(
                permission,
                event.resource(event.id(), "AWS::IoT::TopicRule", function).set("TopicRulePayload", payload));
    }
}
