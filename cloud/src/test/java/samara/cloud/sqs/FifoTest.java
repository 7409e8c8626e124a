package samara.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// FIFO queues: order within groups, and each message once.
class FifoTest extends CloudTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";

    private static SqsClient sqs() {
        return client(SqsClient.builder());
    }

    private static String fifo(String name, Map<QueueAttributeName, String> attributes) {
        var all = new java.util.HashMap<>(attributes);
        all.put(QueueAttributeName.FIFO_QUEUE, "true");
        return sqs().createQueue(request -> request.queueName(name).attributes(all))
                .queueUrl();
    }

    private static SendMessageResponse send(String url, String group, String body) {
        return sqs().sendMessage(
                        request -> request.queueUrl(url).messageGroupId(group).messageBody(body));
    }

    private static List<Message> receive(String url, int limit) {
        return sqs().receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(limit)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private static void delete(String url, Message message) {
        sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    @Test
    void holdsAGroupBackWhileOneOfItsMessagesIsInFlight() {
        String url = fifo("order.fifo", Map.of(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
        var first = send(url, "a", "a1");
        var second = send(url, "a", "a2");
        send(url, "b", "b1");
        assertThat(second.sequenceNumber()).hasSize(20).isGreaterThan(first.sequenceNumber());

        Message head = receive(url, 1).getFirst();
        assertThat(head.body()).isEqualTo("a1");
        assertThat(head.attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "a")
                .containsEntry(MessageSystemAttributeName.SEQUENCE_NUMBER, first.sequenceNumber())
                .containsKey(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID);
        assertThat(receive(url, 10)).extracting(Message::body).containsExactly("b1");
        delete(url, head);
        assertThat(receive(url, 10)).extracting(Message::body).containsExactly("a2");
    }

    @Test
    void givesAGroupsMessagesInOrderInOneAnswer() {
        String url = fifo("together.fifo", Map.of(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
        for (int i = 0; i < 5; i++) {
            send(url, "g", "m" + i);
        }
        assertThat(receive(url, 3)).extracting(Message::body).containsExactly("m0", "m1", "m2");
        assertThat(receive(url, 3)).isEmpty();
    }

    @Test
    void takesAMessageOnceInFiveMinutesEvenAfterItWasDeleted() {
        String url = fifo("once.fifo", Map.of());
        var sent = sqs().sendMessage(request -> request.queueUrl(url)
                .messageGroupId("g")
                .messageDeduplicationId("same")
                .messageBody("one"));
        delete(url, receive(url, 1).getFirst());
        var again = sqs().sendMessage(request -> request.queueUrl(url)
                .messageGroupId("g")
                .messageDeduplicationId("same")
                .messageBody("two"));
        assertThat(again.messageId()).isEqualTo(sent.messageId());
        assertThat(again.sequenceNumber()).isEqualTo(sent.sequenceNumber());
        assertThat(receive(url, 10)).isEmpty();

        cloud().kernel().clock().advance(Duration.ofMinutes(5).plusSeconds(1));
        sqs().sendMessage(request -> request.queueUrl(url)
                .messageGroupId("g")
                .messageDeduplicationId("same")
                .messageBody("three"));
        assertThat(receive(url, 10)).extracting(Message::body).containsExactly("three");
    }

    @Test
    void tellsDuplicatesApartByGroupWhereTheScopeSaysSo() {
        String url = fifo(
                "scope.fifo",
                Map.of(
                        QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true",
                        QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup",
                        QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId"));
        send(url, "a", "same");
        send(url, "a", "same");
        send(url, "b", "same");
        assertThat(receive(url, 10))
                .extracting(message -> message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .containsExactly("a", "b");
    }

    @Test
    void refusesWhatItsTypeDoesNotTake() {
        String url = fifo("strict.fifo", Map.of());
        assertThatThrownBy(() -> send(url, "g", "no id"))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("ContentBasedDeduplication enabled or MessageDeduplicationId provided");
        assertThatThrownBy(
                        () -> sqs().sendMessage(request -> request.queueUrl(url).messageBody("no group")))
                .hasMessageContaining("MessageGroupId");
        assertThatThrownBy(() -> sqs().sendMessage(request -> request.queueUrl(url)
                        .messageGroupId("g")
                        .messageDeduplicationId("1")
                        .delaySeconds(3)
                        .messageBody("delayed")))
                .hasMessageContaining("DelaySeconds");
        assertThatThrownBy(() -> fifo("no-suffix", Map.of())).hasMessageContaining("must end with .fifo");
        assertThatThrownBy(() -> sqs().createQueue(request -> request.queueName("only-suffix.fifo")))
                .hasMessageContaining("Can only include alphanumeric");
        assertThatThrownBy(() -> sqs().createQueue(request -> request.queueName("standard")
                        .attributes(Map.of(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"))))
                .hasMessageContaining("Unknown Attribute ContentBasedDeduplication");
        assertThatThrownBy(
                        () -> fifo("half.fifo", Map.of(QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId")))
                .hasMessageContaining("DeduplicationScope");
    }

    @Test
    void doesNotDeleteByAnExpiredHandle() {
        String url = fifo(
                "expired.fifo",
                Map.of(
                        QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true",
                        QueueAttributeName.VISIBILITY_TIMEOUT, "30"));
        send(url, "g", "slow");
        Message late = receive(url, 1).getFirst();
        cloud().kernel().clock().advance(Duration.ofSeconds(31));
        assertThatThrownBy(() -> delete(url, late)).hasMessageContaining("The receipt handle has expired");
        assertThat(receive(url, 1)).hasSize(1);
    }

    @Test
    void isADeadLetterQueueOnlyOfQueuesOfItsTypeThatItAllows() {
        String dead = fifo(
                "dead.fifo",
                Map.of(
                        QueueAttributeName.REDRIVE_ALLOW_POLICY,
                        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + ARN + "allowed.fifo\"]}"));
        String redrive = "{\"deadLetterTargetArn\":\"" + ARN + "dead.fifo\",\"maxReceiveCount\":\"1\"}";
        assertThatThrownBy(() -> sqs().createQueue(request ->
                        request.queueName("other-type").attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive))))
                .hasMessageContaining("must be same type");
        assertThatThrownBy(() -> fifo("refused.fifo", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)))
                .hasMessageContaining("RedriveAllowPolicy");
        String url = fifo(
                "allowed.fifo",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY, redrive,
                        QueueAttributeName.VISIBILITY_TIMEOUT, "0",
                        QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
        send(url, "g", "poison");
        send(url, "g", "fine");
        assertThat(receive(url, 1)).extracting(Message::body).containsExactly("poison");
        assertThat(receive(url, 1)).extracting(Message::body).containsExactly("fine");
        assertThat(receive(dead, 10)).extracting(Message::body).containsExactly("poison");
    }

    @Test
    void comesFromATemplate() {
        CloudFormationClient stacks = client(CloudFormationClient.builder());
        stacks.createStack(request -> request.stackName("fifo").templateBody("""
                {"Resources":{
                  "Dead":{"Type":"AWS::SQS::Queue","Properties":{"FifoQueue":true,
                    "RedriveAllowPolicy":{"redrivePermission":"allowAll"}}},
                  "Orders":{"Type":"AWS::SQS::Queue","Properties":{"QueueName":"orders.fifo","FifoQueue":true,
                    "ContentBasedDeduplication":true,
                    "RedrivePolicy":{"deadLetterTargetArn":{"Fn::GetAtt":["Dead","Arn"]},"maxReceiveCount":3}}}},
                 "Outputs":{"Url":{"Value":{"Ref":"Orders"}},"Dead":{"Value":{"Fn::GetAtt":["Dead","QueueName"]}}}}
                """));
        stacks.waiter().waitUntilStackCreateComplete(request -> request.stackName("fifo"), SOON);
        var outputs = stacks.describeStacks(request -> request.stackName("fifo"))
                .stacks()
                .getFirst()
                .outputs();
        assertThat(outputs)
                .anySatisfy(output -> assertThat(output.outputValue()).matches("fifo-Dead-.*\\.fifo"))
                .anySatisfy(output -> assertThat(output.outputValue()).endsWith("/orders.fifo"));
        String url =
                sqs().getQueueUrl(request -> request.queueName("orders.fifo")).queueUrl();
        send(url, "g", "twice");
        send(url, "g", "twice");
        assertThat(receive(url, 10)).extracting(Message::body).containsExactly("twice");
    }
}
