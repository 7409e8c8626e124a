package samara.cli.stack;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import samara.cli.terminal.Terminal;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/// Prints the events of a stack as they come, a row each.
public final class EventTable implements Consumer<StackEvent> {
    private static final List<Integer> WIDTHS = List.of(28, 34, 36);

    private final Terminal terminal;
    private boolean started;
    private Optional<String> firstFailure = Optional.empty();

    public EventTable(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void accept(StackEvent event) {
        if (!started) {
            started = true;
            terminal.line(row("ResourceStatus", "ResourceType", "LogicalResourceId", "ResourceStatusReason"));
            terminal.line("-".repeat(120));
        }
        String status = event.resourceStatusAsString();
        String reason = event.resourceStatusReason() == null ? "-" : event.resourceStatusReason();
        terminal.line(terminal.styled(
                style(status),
                row(status, String.valueOf(event.resourceType()), String.valueOf(event.logicalResourceId()), reason)));
        if (status.endsWith("_FAILED") && firstFailure.isEmpty() && !reason.contains("cancelled")) {
            firstFailure = Optional.of("`" + event.logicalResourceId() + "` (" + event.resourceType() + "): " + reason);
        }
    }

    /// The first resource that failed, with its reason.
    public Optional<String> firstFailure() {
        return firstFailure;
    }

    private static Terminal.Style style(String status) {
        if (status.endsWith("FAILED") || status.contains("ROLLBACK")) {
            return Terminal.Style.RED;
        }
        return status.endsWith("_COMPLETE") ? Terminal.Style.GREEN : Terminal.Style.YELLOW;
    }

    private static String row(String... cells) {
        var row = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            row.append(cells[i]);
            if (i < WIDTHS.size()) {
                row.append(" ".repeat(Math.max(1, WIDTHS.get(i) - cells[i].length())));
            }
        }
        return row.toString();
    }
}
