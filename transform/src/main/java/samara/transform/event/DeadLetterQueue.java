package samara.transform.event;

import java.util.ArrayList;
import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Nothing;
import samara.transform.model.CfnResource;
import samara.transform.policy.PolicyDocuments;

/// Where a rule or schedule sends what it could not deliver: a queue that exists, or one to be made.
///
/// @param arn the queue's ARN; nothing where there is no queue
/// @param made what is made for it
record DeadLetterQueue(Draft arn, List<CfnResource> made) {
    private static final DeadLetterQueue NONE = new DeadLetterQueue(Nothing.HERE, List.of());

    /// That of a rule, with the policy that lets the rule send to it.
    static DeadLetterQueue ofRule(EventSource event, Target target, DraftObject ruleArn) {
        DeadLetterQueue queue = ofSchedule(event, target);
        if (queue.made().isEmpty()) {
            return queue;
        }
        List<CfnResource> made = new ArrayList<>(queue.made());
        DraftObject statement = DraftObject.make()
                .put("Action", "sqs:SendMessage")
                .put("Effect", "Allow")
                .put("Principal", DraftObject.make().put("Service", "events.amazonaws.com"))
                .put("Resource", queue.arn())
                .put("Condition", DraftObject.of("ArnEquals", DraftObject.of("aws:SourceArn", ruleArn)));
        made.add(event.resource(event.id() + "QueuePolicy", "AWS::SQS::QueuePolicy", target)
                .set("PolicyDocument", PolicyDocuments.document(statement))
                .set("Queues", DraftList.of(made.getFirst().ref())));
        return new DeadLetterQueue(queue.arn(), made);
    }

    /// That of a schedule, whose own role lets it send.
    static DeadLetterQueue ofSchedule(EventSource event, Target target) {
        if (!(event.get("DeadLetterConfig") instanceof DraftObject config)) {
            return NONE;
        }
        validate(event, config);
        if (!config.get("Arn").isNothing()) {
            return new DeadLetterQueue(config.get("Arn"), List.of());
        }
        Draft given = config.get("QueueLogicalId");
        if (!given.isNothing() && !(given instanceof DraftText)) {
            throw event.reject(
                    given, "dead-letter-queue", "`QueueLogicalId` needs to be a string, not " + given.aKind() + ".");
        }
        String id = given instanceof DraftText text && given.truthy() ? text.value() : event.id() + "Queue";
        CfnResource queue = event.resource(id, "AWS::SQS::Queue", target);
        return new DeadLetterQueue(queue.arn(), List.of(queue));
    }

    private static void validate(EventSource event, DraftObject config) {
        if (config.has("Arn") && config.has("Type")) {
            throw event.reject(
                    config.get("Type"),
                    "dead-letter-queue",
                    "`DeadLetterConfig` takes `Arn` or `Type`, not both of them.");
        }
        if (config.has("Type") && !config.get("Type").is("SQS")) {
            throw event.reject(
                    config.get("Type"), "dead-letter-queue", "`Type` of `DeadLetterConfig` can only be `SQS`.");
        }
        if (!config.has("Arn") && !config.has("Type")) {
            throw event.reject(config, "dead-letter-queue", "`DeadLetterConfig` needs `Arn` or `Type`.");
        }
    }

    /// Says in a rule's or schedule's target where it is.
    void addTo(EventSource event, DraftObject target) {
        if (!event.get("DeadLetterConfig").isNothing()) {
            target.put("DeadLetterConfig", DraftObject.of("Arn", arn));
        }
    }
}
