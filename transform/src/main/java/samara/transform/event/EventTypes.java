package samara.transform.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.template.Suggestion;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.LogicalId;
import samara.transform.model.PropertyTable;
import samara.transform.model.Rejection;
import samara.transform.model.Translation;

/// The types of event sources that a kind of resource has.
public final class EventTypes {
    /// Those of functions.
    public static final EventTypes OF_FUNCTIONS = new EventTypes(
            "function-event ",
            List.of(
                    new ApiEvent(),
                    new HttpApiEvent(),
                    new ScheduleEvent(),
                    new ScheduleV2Event(),
                    new EventPatternEvent("EventBridgeRule"),
                    new EventPatternEvent("CloudWatchEvent"),
                    new S3Event(),
                    new SnsEvent(),
                    StreamEvent.SQS,
                    StreamEvent.KINESIS,
                    StreamEvent.DYNAMODB,
                    new MskEvent(),
                    new SelfManagedKafkaEvent(),
                    new MqEvent(),
                    new DocumentDbEvent(),
                    new CloudWatchLogsEvent(),
                    new IotRuleEvent(),
                    new AlexaSkillEvent(),
                    new CognitoEvent()));

    /// Those of state machines.
    public static final EventTypes OF_STATE_MACHINES = new EventTypes(
            "state-machine-event ",
            List.of(
                    new StateMachineApiEvent(),
                    new ScheduleEvent(),
                    new ScheduleV2Event(),
                    new EventPatternEvent("EventBridgeRule"),
                    new EventPatternEvent("CloudWatchEvent")));

    private final String tables;
    private final Map<String, EventType> types = new LinkedHashMap<>();

    private EventTypes(String tables, List<EventType> types) {
        this.tables = tables;
        types.forEach(type -> this.types.put(type.type(), type));
    }

    /// An event source and its type.
    public record Typed(EventSource event, EventType type) {}

    /// Reads an event source and checks its properties and what it refers to.
    public Typed read(String ownerId, String name, Draft value, Translation translation) {
        if (!(value instanceof DraftObject event)) {
            throw Rejection.of(value, "wrong-type", "An event source needs to be an object, not " + value.aKind() + ".")
                    .inEvent(name);
        }
        EventType type = type(event, name);
        Draft properties = event.get("Properties");
        String id = ownerId + name;
        if (event.has("Properties") && !(properties instanceof DraftObject)) {
            throw Rejection.of(
                            properties,
                            "wrong-type",
                            "`Properties` needs to be an object, not " + properties.aKind() + ".")
                    .inResource(id)
                    .inEvent(name);
        }
        if (!LogicalId.isValid(id)) {
            throw Rejection.of(event, "logical-id", "The name of an event source can have letters and digits only.")
                    .inResource(id)
                    .inEvent(name);
        }
        DraftObject given = properties instanceof DraftObject object ? object : DraftObject.at(event.span());
        DraftObject taken;
        try {
            taken = PropertyTable.of(tables + type.type()).read(given, event.span());
        } catch (Rejection e) {
            throw e.inResource(id).inEvent(name);
        }
        EventSource source = new EventSource(ownerId, name, event, taken, translation);
        type.link(source);
        return new Typed(source, type);
    }

    private EventType type(DraftObject event, String name) {
        if (!(event.get("Type") instanceof DraftText given)) {
            throw Rejection.of(event.get("Type"), "event-type", "An event source needs a `Type`.")
                    .inEvent(name);
        }
        EventType type = types.get(given.value());
        if (type == null) {
            Rejection unknown = Rejection.of(
                            given, "event-type", "There is no event source of type `" + given.value() + "` here.")
                    .inEvent(name);
            throw Suggestion.of(given.value(), types.keySet())
                    .name()
                    .map(near -> unknown.hint("Did you mean `" + near + "`?"))
                    .orElse(unknown);
        }
        return type;
    }
}
