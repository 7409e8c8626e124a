package samara.cli.local.server;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import samara.cli.args.Option;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.cli.local.LocalSettings;
import samara.cli.local.ServedFunctions;
import samara.cli.terminal.Terminal;

/// `local start-lambda`: serves a template's functions as Lambda's API does, until Ctrl-C.
public final class StartLambdaCommand implements Command {
    private static final int PORT = 3001;

    @Override
    public String name() {
        return "local start-lambda";
    }

    @Override
    public String summary() {
        return "Serve functions by Lambda's Invoke API, for the AWS CLI and SDKs";
    }

    @Override
    public List<Option> own() {
        return LocalSettings.OWN;
    }

    @Override
    public Set<String> built() {
        Set<String> keys = new LinkedHashSet<>(LocalSettings.built());
        keys.addAll(List.of("host", "port", "warm_containers", "debug_function", "no_watch"));
        return keys;
    }

    @Override
    public int run(Invocation invocation) {
        Terminal terminal = invocation.terminal();
        var server = LocalServer.of(invocation, PORT);
        var functions = ServedFunctions.of(
                invocation, new LinkedHashSet<>(invocation.arguments().words()));
        var edge = server.start(false, new InvokeApi(functions, terminal)::answer);
        String url = server.url(edge);
        server.warning().ifPresent(terminal::warning);
        terminal.note("Lambda's Invoke API runs at " + url + " for: " + String.join(", ", functions.paths()) + ".");
        String first = functions.paths().stream().findFirst().orElse("FUNCTION");
        terminal.note("  aws lambda invoke --endpoint-url " + url + " --function-name " + first + " /dev/stdout");
        LocalServer.untilEnd(invocation, () -> {
            edge.close();
            functions.close();
        });
        return 0;
    }
}
