package samara.transform.event;

import java.util.List;
import samara.transform.model.CfnResource;

/// `EventBridgeRule` and its old name `CloudWatchEvent`: an EventBridge rule with a pattern.
record EventPatternEvent(String type) implements EventType {
    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        CfnResource rule = EventRule.of(event, target)
                .set("EventBusName", event.get("EventBusName"))
                .set("EventPattern", event.get("Pattern"))
                .set("Name", event.get("RuleName"));
        return EventRule.complete(event, target, rule);
    }
}
