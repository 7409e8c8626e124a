package samara.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// SQS as clients before November 2023 speak with it: forms in, XML out.
class QueryProtocolTest extends CloudTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        var credentials = cloud().adminCredentials();
        URI address = endpoint().resolve(path);
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .uri(address)
                .method(SdkHttpMethod.POST)
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(
                                AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey()))
                        .request(unsigned)
                        .payload(ContentStreamProvider.fromUtf8String(form))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sqs")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();
        var request = HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(form));
        signed.headers().forEach((header, values) -> {
            if (!header.equalsIgnoreCase("Host") && !header.equalsIgnoreCase("Content-Length")) {
                request.header(header, values.getFirst());
            }
        });
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void namesListsAndMapsAsTheApiReferenceDoes() throws IOException, InterruptedException {
        assertThat(post(
                                "/",
                                "Action=CreateQueue&Version=2012-11-05&QueueName=old&Attribute.1.Name=VisibilityTimeout"
                                        + "&Attribute.1.Value=7&Tag.1.Key=team&Tag.1.Value=a")
                        .body())
                .contains("<CreateQueueResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">"
                        + "<CreateQueueResult><QueueUrl>" + endpoint() + "/000000000000/old</QueueUrl>");
        assertThat(post("/000000000000/old", "Action=ListQueueTags").body())
                .contains("<Tag><Key>team</Key><Value>a</Value></Tag>");
        assertThat(post("/000000000000/old", "Action=GetQueueAttributes&AttributeName.1=VisibilityTimeout")
                        .body())
                .contains("<GetQueueAttributesResult><Attribute><Name>VisibilityTimeout</Name><Value>7</Value>"
                        + "</Attribute></GetQueueAttributesResult>");
        assertThat(post(
                                "/000000000000/old",
                                "Action=SendMessageBatch&SendMessageBatchRequestEntry.1.Id=one"
                                        + "&SendMessageBatchRequestEntry.1.MessageBody=hello"
                                        + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Name=n"
                                        + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType=Number"
                                        + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue=3")
                        .body())
                .contains("<SendMessageBatchResultEntry><Id>one</Id><MessageId>");
        assertThat(post("/000000000000/old", "Action=ReceiveMessage&AttributeName.1=All&MessageAttributeName.1=All")
                        .body())
                .contains("<ReceiveMessageResult><Message><MessageId>")
                .contains("<Body>hello</Body>")
                .contains("<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>")
                .contains("<MessageAttribute><Name>n</Name><Value><StringValue>3</StringValue>"
                        + "<DataType>Number</DataType></Value></MessageAttribute>");
        assertThat(post("/", "Action=ListQueues").body()).contains("<QueueUrl>" + endpoint() + "/000000000000/old");
    }

    @Test
    void answersErrorsWithTheirOldCodes() throws IOException, InterruptedException {
        var answer = post("/000000000000/none", "Action=ReceiveMessage");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>AWS.SimpleQueueService.NonExistentQueue</Code>");
        assertThat(post("/", "Action=ReceiveMessage").body()).contains("queueUrl");
    }
}
