package samara.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsTest extends CloudTest {

    /// Checks the MD5 sums of bodies and attributes itself.
    private static SqsClient sqs() {
        return client(SqsClient.builder());
    }

    private static String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs().createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static List<Message> receive(String url) {
        return sqs().receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    @Test
    void findsTheSameQueueAgainAndRefusesOtherAttributes() {
        String url = queue("same", Map.of(QueueAttributeName.DELAY_SECONDS, "5"));
        assertThat(url).isEqualTo(endpoint() + "/000000000000/same");
        assertThat(queue("same", Map.of(QueueAttributeName.DELAY_SECONDS, "5"))).isEqualTo(url);
        assertThatThrownBy(() -> queue("same", Map.of(QueueAttributeName.DELAY_SECONDS, "6")))
                .isInstanceOf(QueueNameExistsException.class);
        assertThatThrownBy(() -> queue("range", Map.of(QueueAttributeName.DELAY_SECONDS, "901")))
                .isInstanceOf(SqsException.class);
        assertThatThrownBy(() -> queue("key", Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/mine")))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("the attribute `KmsMasterKeyId`");
        assertThatThrownBy(() -> sqs().getQueueUrl(request -> request.queueName("none")))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void listsQueuesByPrefixAndPage() {
        queue("list-a", Map.of());
        queue("list-b", Map.of());
        var first = sqs().listQueues(request -> request.queueNamePrefix("list-").maxResults(1));
        assertThat(first.queueUrls()).singleElement().asString().endsWith("/list-a");
        var second = sqs().listQueues(request ->
                request.queueNamePrefix("list-").maxResults(1).nextToken(first.nextToken()));
        assertThat(second.queueUrls()).singleElement().asString().endsWith("/list-b");
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void hidesAReceivedMessageUntilItsVisibilityTimeoutEnds() {
        String url = queue("visible", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30"));
        sqs().sendMessage(request -> request.queueUrl(url)
                .messageBody("hello")
                .messageAttributes(Map.of(
                        "text",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("ü")
                                .build(),
                        "bytes",
                        MessageAttributeValue.builder()
                                .dataType("Binary.x")
                                .binaryValue(SdkBytes.fromUtf8String("b"))
                                .build())));
        Message once = receive(url).getFirst();
        assertThat(once.body()).isEqualTo("hello");
        assertThat(once.messageAttributes())
                .hasEntrySatisfying(
                        "text", text -> assertThat(text.stringValue()).isEqualTo("ü"));
        assertThat(once.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .isEqualTo("1");
        assertThat(receive(url)).isEmpty();
        cloud().kernel().clock().advance(Duration.ofSeconds(31));
        Message again = receive(url).getFirst();
        assertThat(again.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .isEqualTo("2");
        sqs().changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(again.receiptHandle()).visibilityTimeout(0));
        Message third = receive(url).getFirst();
        sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(third.receiptHandle()));
        assertThat(sqs().getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                        .attributes())
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0")
                .containsEntry(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:us-east-1:000000000000:visible");
        assertThatThrownBy(() ->
                        sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle("nonsense")))
                .isInstanceOf(SqsException.class);
    }

    @Test
    void wakesALongPollWhenAMessageComes() {
        String url = queue("poll", Map.of(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "20"));
        var polled = CompletableFuture.supplyAsync(() -> receive(url));
        sqs().sendMessage(request -> request.queueUrl(url).messageBody("now"));
        assertThat(polled.join()).extracting(Message::body).containsExactly("now");
    }

    @Test
    void findsWhatIsVisibleBehindManyThatAreNot() {
        String url = queue("long", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "3600"));
        for (int i = 0; i < 250; i++) {
            sqs().sendMessage(request -> request.queueUrl(url).messageBody("m").delaySeconds(900));
        }
        sqs().sendMessage(request -> request.queueUrl(url).messageBody("last"));
        assertThat(receive(url)).extracting(Message::body).containsExactly("last");
        cloud().kernel().clock().advance(Duration.ofSeconds(3601));
        assertThat(receive(url)).isEmpty();
    }

    @Test
    void redrivesAfterMaxReceiveCount() {
        String dead = queue("dead", Map.of());
        String url = queue(
                "source",
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "0",
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":2}"));
        sqs().sendMessage(request -> request.queueUrl(url).messageBody("poison"));
        assertThat(receive(url)).hasSize(1);
        assertThat(receive(url)).hasSize(1);
        assertThat(receive(url)).isEmpty();
        assertThat(receive(dead)).extracting(Message::body).containsExactly("poison");
        assertThat(sqs().listDeadLetterSourceQueues(request -> request.queueUrl(dead))
                        .queueUrls())
                .containsExactly(url);
    }

    @Test
    void answersEachEntryOfABatchAndRefusesBadBatches() {
        String url = queue("batch", Map.of());
        var answer = sqs().sendMessageBatch(request -> request.queueUrl(url)
                .entries(
                        entry("one", "1"),
                        SendMessageBatchRequestEntry.builder()
                                .id("two")
                                .messageBody("2")
                                .delaySeconds(901)
                                .build()));
        assertThat(answer.successful()).extracting(sent -> sent.id()).containsExactly("one");
        assertThat(answer.failed()).extracting(failed -> failed.id()).containsExactly("two");
        assertThatThrownBy(() -> sqs().sendMessageBatch(
                                request -> request.queueUrl(url).entries(entry("same", "1"), entry("same", "2"))))
                .isInstanceOf(SqsException.class);
        sqs().purgeQueue(request -> request.queueUrl(url));
        assertThat(receive(url)).isEmpty();
        assertThatThrownBy(() -> sqs().purgeQueue(request -> request.queueUrl(url)))
                .isInstanceOf(PurgeQueueInProgressException.class);
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }
}
