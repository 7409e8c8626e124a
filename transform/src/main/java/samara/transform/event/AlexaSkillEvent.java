package samara.transform.event;

import java.util.List;
import samara.transform.event.Target.FunctionTarget;
import samara.transform.model.CfnResource;

/// `AlexaSkill`: an Alexa skill calls the function.
final class AlexaSkillEvent implements EventType {
    @Override
    public String type() {
        return "AlexaSkill";
    }

    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        return List.of(Permission.of(event, (FunctionTarget) target, "alexa-appkit.amazon.com")
                .build()
                .set("EventSourceToken", event.get("SkillId")));
    }
}
