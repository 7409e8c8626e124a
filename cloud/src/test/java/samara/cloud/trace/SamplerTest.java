package samara.cloud.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scope;

class SamplerTest {
    private static final Scope SCOPE = new Scope(new Account("123456789012"), new Region("eu-west-1"));
    private static final Scope OTHER = new Scope(new Account("123456789012"), new Region("us-east-1"));
    private static final String HIGH = "1-5f84c7a5-a006649127e371903a2de979";
    private static final String LOW = "1-5f84c7a5-a006649127e371900a2de979";

    private final Clock clock = Clock.frozenAt(Instant.parse("2026-11-23T01:02:03Z"));
    private final Sampler sampler = new Sampler(clock);

    @Test
    void samplesTheFirstRequestOfEachSecond() {
        assertThat(sampler.samples(SCOPE, HIGH)).isTrue();
        assertThat(sampler.samples(SCOPE, HIGH)).isFalse();
        assertThat(sampler.samples(OTHER, HIGH)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(sampler.samples(SCOPE, HIGH)).isTrue();
    }

    @Test
    void samplesTheOthersByTheirIds() {
        sampler.samples(SCOPE, HIGH);
        assertThat(sampler.samples(SCOPE, LOW)).isTrue();
        assertThat(sampler.samples(SCOPE, LOW)).isTrue();
        long sampled = 0;
        for (int i = 0; i < 10_000; i++) {
            sampled += sampler.samples(SCOPE, "1-5f84c7a5-%024x".formatted(i * 429_496L)) ? 1 : 0;
        }
        assertThat(sampled).isBetween(490L, 510L);
    }
}
