package samara.cli.stack;

import java.util.List;
import java.util.Set;
import samara.cli.args.Option;
import samara.cli.aws.Clients;
import samara.cli.aws.Stacks;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.terminal.JsonText;
import samara.cli.terminal.Table;
import software.amazon.awssdk.services.cloudformation.model.Output;

/// `list stack-outputs`: the outputs of a deployed stack.
public final class ListStackOutputsCommand implements Command {
    @Override
    public String name() {
        return "list stack-outputs";
    }

    @Override
    public String summary() {
        return "List the outputs of a stack";
    }

    @Override
    public List<Option> own() {
        return StackOptions.LOCAL;
    }

    @Override
    public Set<String> built() {
        return Set.of("stack_name", "output");
    }

    @Override
    public int run(Invocation invocation) {
        String name = StackOptions.stackName(invocation);
        try (Clients clients = StackOptions.clients(invocation)) {
            var stack = new Stacks(clients, Thread::sleep)
                    .find(name)
                    .orElseThrow(() -> new UserException("The input stack " + name
                            + " does not exist on Cloudformation in the region " + clients.region() + "."));
            var table = new Table("OutputKey", "OutputValue", "Description");
            var json = JsonText.array();
            for (Output output : stack.outputs()) {
                String description = output.description() == null ? "" : output.description();
                table.row(output.outputKey(), output.outputValue(), description);
                json.object(
                        "OutputKey",
                        output.outputKey(),
                        "OutputValue",
                        output.outputValue(),
                        "Description",
                        description);
            }
            Listing.print(invocation, table, json);
            return 0;
        }
    }
}
