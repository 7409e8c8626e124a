package samara.transform.event;

import java.util.List;
import samara.transform.model.CfnResource;

/// `Schedule`: an EventBridge rule with a schedule.
final class ScheduleEvent implements EventType {
    @Override
    public String type() {
        return "Schedule";
    }

    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        CfnResource rule = EventRule.of(event, target)
                .set("ScheduleExpression", event.get("Schedule"))
                .set("Name", event.get("Name"))
                .set("Description", event.get("Description"));
        return EventRule.complete(event, target, rule);
    }
}
