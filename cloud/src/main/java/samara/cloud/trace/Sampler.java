package samara.cloud.trace;

import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Scope;

/// X-Ray's default rule: the first request of each second, and five of a hundred of the others. By the second of the
/// cloud's clock, and by the digits of the trace's id, so that the same requests are sampled in each run that gives the
/// same ids at the same times. One reservoir an account and Region.
///
/// See <https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html>.
public final class Sampler {
    /// The share of requests beyond the reservoir.
    public static final double RATE = 0.05;
    /// Requests a second that are sampled anyway.
    public static final int RESERVOIR = 1;

    private static final int DIGITS = 8;

    private final Clock clock;
    private final ConcurrentHashMap<Scope, Long> lastSeconds = new ConcurrentHashMap<>();

    /// Decides by this clock.
    public Sampler(Clock clock) {
        this.clock = clock;
    }

    /// Whether a request that nobody decided on is to be traced.
    ///
    /// @param root the id of its trace, `1-…`
    public boolean samples(Scope scope, String root) {
        long second = clock.now().getEpochSecond();
        Long before = lastSeconds.put(scope, second);
        return before == null || before != second || isChosen(root);
    }

    /// By the last digits, which are random in every id.
    private static boolean isChosen(String root) {
        long digits = HexFormat.fromHexDigitsToLong(root, root.length() - DIGITS, root.length());
        return digits < RATE * (1L << 4 * DIGITS);
    }
}
