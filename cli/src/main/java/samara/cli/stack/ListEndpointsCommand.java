package samara.cli.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/// `list endpoints`: the functions and APIs of a template, with their URLs where a stack is named. With `--local` the
/// URLs
/// are those of this machine.
public final class ListEndpointsCommand implements Command {
    @Override
    public String name() {
        return "list endpoints";
    }

    @Override
    public String summary() {
        return "List the URLs of a stack's APIs, with their routes";
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
        try (Clients clients = StackOptions.clients(invocation)) {
            List<StackResource> deployed = deployed(arguments.text("stack_name"), clients);
            Map<String, String> physical = new LinkedHashMap<>();
            deployed.forEach(resource ->
                    physical.put(resource.logicalResourceId(), String.valueOf(resource.physicalResourceId())));
            Map<String, Endpoint> endpoints = new LinkedHashMap<>();
            Endpoint.of(transformed, deployed, clients.endpoint(), clients.region())
                    .forEach(endpoint -> endpoints.put(endpoint.logicalId(), endpoint));
            var table = new Table("Resource ID", "Physical ID", "Cloud Endpoints", "Methods");
            var json = JsonText.array();
            transformed
                    .object("Resources")
                    .ifPresent(resources -> resources.forEach((logicalId, node) -> {
                        String type =
                                node.asObject().flatMap(o -> o.string("Type")).orElse("");
                        if (type.equals("AWS::Lambda::Function") || type.equals("AWS::ApiGateway::RestApi")) {
                            row(logicalId, physical, Optional.ofNullable(endpoints.get(logicalId)), table, json);
                        }
                    }));
            Listing.print(invocation, table, json);
            return 0;
        }
    }

    private static List<StackResource> deployed(Optional<String> stackName, Clients clients) {
        if (stackName.isEmpty()) {
            return List.of();
        }
        var stacks = new Stacks(clients, Thread::sleep);
        if (stacks.find(stackName.get()).isEmpty()) {
            throw new UserException("The input stack " + stackName.get()
                    + " does not exist on Cloudformation in the region " + clients.region() + ".");
        }
        return stacks.resources(stackName.get());
    }

    private static void row(
            String logicalId, Map<String, String> physical, Optional<Endpoint> endpoint, Table table, JsonText json) {
        String id = physical.getOrDefault(logicalId, "-");
        List<String> urls = endpoint.map(Endpoint::urls).orElse(List.of());
        Map<String, List<String>> byPath = new LinkedHashMap<>();
        endpoint.map(Endpoint::routes)
                .orElse(List.of())
                .forEach(route -> byPath.computeIfAbsent(route.path(), path -> new java.util.ArrayList<>())
                        .add("'" + route.method().toLowerCase(java.util.Locale.ROOT) + "'"));
        List<String> methods = byPath.entrySet().stream()
                .map(entry -> entry.getKey() + "[" + String.join(", ", entry.getValue()) + "]")
                .toList();
        table.row(
                logicalId,
                id,
                urls.isEmpty() ? "-" : String.join(" ", urls),
                methods.isEmpty() ? "-" : String.join("; ", methods));
        json.object(
                "LogicalResourceId",
                logicalId,
                "PhysicalResourceId",
                id,
                "CloudEndpoint",
                urls.isEmpty() ? "-" : urls,
                "Methods",
                methods.isEmpty() ? "-" : methods);
    }
}
