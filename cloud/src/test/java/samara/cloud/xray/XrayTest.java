package samara.cloud.xray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samara.cloud.CloudTest;
import samara.cloud.kernel.Json;
import samara.template.ObjectNode;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.model.Edge;
import software.amazon.awssdk.services.xray.model.InvalidRequestException;
import software.amazon.awssdk.services.xray.model.SamplingStatisticsDocument;
import software.amazon.awssdk.services.xray.model.Segment;
import software.amazon.awssdk.services.xray.model.Service;
import software.amazon.awssdk.services.xray.model.ServiceId;
import software.amazon.awssdk.services.xray.model.TimeRangeType;
import software.amazon.awssdk.services.xray.model.Trace;
import software.amazon.awssdk.services.xray.model.TraceSummary;
import software.amazon.awssdk.services.xray.model.XRayException;

class XrayTest extends CloudTest {
    private static final AtomicInteger TRACES = new AtomicInteger();

    /// Each test has an hour of its own, so that they don't see each other's traces.
    private final long hour = Instant.parse("2026-11-01T00:00:00Z").getEpochSecond() + 3600L * TRACES.incrementAndGet();

    private final String traceId = "1-%08x-%024x".formatted(hour, 0xabcdefL);

    private static XRayClient xray() {
        return client(XRayClient.builder());
    }

    /// A document of the trace: `more` are members with a comma before them.
    private String segment(String id, String name, double from, double to, String more) {
        return "{\"trace_id\":\"%s\",\"id\":\"%16s\",\"name\":\"%s\",\"start_time\":%s,\"end_time\":%s%s}"
                .formatted(traceId, id, name, time(from), time(to), more)
                .replace(' ', '0');
    }

    private String time(double seconds) {
        return String.format(Locale.ROOT, "%.3f", hour + seconds);
    }

    private static void put(String... documents) {
        var answer = xray().putTraceSegments(request -> request.traceSegmentDocuments(documents));
        assertThat(answer.unprocessedTraceSegments()).isEmpty();
    }

    private Trace trace() {
        return xray().batchGetTraces(request -> request.traceIds(traceId))
                .traces()
                .getFirst();
    }

    private List<TraceSummary> found(String filter) {
        return xray()
                .getTraceSummariesPaginator(request -> request.startTime(Instant.ofEpochSecond(hour))
                        .endTime(Instant.ofEpochSecond(hour + 3599))
                        .filterExpression(filter))
                .traceSummaries()
                .stream()
                .toList();
    }

    private static ObjectNode document(Segment segment) {
        return Json.parse(segment.document()).asObject().orElseThrow();
    }

    @Test
    void putsSubsegmentsThatCameAloneIntoTheirSegment() {
        put(
                segment("c2", "inner", 0.3, 0.4, ",\"type\":\"subsegment\",\"parent_id\":\"00000000000000c1\""),
                segment(
                        "c1",
                        "outer",
                        0.2,
                        0.5,
                        ",\"namespace\":\"local\",\"type\":\"subsegment\",\"parent_id\":\"00000000000000a1\""),
                segment("a1", "shop", 0, 1, ""));
        assertThat(trace().duration()).isEqualTo(1.0);
        assertThat(trace().segments()).singleElement().satisfies(segment -> {
            ObjectNode outer = document(segment)
                    .get("subsegments")
                    .flatMap(list -> list.asList().orElseThrow().getFirst().asObject())
                    .orElseThrow();
            assertThat(outer.string("name")).contains("outer");
            assertThat(Json.text(outer)).contains("\"name\":\"inner\"");
        });
    }

    @Test
    void replacesTheSegmentInProgress() {
        put(segment("a1", "shop", 0, 1, "").replaceFirst("\"end_time\":[0-9.]+", "\"in_progress\":true"));
        assertThat(found("partial"))
                .singleElement()
                .satisfies(summary -> assertThat(summary.isPartial()).isTrue());
        put(segment("a1", "shop", 0, 1, ""));
        assertThat(trace().segments()).hasSize(1);
        assertThat(found("!partial")).singleElement().satisfies(summary -> {
            assertThat(summary.revision()).isEqualTo(2);
            assertThat(summary.duration()).isEqualTo(1.0);
        });
    }

    @Test
    void infersWhatSentNoSegmentItself() {
        put(segment("a1", "shop", 0, 1, """
                ,"subsegments":[{"id":"00000000000000b1","name":"DynamoDB","namespace":"aws","start_time":%s,
                "end_time":%s,"aws":{"table_name":"orders","operation":"GetItem"},"http":{"response":{"status":400}}}]
                """.formatted(time(0.2), time(0.4)).replace("\n", "")));
        ObjectNode inferred = document(trace().segments().getLast());
        assertThat(inferred.string("name")).contains("orders");
        assertThat(inferred.string("origin")).contains("AWS::DynamoDB::Table");
        assertThat(inferred.string("parent_id")).contains("00000000000000b1");
        assertThat(Json.text(inferred)).contains("\"inferred\":true");
        assertThat(found("service(\"orders\") { error }")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no json | ParseError",
                "[] | ParseError",
                "{\"id\":\"00000000000000a1\"} | MissingParameter",
                "{\"id\":\"a1\",\"trace_id\":\"1-5-1\"} | InvalidParameter",
                "{\"id\":\"00000000000000a1\",\"trace_id\":\"nonsense\"} | InvalidParameter",
                "{\"type\":\"other\",\"id\":\"00000000000000a1\"} | InvalidParameter",
            })
    void saysWhatIsNoSegment(String document, String code) {
        var answer = xray().putTraceSegments(request -> request.traceSegmentDocuments(document));
        assertThat(answer.unprocessedTraceSegments())
                .singleElement()
                .satisfies(one -> assertThat(one.errorCode()).isEqualTo(code));
    }

    @Test
    void keepsTheGoodBesideTheBad() {
        String good = segment("a1", "shop", 0, 1, "");
        var answer = xray().putTraceSegments(request -> request.traceSegmentDocuments(
                good,
                segment("a2", "shop", 1, 0, ""),
                segment("a3", "sh*p", 0, 1, ""),
                segment("a4", "shop", 0, 1, ",\"type\":\"subsegment\""),
                segment("a5", "shop", 0, 1, ",\"subsegments\":[{\"id\":\"x\"}]"),
                segment("a6", "shop", 0, 1, ",\"metadata\":{\"x\":\"" + "x".repeat(66_000) + "\"}"),
                segment("a7", "shop", 0, 1, "").replaceFirst(",\"end_time\":[0-9.]+", "")));
        assertThat(answer.unprocessedTraceSegments())
                .extracting(one -> one.id() + " " + one.message())
                .containsExactly(
                        "00000000000000a2 `end_time` is before `start_time`.",
                        "00000000000000a3 `name` is letters, digits, white space and `_.:/%&#=+\\-@`.",
                        "00000000000000a4 `parent_id` is missing.",
                        "00000000000000a5 `id` is 16 hexadecimal digits.",
                        "null The document has 66162 bytes; 65536 are allowed.",
                        "00000000000000a7 `end_time` is missing.");
        assertThat(trace().segments()).hasSize(1);
    }

    @Test
    void saysThatATraceIsTooLong() {
        for (int i = 0; i < 10; i++) {
            put(segment("a" + i, "shop", i, i + 1, ",\"metadata\":{\"x\":\"" + "x".repeat(60_000) + "\"}"));
        }
        assertThat(trace().limitExceeded()).isTrue();
        assertThat(trace().segments()).hasSize(8);
    }

    @Test
    void summarizesByTheRootSegment() {
        put(
                segment(
                        "b1",
                        "worker",
                        0.5,
                        3,
                        ",\"parent_id\":\"00000000000000a1\",\"fault\":true,"
                                + "\"annotations\":{\"order\":7,\"vip\":true},\"user\":\"ann\",\"resource_arn\":\"arn:aws:x\""));
        put(segment("a1", "shop", 0, 1, """
                ,"origin":"AWS::ApiGateway::Stage","annotations":{"kind":"x"},"http":{"request":{"method":"POST",
                "url":"https://shop.example/orders","client_ip":"192.0.2.1","user_agent":"curl"},
                "response":{"status":429}}""".replace("\n", "")));
        assertThat(found("")).singleElement().satisfies(summary -> {
            assertThat(summary.startTime()).isEqualTo(Instant.ofEpochSecond(hour));
            assertThat(summary.duration()).isEqualTo(3.0);
            assertThat(summary.responseTime()).isEqualTo(1.0);
            assertThat(summary.hasFault()).isFalse();
            assertThat(summary.hasError()).isTrue();
            assertThat(summary.hasThrottle()).isTrue();
            assertThat(summary.http().httpStatus()).isEqualTo(429);
            assertThat(summary.http().httpURL()).isEqualTo("https://shop.example/orders");
            assertThat(summary.http().clientIp()).isEqualTo("192.0.2.1");
            assertThat(summary.entryPoint().type()).isEqualTo("AWS::ApiGateway::Stage");
            assertThat(summary.serviceIds()).extracting(ServiceId::name).containsExactly("shop", "worker");
            assertThat(Objects.requireNonNull(summary.annotations().get("order"))
                            .getFirst()
                            .annotationValue()
                            .numberValue())
                    .isEqualTo(7.0);
            assertThat(summary.users())
                    .singleElement()
                    .satisfies(user -> assertThat(user.userName()).isEqualTo("ann"));
            assertThat(summary.resourceARNs())
                    .singleElement()
                    .satisfies(arn -> assertThat(arn.arn()).isEqualTo("arn:aws:x"));
        });
        assertThat(found("fault")).isEmpty();
        assertThat(found("service(\"worker\") { fault } AND annotation[order] = 7 AND throttle"))
                .hasSize(1);
        assertThat(found("http.status = 429 AND resource.arn = \"arn:aws:x\" AND user = \"ann\""))
                .hasSize(1);
    }

    @Test
    void findsByTimeAndInPages() {
        for (int i = 0; i < 120; i++) {
            String id = "1-%08x-%024x".formatted(hour, i);
            put(segment("a1", "shop", i, i + 30, "").replace(traceId, id));
        }
        assertThat(found("")).hasSize(120);
        var request = xray().getTraceSummaries(
                        r -> r.startTime(Instant.ofEpochSecond(hour + 100)).endTime(Instant.ofEpochSecond(hour + 104)));
        assertThat(request.traceSummaries()).hasSize(5);
        assertThat(request.tracesProcessedCount()).isEqualTo(5);
        var running = xray().getTraceSummariesPaginator(r -> r.startTime(Instant.ofEpochSecond(hour + 100))
                .endTime(Instant.ofEpochSecond(hour + 104))
                .timeRangeType(TimeRangeType.SERVICE));
        assertThat(running.traceSummaries().stream()).hasSize(35);
    }

    @Test
    void drawsTheServiceMap() {
        put(
                segment(
                        "a1",
                        "api",
                        0,
                        1,
                        ",\"origin\":\"AWS::ApiGateway::Stage\",\"subsegments\":[{\"id\":"
                                + "\"00000000000000a2\",\"name\":\"Lambda\",\"namespace\":\"aws\",\"start_time\":"
                                + time(0)
                                + ",\"end_time\":" + time(1) + "}]"),
                segment("b1", "work", 0.1, 0.9, ",\"origin\":\"AWS::Lambda\",\"parent_id\":\"00000000000000a2\""),
                segment(
                        "b2",
                        "work",
                        0.2,
                        0.8,
                        ",\"origin\":\"AWS::Lambda::Function\",\"parent_id\":"
                                + "\"00000000000000b1\",\"fault\":true"));
        var byTime = xray().getServiceGraph(request ->
                request.startTime(Instant.ofEpochSecond(hour)).endTime(Instant.ofEpochSecond(hour + 60)));
        var byTrace = xray().getTraceGraph(request -> request.traceIds(traceId));
        assertThat(byTime.services()).isEqualTo(byTrace.services());
        assertThat(byTime.services())
                .extracting(service -> service.type() + " " + service.name() + " "
                        + service.edges().stream().map(Edge::referenceId).toList())
                .containsExactly(
                        "AWS::ApiGateway::Stage api [2]",
                        "client api [0]",
                        "AWS::Lambda work [3]",
                        "AWS::Lambda::Function work []");
        Service api = byTime.services().getFirst();
        assertThat(api.root()).isTrue();
        assertThat(api.summaryStatistics().okCount()).isEqualTo(1);
        assertThat(api.summaryStatistics().totalResponseTime()).isEqualTo(1.0);
        Service function = byTime.services().getLast();
        assertThat(function.summaryStatistics().faultStatistics().totalCount()).isEqualTo(1);
    }

    @Test
    void answersTheDefaultSamplingRule() {
        var rule = xray().getSamplingRules(request -> {})
                .samplingRuleRecords()
                .getFirst()
                .samplingRule();
        assertThat(rule.ruleName()).isEqualTo("Default");
        assertThat(rule.fixedRate()).isEqualTo(0.05);
        assertThat(rule.reservoirSize()).isEqualTo(1);
        assertThat(quota("client-1")).isEqualTo(1);
        assertThat(quota("client-2")).isZero();
        assertThat(quota("client-1")).isEqualTo(1);
    }

    private static int quota(String client) {
        var answer = xray().getSamplingTargets(request ->
                request.samplingStatisticsDocuments(statistics("Default", client), statistics("mine", client)));
        assertThat(answer.unprocessedStatistics())
                .singleElement()
                .satisfies(one -> assertThat(one.ruleName()).isEqualTo("mine"));
        return answer.samplingTargetDocuments().getFirst().reservoirQuota();
    }

    private static SamplingStatisticsDocument statistics(String rule, String client) {
        return SamplingStatisticsDocument.builder()
                .ruleName(rule)
                .clientID((client + "0".repeat(24)).substring(0, 24))
                .timestamp(Instant.EPOCH)
                .requestCount(1)
                .sampledCount(1)
                .build();
    }

    @Test
    void refusesWhatItCannotAnswer() {
        assertThatThrownBy(() -> found("nonsense"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Invalid filter expression: `nonsense` is no keyword.");
        assertThatThrownBy(() -> found("edge(\"a\", \"b\")"))
                .isInstanceOf(XRayException.class)
                .hasMessageContaining("does not implement `edge` in filter expressions of X-Ray");
        assertThatThrownBy(() -> xray().getTraceSummaries(
                                request -> request.startTime(Instant.EPOCH).endTime(Instant.ofEpochSecond(90_000))))
                .hasMessageContaining("24 hours");
        assertThatThrownBy(() -> xray().batchGetTraces(request -> request.traceIds("x")))
                .hasMessageContaining("Invalid trace ID");
        assertThatThrownBy(() -> xray().getGroups(request -> {}))
                .isInstanceOfSatisfying(
                        SdkServiceException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(501));
    }
}
