package samara.cloud.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import samara.cloud.CloudTest;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class LogsTest extends CloudTest {
    private final CloudWatchLogsClient logs = client(CloudWatchLogsClient.builder());
    private final long now = Instant.now().toEpochMilli();
    private String group = "";

    @BeforeEach
    void makeAGroupOfTheTestsName(TestInfo test) {
        group = "/test/" + test.getTestMethod().orElseThrow().getName();
        logs.createLogGroup(r -> r.logGroupName(group).tags(Map.of("team", "seeds")));
        logs.createLogStream(r -> r.logGroupName(group).logStreamName("one"));
        logs.createLogStream(r -> r.logGroupName(group).logStreamName("one/more"));
    }

    @Test
    void refusesWhatIsThereAndWhatIsNot() {
        assertThatThrownBy(() -> logs.createLogGroup(r -> r.logGroupName(group)))
                .isInstanceOf(ResourceAlreadyExistsException.class)
                .hasMessageContaining("The specified log group already exists");
        assertThatThrownBy(() -> logs.createLogStream(r -> r.logGroupName(group).logStreamName("one")))
                .isInstanceOf(ResourceAlreadyExistsException.class)
                .hasMessageContaining("The specified log stream already exists");
        assertThatThrownBy(() ->
                        logs.createLogStream(r -> r.logGroupName(group + "x").logStreamName("one")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log group does not exist");
        assertThatThrownBy(() -> write("nowhere", "a"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log stream does not exist");
        assertThatThrownBy(() -> logs.createLogGroup(r -> r.logGroupName("a*b")))
                .isInstanceOf(CloudWatchLogsException.class)
                .hasMessageContaining("logGroupName");
    }

    @Test
    void describesGroupsByTheirPrefix() {
        logs.putRetentionPolicy(r -> r.logGroupName(group).retentionInDays(7));
        assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix(group)).logGroups())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.logGroupName()).isEqualTo(group);
                    assertThat(found.retentionInDays()).isEqualTo(7);
                    assertThat(found.arn()).isEqualTo("arn:aws:logs:us-east-1:000000000000:log-group:" + group + ":*");
                    assertThat(found.creationTime()).isPositive();
                });
        logs.deleteRetentionPolicy(r -> r.logGroupName(group));
        assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix(group))
                        .logGroups()
                        .getFirst()
                        .retentionInDays())
                .isNull();
        assertThatThrownBy(
                        () -> logs.putRetentionPolicy(r -> r.logGroupName(group).retentionInDays(8)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void pagesGroups() {
        for (String end : List.of("-a", "-b", "-c")) {
            logs.createLogGroup(r -> r.logGroupName(group + end));
        }
        assertThat(logs.describeLogGroupsPaginator(
                                r -> r.logGroupNamePrefix(group).limit(2))
                        .logGroups())
                .extracting(LogGroup::logGroupName)
                .containsExactly(group, group + "-a", group + "-b", group + "-c");
    }

    @Test
    void readsAStreamWithoutItsNeighbours() {
        write("one", "first", "second");
        write("one/more", "other");
        write("one", "third");
        assertThat(messages(logs.getLogEvents(
                        r -> r.logGroupName(group).logStreamName("one").startFromHead(true))))
                .containsExactly("first", "second", "third");
        assertThat(messages(logs.getLogEvents(
                        r -> r.logGroupName(group).logStreamName("one/more").startFromHead(true))))
                .containsExactly("other");
    }

    @Test
    void pagesAStreamBothWays() {
        write("one", "a", "b", "c", "d", "e");
        write("one/more", "x", "y");
        assertThat(logs
                        .getLogEventsPaginator(r -> r.logGroupName(group)
                                .logStreamName("one")
                                .startFromHead(true)
                                .limit(2))
                        .events()
                        .stream()
                        .map(OutputLogEvent::message))
                .containsExactly("a", "b", "c", "d", "e");
        GetLogEventsResponse latest = logs.getLogEvents(
                r -> r.logGroupName(group).logStreamName("one").limit(2));
        assertThat(messages(latest)).containsExactly("d", "e");
        GetLogEventsResponse before = logs.getLogEvents(
                r -> r.logGroupName(group).logStreamName("one").limit(2).nextToken(latest.nextBackwardToken()));
        assertThat(messages(before)).containsExactly("b", "c");
        GetLogEventsResponse after = logs.getLogEvents(
                r -> r.logGroupName(group).logStreamName("one").nextToken(before.nextForwardToken()));
        assertThat(messages(after)).containsExactly("d", "e");
        GetLogEventsResponse end = logs.getLogEvents(
                r -> r.logGroupName(group).logStreamName("one").nextToken(after.nextForwardToken()));
        assertThat(end.events()).isEmpty();
        assertThat(end.nextForwardToken()).isEqualTo(after.nextForwardToken());
    }

    @Test
    void readsAWindowOfTime() {
        logs.putLogEvents(r -> r.logGroupName(group)
                .logStreamName("one")
                .logEvents(event(now - 3000, "old"), event(now - 2000, "middle"), event(now - 1000, "new")));
        assertThat(messages(logs.getLogEvents(r -> r.logGroupName(group)
                        .logStreamName("one")
                        .startTime(now - 2000)
                        .endTime(now - 1000))))
                .containsExactly("middle");
        assertThat(logs.filterLogEvents(
                                r -> r.logGroupName(group).startTime(now - 2000).endTime(now - 1000))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("middle", "new");
    }

    @Test
    void filtersByPatternAndStream() {
        write("one", "ERROR disk full", "INFO fine", "{\"level\":\"error\",\"code\":7}");
        write("one/more", "ERROR again");
        assertThat(filtered("ERROR")).containsExactly("ERROR disk full", "ERROR again");
        assertThat(filtered("ERROR -disk")).containsExactly("ERROR again");
        assertThat(filtered("\"disk full\"")).containsExactly("ERROR disk full");
        assertThat(filtered("?fine ?again")).containsExactly("INFO fine", "ERROR again");
        assertThat(filtered("{ $.level = \"error\" && $.code > 6 }"))
                .containsExactly("{\"level\":\"error\",\"code\":7}");
        assertThat(logs.filterLogEvents(r ->
                                r.logGroupName(group).filterPattern("ERROR").logStreamNames("one/more"))
                        .events())
                .extracting(FilteredLogEvent::logStreamName)
                .containsExactly("one/more");
        assertThat(logs.filterLogEventsPaginator(r -> r.logGroupName(group).limit(1)).events().stream())
                .hasSize(4);
    }

    @Test
    void forgetsAStreamWithItsEvents() {
        write("one", "mine");
        write("one/more", "other");
        logs.deleteLogStream(r -> r.logGroupName(group).logStreamName("one"));
        assertThatThrownBy(() -> logs.getLogEvents(r -> r.logGroupName(group).logStreamName("one")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(filtered("")).containsExactly("other");
        logs.createLogStream(r -> r.logGroupName(group).logStreamName("one"));
        assertThat(logs.getLogEvents(r -> r.logGroupName(group).logStreamName("one"))
                        .events())
                .isEmpty();
        logs.deleteLogGroup(r -> r.logGroupName(group));
        logs.createLogGroup(r -> r.logGroupName(group));
        assertThat(filtered("")).isEmpty();
    }

    @Test
    void ordersStreamsByTheirLastEvent() {
        logs.putLogEvents(r -> r.logGroupName(group).logStreamName("one").logEvents(event(now - 1000, "later")));
        logs.putLogEvents(r -> r.logGroupName(group).logStreamName("one/more").logEvents(event(now - 2000, "earlier")));
        assertThat(logs.describeLogStreams(r -> r.logGroupName(group)
                                .orderBy(OrderBy.LAST_EVENT_TIME)
                                .descending(true))
                        .logStreams())
                .extracting(LogStream::logStreamName)
                .containsExactly("one", "one/more");
        assertThat(logs.describeLogStreams(r -> r.logGroupName(group).logStreamNamePrefix("one/"))
                        .logStreams())
                .extracting(LogStream::lastEventTimestamp)
                .containsExactly(now - 2000);
    }

    @Test
    void checksABatch() {
        assertThatThrownBy(() -> logs.putLogEvents(r ->
                        r.logGroupName(group).logStreamName("one").logEvents(event(now, "b"), event(now - 1, "a"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("chronological order");
        assertThatThrownBy(() -> logs.putLogEvents(r -> r.logGroupName(group)
                        .logStreamName("one")
                        .logEvents(IntStream.range(0, 5)
                                .mapToObj(i -> event(now, "x".repeat(250_000)))
                                .toList())))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("exceeds limit");
        assertThat(filtered("")).isEmpty();
    }

    @Test
    void keepsTags() {
        String arn = "arn:aws:logs:us-east-1:000000000000:log-group:" + group;
        logs.tagResource(r -> r.resourceArn(arn).tags(Map.of("stage", "test")));
        assertThat(logs.listTagsForResource(r -> r.resourceArn(arn)).tags())
                .containsOnly(Map.entry("team", "seeds"), Map.entry("stage", "test"));
        logs.untagResource(r -> r.resourceArn(arn).tagKeys("team"));
        assertThat(logs.listTagsForResource(r -> r.resourceArn(arn)).tags()).containsOnlyKeys("stage");
    }

    @Test
    void refusesByNameWhatIsNotBuilt() {
        assertThatThrownBy(() -> logs.putSubscriptionFilter(r -> r.logGroupName(group)
                        .filterName("f")
                        .filterPattern("")
                        .destinationArn("arn:aws:lambda:us-east-1:000000000000:function:x")))
                .isInstanceOf(CloudWatchLogsException.class)
                .hasMessageContaining("Samara does not implement cloudwatchlogs:PutSubscriptionFilter yet");
    }

    private void write(String stream, String... messages) {
        logs.putLogEvents(r -> r.logGroupName(group)
                .logStreamName(stream)
                .logEvents(Arrays.stream(messages)
                        .map(message -> event(now, message))
                        .toList()));
    }

    private static InputLogEvent event(long time, String message) {
        return InputLogEvent.builder().timestamp(time).message(message).build();
    }

    private static List<String> messages(GetLogEventsResponse page) {
        return page.events().stream().map(OutputLogEvent::message).toList();
    }

    private List<String> filtered(String pattern) {
        return logs.filterLogEvents(r -> r.logGroupName(group).filterPattern(pattern)).events().stream()
                .map(FilteredLogEvent::message)
                .toList();
    }
}
