package samara.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cli.aws.Clients;
import samara.cli.aws.TraceTail;
import samara.cli.terminal.Terminal;
import software.amazon.awssdk.services.xray.model.Trace;

/// Prints what is new in X-Ray each time it is asked to, as text or a JSON object a line.
final class TracePrinter {
    /// A trace may go on changing for this long after its start.
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Terminal terminal;
    private final boolean json;
    private final TraceTail tail;
    private final Instant start;

    /// @param start when the first traces began that are of interest
    TracePrinter(Terminal terminal, boolean json, Clients clients, Instant start) {
        this.terminal = terminal;
        this.json = json;
        this.tail = new TraceTail(clients);
        this.start = start;
    }

    /// The traces and the service map from the start on; what changed later on, the next times.
    ///
    /// @param end up to when; without one up to now
    void next(Instant now, Optional<Instant> end) {
        Instant recent = now.minus(RECENT);
        Instant from = tail.hasRead() && recent.isAfter(start) ? recent : start;
        // What is written within this second counts.
        Instant to = end.orElse(now.plusSeconds(1));
        for (TraceTail.Revision revision : tail.between(from, to)) {
            print(revision.trace(), Optional.of(revision.number()));
        }
        for (TraceTail.Graph graph : tail.graph(from, to)) {
            if (json) {
                terminal.line(TraceJson.of(graph));
            } else {
                TraceText.of(graph).forEach(terminal::line);
            }
        }
    }

    /// Some traces, whatever their time.
    void named(List<String> ids) {
        var missing = new ArrayList<>(ids);
        for (Trace trace : tail.read(ids)) {
            missing.remove(trace.id());
            print(trace, Optional.empty());
        }
        missing.forEach(id -> terminal.warning("There is no trace `" + id + "`."));
    }

    private void print(Trace trace, Optional<Integer> revision) {
        if (json) {
            terminal.line(TraceJson.of(trace));
        } else {
            TraceText.of(trace, revision).forEach(terminal::line);
        }
    }
}
