package samara.transform.event;

import java.util.List;
import samara.transform.draft.DraftObject;
import samara.transform.draft.Intrinsics;
import samara.transform.event.Target.FunctionTarget;
import samara.transform.model.CfnResource;

/// `CloudWatchLogs`: what is written to a log group goes to the function.
final class CloudWatchLogsEvent implements EventType {
    @Override
    public String type() {
        return "CloudWatchLogs";
    }

    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        FunctionTarget function = (FunctionTarget) target;
        String arn = event.translation().partition().arn("logs", "log-group:${__LogGroupName__}:*");
        CfnResource permission = Permission.of(event, function, "logs.amazonaws.com")
                .from(Intrinsics.sub(arn, DraftObject.of("__LogGroupName__", event.get("LogGroupName"))))
                .build();
        CfnResource filter = event.resource(event.id(), "AWS::Logs::SubscriptionFilter", function)
                .dependsOn(permission.id())
                .set("LogGroupName", event.get("LogGroupName"))
                .set("FilterPattern", event.get("FilterPattern"))
                .set("DestinationArn", function.arn());
        return List.of(permission, filter);
    }
}
