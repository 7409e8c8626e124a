package samara.transform.event;

import java.util.List;
import java.util.Optional;
import samara.transform.model.CfnResource;

/// `Kinesis`, `DynamoDB` and `SQS`: a stream or queue that Lambda polls with a policy that AWS manages.
///
/// @param source the property that holds the stream's or queue's ARN
/// @param policy by path and name
record StreamEvent(String type, String source, String policy) implements EventType {
    static final StreamEvent KINESIS =
            new StreamEvent("Kinesis", "Stream", "service-role/AWSLambdaKinesisExecutionRole");
    static final StreamEvent DYNAMODB =
            new StreamEvent("DynamoDB", "Stream", "service-role/AWSLambdaDynamoDBExecutionRole");
    static final StreamEvent SQS = new StreamEvent("SQS", "Queue", EventSourceMapping.QUEUE_POLICY);

    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        return EventSourceMapping.of(event, target, event.get(source)).build(Optional.of(policy), Optional.empty());
    }
}
