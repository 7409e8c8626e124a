package samara.cloud.trace;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import samara.cloud.kernel.Clock;

/// Says why segments are lost: a reason at once, and then once a minute at most, with how often.
final class Complaints {
    private static final Logger LOG = System.getLogger(Complaints.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);
    /// Reasons that are told apart.
    private static final int REASONS = 100;

    private final Clock clock;
    private final Map<String, Said> said = new LinkedHashMap<>();
    private long total;

    private record Said(Instant at, long since) {}

    Complaints(Clock clock) {
        this.clock = clock;
    }

    /// Counts a loss.
    ///
    /// @param reason a sentence, the same for the same reason
    synchronized void add(String reason) {
        total++;
        Instant now = clock.machineTime();
        Said before = said.get(reason);
        if (before == null && said.size() >= REASONS) {
            said.clear();
        }
        if (before == null || now.isAfter(before.at().plus(PAUSE))) {
            said.put(reason, new Said(now, 0));
            long more = before == null ? 0 : before.since();
            LOG.log(Logger.Level.WARNING, reason + (more == 0 ? "" : " (" + (more + 1) + " times within a minute)"));
        } else {
            said.put(reason, new Said(before.at(), before.since() + 1));
        }
    }

    /// How many were counted.
    synchronized long total() {
        return total;
    }
}
