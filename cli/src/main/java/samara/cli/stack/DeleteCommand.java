package samara.cli.stack;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import samara.cli.args.Option;
import samara.cli.aws.Clients;
import samara.cli.aws.Stacks;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.cli.terminal.Terminal;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/// `delete`: a stack and all that it made. Artifacts stay in their bucket.
public final class DeleteCommand implements Command {
    @Override
    public String name() {
        return "delete";
    }

    @Override
    public String summary() {
        return "Delete a stack";
    }

    @Override
    public List<Option> own() {
        return StackOptions.LOCAL;
    }

    @Override
    public Set<String> built() {
        return Set.of("stack_name", "no_prompts");
    }

    @Override
    public int run(Invocation invocation) {
        Terminal terminal = invocation.terminal();
        String name = StackOptions.stackName(invocation);
        try (Clients clients = StackOptions.clients(invocation)) {
            var stacks = new Stacks(clients, Thread::sleep);
            Optional<Stack> stack = stacks.find(name);
            if (stack.isEmpty()) {
                terminal.line("Error: The input stack " + name + " does not exist on Cloudformation in the region "
                        + clients.region() + ".");
                return 0;
            }
            boolean agreed = invocation.arguments().isOn("no_prompts")
                    || terminal.confirm("Are you sure you want to delete the stack " + name + " in the region "
                            + clients.region() + "?");
            if (!agreed) {
                return 0;
            }
            var events = new EventTable(terminal);
            String status = stacks.delete(stack.get(), events);
            if (!status.equals("DELETE_COMPLETE")) {
                terminal.error("Deleting `" + name + "` ended in " + status + "."
                        + events.firstFailure().map(failure -> " " + failure).orElse(""));
                return 1;
            }
            terminal.line("Deleted successfully");
            return 0;
        }
    }
}
