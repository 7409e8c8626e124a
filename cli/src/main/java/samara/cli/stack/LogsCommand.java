package samara.cli.stack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import samara.cli.args.Option;
import samara.cli.aws.Clients;
import samara.cli.aws.LogTail;
import samara.cli.aws.Stacks;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.terminal.JsonText;
import samara.cli.terminal.Terminal;

/// `logs`: what the functions of a stack have written, from ten minutes ago on where no start is named; and, if asked
/// for, the traces of that time, be they the stack's or not.
public final class LogsCommand implements Command {
    private static final long DEFAULT_START_MILLIS = 10 * 60_000L;

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public String summary() {
        return "Show the logs of a stack's functions";
    }

    @Override
    public List<Option> own() {
        return StackOptions.LOCAL;
    }

    @Override
    public Set<String> built() {
        return Set.of(
                "name",
                "stack_name",
                "filter",
                "tail",
                "include_traces",
                "cw_log_group",
                "output",
                "end_time",
                "start_time");
    }

    @Override
    public int run(Invocation invocation) {
        var arguments = invocation.arguments();
        Instant now = invocation.environment().clock().instant();
        long start = arguments
                .text("start_time")
                .map(text -> TimeText.parse("--start-time", text, now).toEpochMilli())
                .orElse(now.toEpochMilli() - DEFAULT_START_MILLIS);
        Optional<Long> end = arguments
                .text("end_time")
                .map(text -> TimeText.parse("--end-time", text, now).toEpochMilli());
        try (Clients clients = StackOptions.clients(invocation)) {
            var tail = new LogTail(clients, groups(invocation, clients), arguments.text("filter"), start, end);
            boolean json = arguments.text("output").filter("json"::equals).isPresent();
            boolean follow = arguments.isOn("tail");
            Optional<TracePrinter> traces = arguments.isOn("include_traces")
                    ? Optional.of(new TracePrinter(invocation.terminal(), json, clients, Instant.ofEpochMilli(start)))
                    : Optional.empty();
            do {
                for (LogTail.Line line : tail.next()) {
                    print(invocation.terminal(), line, json);
                }
                traces.ifPresent(printer ->
                        printer.next(invocation.environment().clock().instant(), end.map(Instant::ofEpochMilli)));
                if (follow) {
                    Thread.sleep(clients.isLocal() ? 300 : 1_000);
                }
            } while (follow);
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static List<String> groups(Invocation invocation, Clients clients) {
        var arguments = invocation.arguments();
        List<String> groups = new ArrayList<>(arguments.all("cw_log_group"));
        List<String> names = arguments.all("name");
        Optional<String> stackName = arguments.text("stack_name");
        if (stackName.isEmpty()) {
            names.forEach(name -> groups.add("/aws/lambda/" + name));
            if (groups.isEmpty()) {
                throw new UserException(
                        "Give --stack-name, --name or --cw-log-group: nothing says whose logs are meant.");
            }
            return groups;
        }
        var stacks = new Stacks(clients, Thread::sleep);
        if (stacks.find(stackName.get()).isEmpty()) {
            throw new UserException("The stack `" + stackName.get() + "` does not exist in " + clients.region() + ".");
        }
        List<String> known = new ArrayList<>();
        stacks.resources(stackName.get()).stream()
                .filter(resource -> resource.resourceType().equals("AWS::Lambda::Function"))
                .filter(resource -> names.isEmpty() || names.contains(resource.logicalResourceId()))
                .forEach(resource -> {
                    known.add(resource.logicalResourceId());
                    groups.add("/aws/lambda/" + resource.physicalResourceId());
                });
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new UserException("`" + name + "` is no function of the stack `" + stackName.get() + "`.");
        });
        return groups;
    }

    private static void print(Terminal terminal, LogTail.Line line, boolean json) {
        String time = Instant.ofEpochMilli(line.timestampMillis()).toString();
        if (json) {
            terminal.line("{\"logGroup\": " + JsonText.quoted(line.group()) + ", \"logStream\": "
                    + JsonText.quoted(line.stream()) + ", \"timestamp\": " + JsonText.quoted(time) + ", \"message\": "
                    + JsonText.quoted(line.message().stripTrailing()) + "}");
        } else {
            terminal.line(terminal.styled(Terminal.Style.CYAN, line.stream()) + " "
                    + terminal.styled(Terminal.Style.YELLOW, time) + " "
                    + line.message().stripTrailing());
        }
    }
}
