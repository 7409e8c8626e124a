package samara.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import samara.cli.args.Option;
import samara.cli.aws.Clients;
import samara.cli.aws.TraceTail;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.cli.terminal.Terminal;
import software.amazon.awssdk.services.xray.model.Trace;

/// `traces`: the traces of X-Ray and the service map, from ten minutes ago on where no start is named; or traces by
/// their ids.
public final class TracesCommand implements Command {
    private static final Duration DEFAULT_START = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "traces";
    }

    @Override
    public String summary() {
        return "Show traces of X-Ray and the service map";
    }

    @Override
    public List<Option> own() {
        return StackOptions.LOCAL;
    }

    @Override
    public Set<String> built() {
        return Set.of("trace_id", "tail", "output", "end_time", "start_time");
    }

    @Override
    public int run(Invocation invocation) {
        var arguments = invocation.arguments();
        Instant now = invocation.environment().clock().instant();
        Optional<Instant> start = arguments.text("start_time").map(text -> TimeText.parse("--start-time", text, now));
        Optional<Instant> end = arguments.text("end_time").map(text -> TimeText.parse("--end-time", text, now));
        boolean json = arguments.text("output").filter("json"::equals).isPresent();
        List<String> ids = arguments.all("trace_id");
        try (Clients clients = StackOptions.clients(invocation)) {
            var tail = new TraceTail(clients);
            if (!ids.isEmpty()) {
                if (arguments.isOn("tail") || start.isPresent() || end.isPresent()) {
                    invocation
                            .terminal()
                            .warning("--trace-id names traces whatever their time: --tail, --start-time and --end-time"
                                    + " mean nothing beside it.");
                }
                named(invocation.terminal(), tail, ids, json);
            } else if (arguments.isOn("tail")) {
                follow(invocation, clients, tail, start.orElse(now.minus(DEFAULT_START)), end);
            } else {
                show(
                        invocation.terminal(),
                        tail,
                        start.orElse(now.minus(DEFAULT_START)),
                        // What is written within this second counts.
                        end.orElse(now.plusSeconds(1)),
                        json);
            }
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static void named(Terminal terminal, TraceTail tail, List<String> ids, boolean json) {
        List<String> missing = new ArrayList<>(ids);
        for (Trace trace : tail.read(ids)) {
            missing.remove(trace.id());
            if (json) {
                terminal.line(TraceJson.of(trace));
            } else {
                TraceText.of(trace, Optional.empty()).forEach(terminal::line);
            }
        }
        missing.forEach(id -> terminal.warning("There is no trace `" + id + "`."));
    }

    private static void follow(
            Invocation invocation, Clients clients, TraceTail tail, Instant start, Optional<Instant> end)
            throws InterruptedException {
        boolean json =
                invocation.arguments().text("output").filter("json"::equals).isPresent();
        Instant from = start;
        while (true) {
            Instant now = invocation.environment().clock().instant();
            boolean last = end.filter(now::isAfter).isPresent();
            show(invocation.terminal(), tail, from, last ? end.get() : now.plusSeconds(1), json);
            if (last) {
                return;
            }
            // A trace may go on changing for some time after its start.
            Instant recent = now.minus(DEFAULT_START);
            from = recent.isAfter(start) ? recent : start;
            Thread.sleep(clients.isLocal() ? 300 : 1_000);
        }
    }

    private static void show(Terminal terminal, TraceTail tail, Instant start, Instant end, boolean json) {
        for (TraceTail.Revision revision : tail.between(start, end)) {
            if (json) {
                terminal.line(TraceJson.of(revision.trace()));
            } else {
                TraceText.of(revision.trace(), Optional.of(revision.number())).forEach(terminal::line);
            }
        }
        for (TraceTail.Graph graph : tail.graph(start, end)) {
            if (json) {
                terminal.line(TraceJson.of(graph));
            } else {
                TraceText.of(graph).forEach(terminal::line);
            }
        }
    }
}
