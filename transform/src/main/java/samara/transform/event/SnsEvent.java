package samara.transform.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftNumber;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.event.Target.FunctionTarget;
import samara.transform.model.CfnResource;
import samara.transform.model.ResourceProperties;
import samara.transform.policy.PolicyDocuments;

/// `SNS`: a topic calls the function, or sends to a queue that the function reads. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-sns.html>.
final class SnsEvent implements EventType {
    private static final List<String> COPIED = List.of("Region", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy");
    private static final int DEFAULT_BATCH = 10;

    @Override
    public String type() {
        return "SNS";
    }

    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        FunctionTarget function = (FunctionTarget) target;
        Draft queue = event.get("SqsSubscription");
        if (!queue.truthy()) {
            CfnResource permission = Permission.of(event, function, "sns.amazonaws.com")
                    .from(event.get("Topic"))
                    .build();
            return List.of(permission, subscription(event, function, "lambda", function.arn()));
        }
        return queue instanceof DraftBoolean
                ? throughNewQueue(event, function)
                : throughQueue(event, function, event.requireObject(queue, "SqsSubscription"));
    }

    private static List<CfnResource> throughNewQueue(EventSource event, FunctionTarget function) {
        CfnResource queue = event.resource(event.id() + "Queue", "AWS::SQS::Queue", function);
        Draft fifo = isFifo(event);
        queue.properties().putTruthy("FifoQueue", fifo);
        List<CfnResource> made = new ArrayList<>();
        made.add(mapping(event, function, queue.arn(), DraftNumber.of(DEFAULT_BATCH)));
        made.add(queue);
        made.add(policy(event, function, event.id() + "QueuePolicy", queue.arn(), queue.ref()));
        made.add(subscription(event, function, "sqs", queue.arn()));
        return made;
    }

    private static Draft isFifo(EventSource event) {
        Optional<DraftObject> topic = Intrinsics.target(event.get("Topic"))
                .flatMap(id ->
                        event.translation().sources().object(id).map(resource -> ResourceProperties.of(id, resource)));
        return topic.map(properties -> event.translation().resolve(properties.get("FifoTopic")))
                .orElseGet(() -> DraftBoolean.of(false));
    }

    private static List<CfnResource> throughQueue(EventSource event, FunctionTarget function, DraftObject queue) {
        Draft arn = queue.get("QueueArn");
        Draft url = queue.get("QueueUrl");
        if (!arn.truthy() || !url.truthy()) {
            throw event.reject(queue, "sqs-subscription", "`SqsSubscription` needs both `QueueArn` and `QueueUrl`.");
        }
        Draft given = queue.get("QueuePolicyLogicalId");
        if (given.truthy() && !(given instanceof DraftText)) {
            throw event.reject(given, "logical-id", "`QueuePolicyLogicalId` needs to be a string.");
        }
        String policyId = given instanceof DraftText id && given.truthy() ? id.value() : event.id() + "QueuePolicy";
        Draft batch = queue.get("BatchSize");
        return List.of(
                mapping(event, function, arn, batch.truthy() ? batch : DraftNumber.of(DEFAULT_BATCH)),
                policy(event, function, policyId, arn, url),
                subscription(event, function, "sqs", arn));
    }

    private static CfnResource mapping(EventSource event, FunctionTarget function, Draft queue, Draft batch) {
        DraftObject properties = DraftObject.at(event.span())
                .put("Queue", queue)
                .put("BatchSize", batch)
                .put("Enabled", true);
        EventSource source = new EventSource(
                event.ownerId(), event.name() + "EventSourceMapping", event.event(), properties, event.translation());
        return EventSourceMapping.ofQueue(source, function, queue);
    }

    private static CfnResource policy(EventSource event, FunctionTarget function, String id, Draft arn, Draft url) {
        DraftObject statement = DraftObject.make()
                .put("Action", "sqs:SendMessage")
                .put("Effect", "Allow")
                .put("Principal", "*")
                .put("Resource", arn)
                .put("Condition", DraftObject.of("ArnEquals", DraftObject.of("aws:SourceArn", event.get("Topic"))));
        return event.resource(id, "AWS::SQS::QueuePolicy", function)
                .set("PolicyDocument", PolicyDocuments.document(statement))
                .set("Queues", DraftList.of(url));
    }

    private static CfnResource subscription(
            EventSource event, FunctionTarget function, String protocol, Draft endpoint) {
        CfnResource subscription = event.resource(event.id(), "AWS::SNS::Subscription", function)
                .set("Protocol", DraftText.of(protocol))
                .set("Endpoint", endpoint)
                .set("TopicArn", event.get("Topic"));
        COPIED.forEach(property -> subscription.set(property, event.get(property)));
        return subscription;
    }
}
