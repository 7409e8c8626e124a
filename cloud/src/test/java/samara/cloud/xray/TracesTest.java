package samara.cloud.xray;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samara.cloud.Cloud;
import samara.cloud.CloudOptions;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scope;

/// What is kept, and for how long. The state is asked itself: a test cannot fill 256 MB.
class TracesTest {
    private static final Scope SCOPE = new Scope(new Account("123456789012"), new Region("eu-west-1"));

    private Cloud cloud;
    private Traces traces;

    @BeforeEach
    void start(@TempDir Path folder) {
        cloud = Cloud.start(CloudOptions.in(folder).ephemeral().onPort(0));
        cloud.kernel().clock().freeze();
        traces = new Traces(cloud.kernel(), new Traces.Bounds(3, 5_000));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private void put(int number, String text) throws InvalidSegmentException {
        traces.put(SCOPE, SegmentDocument.of("""
                {"trace_id":"%s","id":"00000000000000a1","name":"x","start_time":%d,"end_time":%d,
                "metadata":{"x":"%s"}}""".formatted(id(number), 1000 - number, 1000, text)));
    }

    private static String id(int number) {
        return "1-00000000-%024x".formatted(number);
    }

    private List<String> kept() {
        return traces.startedBetween(SCOPE, Instant.EPOCH, Instant.ofEpochSecond(2000), Optional.empty(), 10).stream()
                .map(found -> found.trace().id())
                .toList();
    }

    @Test
    void dropsTheOldestOfTooMany() throws InvalidSegmentException {
        for (int i = 0; i < 5; i++) {
            put(i, "");
            cloud.kernel().clock().advance(Duration.ofSeconds(1));
        }
        assertThat(kept()).containsExactly(id(4), id(3), id(2));
        assertThat(traces.segments(SCOPE, id(0))).isEmpty();
        assertThat(traces.segments(SCOPE, id(2))).hasSize(1);
    }

    @Test
    void dropsTheOldestOfTooMuch() throws InvalidSegmentException {
        put(0, "x".repeat(3000));
        cloud.kernel().clock().advance(Duration.ofSeconds(1));
        put(1, "x".repeat(3000));
        put(2, "");
        assertThat(kept()).containsExactly(id(2), id(1));
    }

    @Test
    void keepsTracesForThirtyDays() throws InvalidSegmentException {
        put(0, "");
        cloud.kernel().clock().advance(Duration.ofDays(29));
        put(1, "");
        assertThat(kept()).containsExactly(id(1), id(0));
        cloud.kernel().clock().advance(Duration.ofDays(1));
        assertThat(kept()).containsExactly(id(1));
        put(2, "");
        assertThat(traces.segments(SCOPE, id(0))).isEmpty();
    }

    @Test
    void movesATraceWhenAnEarlierSegmentComes() throws InvalidSegmentException {
        put(0, "");
        traces.put(SCOPE, SegmentDocument.of("""
                {"trace_id":"%s","id":"00000000000000a2","name":"x","start_time":10,"end_time":11}
                """.formatted(id(0))));
        assertThat(kept()).containsExactly(id(0));
        assertThat(traces.trace(SCOPE, id(0)).orElseThrow().startMillis()).isEqualTo(10_000);
        assertThat(traces.startedBetween(
                        SCOPE, Instant.ofEpochSecond(900), Instant.ofEpochSecond(2000), Optional.empty(), 10))
                .isEmpty();
    }
}
