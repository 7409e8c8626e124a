package samara.gateway.rest;

import java.time.Instant;
import java.time.InstantSource;

/// Lets through so many requests a second, and so many at once: API Gateway's throttling.
public final class TokenBucket {
    private final double ratePerSecond;
    private final int burst;
    private final InstantSource clock;
    private double tokens;
    private Instant filledAt;

    /// A full bucket. A burst of zero lets nothing through.
    public TokenBucket(double ratePerSecond, int burst, InstantSource clock) {
        this.ratePerSecond = ratePerSecond;
        this.burst = burst;
        this.clock = clock;
        this.tokens = burst;
        this.filledAt = clock.instant();
    }

    /// Takes a token if there is one.
    public synchronized boolean tryTake() {
        Instant now = clock.instant();
        if (now.isAfter(filledAt)) {
            double seconds = java.time.Duration.between(filledAt, now).toNanos() / 1e9;
            tokens = Math.min(burst, tokens + seconds * ratePerSecond);
            filledAt = now;
        }
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
