package samara.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samara.cli.aws.TraceTail.Graph;
import samara.cli.command.UserException;
import software.amazon.awssdk.services.xray.model.Edge;
import software.amazon.awssdk.services.xray.model.Segment;
import software.amazon.awssdk.services.xray.model.Service;
import software.amazon.awssdk.services.xray.model.Trace;

class TraceOutputTest {
    private static final String FUNCTION = "{\"id\":\"b\",\"name\":\"work\",\"start_time\":1000.2,\"end_time\":1001.5,"
            + "\"subsegments\":[{\"name\":\"late\",\"start_time\":1001,\"end_time\":1001.25},"
            + "{\"name\":\"early\",\"start_time\":1000.5,\"in_progress\":true}]}";
    private static final String STAGE = "{\"id\":\"a\",\"name\":\"api/Prod\",\"start_time\":1000.1,\"end_time\":1001.6,"
            + "\"http\":{\"response\":{\"status\":201}}}";

    private static Trace trace(String... documents) {
        return Trace.builder()
                .id("1-000003e8-000000000000000000000001")
                .duration(1.5)
                .segments(List.of(documents).stream()
                        .map(text -> Segment.builder().id("x").document(text).build())
                        .toList())
                .build();
    }

    private static Graph graph() {
        return new Graph(
                Instant.ofEpochSecond(1000),
                Instant.ofEpochSecond(1600),
                List.of(
                        Service.builder()
                                .referenceId(0)
                                .name("api/Prod")
                                .root(true)
                                .type("AWS::ApiGateway::Stage")
                                .edges(edge(1), edge(2))
                                .summaryStatistics(all -> all.totalCount(4L)
                                        .okCount(1L)
                                        .errorStatistics(errors -> errors.totalCount(2L))
                                        .faultStatistics(faults -> faults.totalCount(1L))
                                        .totalResponseTime(1.25))
                                .build(),
                        Service.builder().referenceId(1).name("shop").build()));
    }

    private static Edge edge(int reference) {
        return Edge.builder().referenceId(reference).build();
    }

    @Test
    void showsATraceAsATree() {
        assertThat(TraceText.of(trace(FUNCTION, STAGE), Optional.of(3)))
                .containsExactly(
                        "",
                        "XRay Event [revision 3] at (1970-01-01T00:16:41.600) with id"
                                + " (1-000003e8-000000000000000000000001) and duration (1.500s)",
                        " - 1.500s - api/Prod [HTTP: 201]",
                        " - 1.300s - work",
                        "   - 0.000s - early",
                        "   - 0.250s - late");
        assertThat(TraceText.of(trace(STAGE), Optional.empty()).get(1)).startsWith("XRay Event at (");
    }

    @Test
    void showsTheServiceMap() {
        assertThat(TraceText.of(graph()))
                .containsExactly(
                        "",
                        "New XRay Service Graph",
                        "  Start time: 1970-01-01T00:16:40Z",
                        "  End time: 1970-01-01T00:26:40Z",
                        "  Reference Id: 0 - (Root) AWS::ApiGateway::Stage - api/Prod - Edges: [1, 2]",
                        "   Summary_statistics:",
                        "     - total requests: 4",
                        "     - ok count(2XX): 1",
                        "     - error count(4XX): 2",
                        "     - fault count(5XX): 1",
                        "     - total response time: 1.25",
                        "  Reference Id: 1 - None - shop - Edges: []",
                        "   Summary_statistics:",
                        "     - total requests: 0",
                        "     - ok count(2XX): 0",
                        "     - error count(4XX): 0",
                        "     - fault count(5XX): 0",
                        "     - total response time: 0");
    }

    @Test
    void printsJsonWithSegmentsAsObjects() {
        assertThat(TraceJson.of(trace(STAGE)))
                .isEqualTo("{\"Id\": \"1-000003e8-000000000000000000000001\", \"Duration\": 1.5,"
                        + " \"LimitExceeded\": false, \"Segments\": [" + STAGE + "]}");
        assertThat(TraceJson.of(graph()))
                .startsWith("{\"StartTime\": \"1970-01-01T00:16:40Z\", \"EndTime\": \"1970-01-01T00:26:40Z\","
                        + " \"Services\": [{\"ReferenceId\": 0, \"Name\": \"api/Prod\"")
                .contains("\"SummaryStatistics\": {\"OkCount\": 1, \"ErrorStatistics\": {\"TotalCount\": 2}")
                .doesNotContain("null");
    }

    @Test
    void saysThatASegmentCannotBeRead() {
        assertThatThrownBy(() -> TraceText.of(trace("nonsense"), Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessage("X-Ray's segment `x` is not a JSON object.");
    }
}
