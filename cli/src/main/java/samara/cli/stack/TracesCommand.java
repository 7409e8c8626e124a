package samara.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import samara.cli.args.Option;
import samara.cli.aws.Clients;
import samara.cli.command.Command;
import samara.cli.command.Invocation;

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
        boolean follow = arguments.isOn("tail");
        try (Clients clients = StackOptions.clients(invocation)) {
            var printer =
                    new TracePrinter(invocation.terminal(), json, clients, start.orElse(now.minus(DEFAULT_START)));
            if (ids.isEmpty()) {
                print(invocation, clients, printer, end, follow);
                return 0;
            }
            if (follow || start.isPresent() || end.isPresent()) {
                invocation
                        .terminal()
                        .warning("--trace-id names traces whatever their time: --tail, --start-time and --end-time"
                                + " mean nothing beside it.");
            }
            printer.named(ids);
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static void print(
            Invocation invocation, Clients clients, TracePrinter printer, Optional<Instant> end, boolean follow)
            throws InterruptedException {
        boolean last;
        do {
            Instant now = invocation.environment().clock().instant();
            last = !follow || end.filter(now::isAfter).isPresent();
            printer.next(now, end);
            if (!last) {
                Thread.sleep(clients.isLocal() ? 300 : 1_000);
            }
        } while (!last);
    }
}
