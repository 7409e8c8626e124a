package samara.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What failed is seen in buckets and queues, which keep what they are given.
class EventInvocationsTest extends FunctionTest {
    private static final String FAILS = "def handler(event, context):\n    raise ValueError('no')\n";
    private static final String ANSWERS = "def handler(event, context):\n    return {'did': event}\n";

    private final S3Client s3 = client(S3Client.builder().forcePathStyle(true));
    private String bucket = "";

    @BeforeEach
    void makeABucket() {
        bucket = name.toLowerCase(Locale.ROOT).substring(0, Math.min(60, name.length()));
        s3.createBucket(r -> r.bucket(bucket));
        allow("[\"s3:PutObject\",\"lambda:InvokeFunction\"]");
    }

    @Test
    void keepsTheRecordOfAFailureInABucket() {
        create(FAILS);
        lambda.putFunctionEventInvokeConfig(r -> r.functionName(name)
                .maximumRetryAttempts(0)
                .destinationConfig(d -> d.onFailure(f -> f.destination("arn:aws:s3:::" + bucket))));
        var accepted = lambda.invoke(
                r -> r.functionName(name).invocationType("Event").payload(SdkBytes.fromUtf8String("{\"n\":7}")));
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.payload().asByteArray()).isEmpty();
        String record = eventually(this::record);
        assertThat(record)
                .contains("\"requestId\":\"" + accepted.responseMetadata().requestId() + "\"")
                .contains("\"functionArn\":\"arn:aws:lambda:us-east-1:000000000000:function:" + name + ":$LATEST\"")
                .contains("\"condition\":\"RetriesExhausted\"", "\"approximateInvokeCount\":1")
                .contains("\"requestPayload\":{\"n\":7}")
                .contains("\"functionError\":\"Unhandled\"", "\"errorType\": \"ValueError\"");
    }

    @Test
    void triesThreeTimes() {
        create(FAILS);
        lambda.putFunctionEventInvokeConfig(r ->
                r.functionName(name).destinationConfig(d -> d.onFailure(f -> f.destination("arn:aws:s3:::" + bucket))));
        lambda.invoke(r -> r.functionName(name).invocationType("Event"));
        String record = eventually(() -> {
            cloud().kernel().clock().advance(Duration.ofSeconds(20));
            return record();
        });
        assertThat(record)
                .contains(
                        "\"condition\":\"RetriesExhausted\"", "\"approximateInvokeCount\":3", "\"requestPayload\":{}");
    }

    @Test
    void givesUpWhatIsTooOld() {
        create(FAILS);
        lambda.putFunctionEventInvokeConfig(r -> r.functionName(name)
                .maximumEventAgeInSeconds(60)
                .destinationConfig(d -> d.onFailure(f -> f.destination("arn:aws:s3:::" + bucket))));
        lambda.invoke(r -> r.functionName(name).invocationType("Event"));
        String record = eventually(() -> {
            cloud().kernel().clock().advance(Duration.ofSeconds(20));
            return record();
        });
        assertThat(record).contains("\"condition\":\"EventAgeExceeded\"", "\"approximateInvokeCount\":1");
    }

    @Test
    void handsTheRecordOfASuccessToAFunction() {
        create(ANSWERS);
        String sink = name + "-sink";
        create(FAILS, r -> r.functionName(sink));
        lambda.putFunctionEventInvokeConfig(r -> r.functionName(sink)
                .maximumRetryAttempts(0)
                .destinationConfig(d -> d.onFailure(f -> f.destination("arn:aws:s3:::" + bucket))));
        lambda.putFunctionEventInvokeConfig(r -> r.functionName(name)
                .destinationConfig(d ->
                        d.onSuccess(f -> f.destination("arn:aws:lambda:us-east-1:000000000000:function:" + sink))));
        lambda.invoke(r -> r.functionName(name).invocationType("Event").payload(SdkBytes.fromUtf8String("[1]")));
        assertThat(eventually(this::record))
                .contains("\"requestPayload\":{\"version\":\"1.0\"")
                .contains("\"condition\":\"Success\"", "\"requestPayload\":[1]", "\"did\": [1]");
    }

    @Test
    void givesUpAtOnceWhatMayNotRunAtAll() {
        create(ANSWERS);
        lambda.putFunctionConcurrency(r -> r.functionName(name).reservedConcurrentExecutions(0));
        lambda.putFunctionEventInvokeConfig(r ->
                r.functionName(name).destinationConfig(d -> d.onFailure(f -> f.destination("arn:aws:s3:::" + bucket))));
        lambda.invoke(r -> r.functionName(name).invocationType("Event"));
        assertThat(eventually(this::record)).contains("\"approximateInvokeCount\":0");
    }

    @Test
    void recordsOfFailuresGoToAQueue() {
        SqsClient queues = client(SqsClient.builder());
        String url = queues.createQueue(r -> r.queueName("failures")).queueUrl();
        create(ANSWERS);
        String queue = "arn:aws:sqs:us-east-1:000000000000:failures";
        destinationRefused(queue, "does not have permissions to call SendMessage on " + queue);
        allow("\"sqs:SendMessage\"");
        lambda.putFunctionConcurrency(r -> r.functionName(name).reservedConcurrentExecutions(0));
        lambda.putFunctionEventInvokeConfig(
                r -> r.functionName(name).destinationConfig(d -> d.onFailure(f -> f.destination(queue))));

        lambda.invoke(r -> r.functionName(name).invocationType("Event"));

        assertThat(queues.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20))
                        .messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).contains("\"approximateInvokeCount\":0"));
    }

    @Test
    void eventsThatWereGivenUpGoToTheDeadLetterQueueAsTheyCame() {
        SqsClient queues = client(SqsClient.builder());
        String url = queues.createQueue(r -> r.queueName("dead")).queueUrl();
        String queue = "arn:aws:sqs:us-east-1:000000000000:dead";
        assertThatThrownBy(() -> create(FAILS, r -> r.deadLetterConfig(d -> d.targetArn(queue))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("does not have permissions to call SendMessage on SQS");
        allow("\"sqs:SendMessage\"");
        assertThatThrownBy(() -> create(
                        FAILS, r -> r.deadLetterConfig(d -> d.targetArn("arn:aws:sns:us-east-1:000000000000:topic"))))
                .hasMessageContaining("dead-letter topics in SNS");
        create(FAILS, r -> r.deadLetterConfig(d -> d.targetArn(queue)));
        lambda.putFunctionEventInvokeConfig(r -> r.functionName(name).maximumRetryAttempts(0));

        var accepted = lambda.invoke(
                r -> r.functionName(name).invocationType("Event").payload(SdkBytes.fromUtf8String("{\"n\":7}")));

        var message = queues.receiveMessage(
                        r -> r.queueUrl(url).waitTimeSeconds(20).messageAttributeNames("All"))
                .messages()
                .getFirst();
        assertThat(message.body()).isEqualTo("{\"n\":7}");
        Map<String, String> why = new HashMap<>();
        message.messageAttributes().forEach((key, value) -> why.put(key, value.stringValue()));
        assertThat(why)
                .containsEntry("RequestID", accepted.responseMetadata().requestId())
                .containsEntry("ErrorCode", "200")
                .containsEntry("ErrorMessage", "no");
        lambda.updateFunctionConfiguration(r -> r.functionName(name).deadLetterConfig(d -> d.targetArn("")));
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName(name)).deadLetterConfig())
                .isNull();
    }

    @Test
    void keepsSettingsOfAFunction() {
        create(ANSWERS);
        assertThatThrownBy(() -> lambda.getFunctionEventInvokeConfig(r -> r.functionName(name)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("doesn't have an EventInvokeConfig");
        lambda.putFunctionEventInvokeConfig(
                r -> r.functionName(name).maximumRetryAttempts(1).maximumEventAgeInSeconds(100));
        lambda.updateFunctionEventInvokeConfig(r -> r.functionName(name).maximumRetryAttempts(0));
        var read = lambda.getFunctionEventInvokeConfig(r -> r.functionName(name));
        assertThat(read.maximumRetryAttempts()).isZero();
        assertThat(read.maximumEventAgeInSeconds()).isEqualTo(100);
        assertThat(read.functionArn()).endsWith(":function:" + name + ":$LATEST");
        assertThat(lambda.listFunctionEventInvokeConfigs(r -> r.functionName(name))
                        .functionEventInvokeConfigs())
                .extracting(FunctionEventInvokeConfig::maximumRetryAttempts)
                .containsExactly(0);
        lambda.deleteFunctionEventInvokeConfig(r -> r.functionName(name));
        assertThatThrownBy(() -> lambda.deleteFunctionEventInvokeConfig(r -> r.functionName(name)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> lambda.putFunctionEventInvokeConfig(
                        r -> r.functionName(name).maximumRetryAttempts(3)))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("maximumRetryAttempts");
    }

    @Test
    void refusesDestinationsThatCannotBeReached() {
        create(ANSWERS);
        destinationRefused("arn:aws:sns:us-east-1:000000000000:topic", "destinations in sns");
        destinationRefused("arn:aws:sqs:us-east-1:000000000000:queue.fifo", "FIFO queue");
        destinationRefused("arn:aws:iam::000000000000:role/worker", "is no destination");
        allow("\"s3:PutObject\"");
        destinationRefused(
                "arn:aws:lambda:us-east-1:000000000000:function:other",
                "does not have permissions to call InvokeFunction on arn:aws:lambda:us-east-1:000000000000:function:other");
        assertThatThrownBy(() -> lambda.putFunctionEventInvokeConfig(r -> r.functionName(name)
                        .destinationConfig(d -> d.onSuccess(f -> f.destination("arn:aws:s3:::" + bucket)))))
                .isInstanceOf(InvalidParameterValueException.class);
    }

    @Test
    void checksAnEventBeforeItIsAccepted() {
        create(ANSWERS);
        assertThatThrownBy(() -> lambda.invoke(
                        r -> r.functionName(name).invocationType("Event").payload(SdkBytes.fromUtf8String("{"))))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("Could not parse request body into json");
        assertThatThrownBy(() -> lambda.invoke(r -> r.functionName(name)
                        .invocationType("Event")
                        .payload(SdkBytes.fromUtf8String("\"" + "x".repeat(1_048_576) + "\""))))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("Request must be smaller than 1048576 bytes");
    }

    private void destinationRefused(String arn, String why) {
        assertThatThrownBy(() -> lambda.putFunctionEventInvokeConfig(
                        r -> r.functionName(name).destinationConfig(d -> d.onFailure(f -> f.destination(arn)))))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining(why);
    }

    private Optional<String> record() {
        List<S3Object> objects = s3.listObjectsV2(r -> r.bucket(bucket)).contents();
        return objects.stream()
                .peek(object -> assertThat(object.key()).startsWith("aws/lambda/async/" + name))
                .map(object -> s3.getObjectAsBytes(r -> r.bucket(bucket).key(object.key()))
                        .asUtf8String())
                .findFirst();
    }

    private static void allow(String actions) {
        client(IamClient.builder())
                .putRolePolicy(r -> r.roleName("worker")
                        .policyName("destinations")
                        .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                                + actions + ",\"Resource\":\"*\"}]}"));
    }

    private static <T> T eventually(Supplier<Optional<T>> look) {
        return Eventually.there(look);
    }
}
