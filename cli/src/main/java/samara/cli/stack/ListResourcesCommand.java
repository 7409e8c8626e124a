package samara.cli.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import samara.cli.args.KeyValues;
import samara.cli.args.Option;
import samara.cli.aws.Clients;
import samara.cli.aws.Stacks;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.project.SourceTemplate;
import samara.cli.terminal.JsonText;
import samara.cli.terminal.Table;
import samara.template.ObjectNode;

/// `list resources`: what the template becomes, with the physical ids of a stack where one is named.
public final class ListResourcesCommand implements Command {
    @Override
    public String name() {
        return "list resources";
    }

    @Override
    public String summary() {
        return "List the resources that a template becomes";
    }

    @Override
    public List<Option> own() {
        return StackOptions.LOCAL;
    }

    @Override
    public Set<String> built() {
        return Set.of("stack_name", "output", "parameter_overrides");
    }

    @Override
    public int run(Invocation invocation) {
        var arguments = invocation.arguments();
        SourceTemplate template = SourceTemplate.read(invocation, false);
        Map<String, String> parameters = KeyValues.parse("--parameter-overrides", arguments.all("parameter_overrides"));
        ObjectNode transformed = template.transformed(parameters, invocation.region(), invocation.terminal());
        Map<String, String> physical = new LinkedHashMap<>();
        arguments.text("stack_name").ifPresent(name -> {
            try (Clients clients = StackOptions.clients(invocation)) {
                var stacks = new Stacks(clients, Thread::sleep);
                if (stacks.find(name).isEmpty()) {
                    throw new UserException("The input stack " + name
                            + " does not exist on Cloudformation in the region " + clients.region() + ".");
                }
                stacks.resources(name)
                        .forEach(resource -> physical.put(
                                resource.logicalResourceId(), String.valueOf(resource.physicalResourceId())));
            }
        });
        var table = new Table("Logical ID", "Physical ID");
        var json = JsonText.array();
        transformed
                .object("Resources")
                .ifPresent(resources -> resources.names().forEach(logicalId -> {
                    String id = physical.getOrDefault(logicalId, "-");
                    table.row(logicalId, id);
                    json.object("LogicalResourceId", logicalId, "PhysicalResourceId", id);
                }));
        Listing.print(invocation, table, json);
        return 0;
    }
}
