package samara.cli.local.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cli.args.Option;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.local.LocalSettings;
import samara.cli.local.LocalTemplate;
import samara.cli.local.ServedFunctions;
import samara.cli.local.server.LocalServer;
import samara.cli.terminal.Terminal;

/// `local start-api`: serves a template's REST and HTTP APIs until Ctrl-C.
public final class StartApiCommand implements Command {
    private static final int PORT = 3000;

    /// What answers now; another one after a change of the template.
    private static final class Current {
        private volatile ApiServer server;

        private Current(ApiServer server) {
            this.server = server;
        }
    }

    @Override
    public String name() {
        return "local start-api";
    }

    @Override
    public String summary() {
        return "Serve a template's APIs on this machine";
    }

    @Override
    public List<Option> own() {
        return LocalSettings.OWN;
    }

    @Override
    public Set<String> built() {
        Set<String> keys = new LinkedHashSet<>(LocalSettings.built());
        keys.addAll(List.of(
                "host",
                "port",
                "ssl_cert_file",
                "ssl_key_file",
                "static_dir",
                "disable_authorizer",
                "warm_containers",
                "debug_function",
                "no_watch"));
        return keys;
    }

    @Override
    public int run(Invocation invocation) {
        Terminal terminal = invocation.terminal();
        var port = LocalServer.of(invocation, PORT);
        var functions = ServedFunctions.of(invocation, Set.of());
        Map<String, String> keys = TemplateApis.keys(functions.template());
        var current = new Current(server(invocation, functions, keys));
        functions.onChange(() -> {
            try {
                current.server = server(invocation, functions, keys);
                routes(terminal, current.server);
            } catch (UserException e) {
                terminal.error(e.message() + " The routes before it are used on.");
            }
        });
        var edge = port.start(true, request -> current.server.answer(request));
        port.warning().ifPresent(terminal::warning);
        terminal.note("The API runs at " + port.url(edge) + ":");
        routes(terminal, current.server);
        terminal.note("A page that lists them and sends requests: " + port.url(edge) + ExplorerPage.PATH);
        boolean needed = current.server.routes().all().stream()
                .anyMatch(route -> route.needs().contains("x-api-key"));
        (needed ? keys : Map.<String, String>of())
                .forEach((value, id) -> terminal.note("  API key `" + id + "`: " + value));
        if (invocation.arguments().isOn("disable_authorizer")) {
            terminal.warning("Authorizers are left out: everybody who reaches this port may call.");
        }
        LocalServer.untilEnd(invocation, () -> {
            edge.close();
            functions.close();
        });
        return 0;
    }

    private static ApiServer server(Invocation invocation, ServedFunctions functions, Map<String, String> keys) {
        boolean authorizers = !invocation.arguments().isOn("disable_authorizer");
        LocalTemplate template = functions.template();
        Set<String> webSockets = TemplateHttpApis.webSocketApis(template);
        webSockets.forEach(id -> invocation
                .terminal()
                .warning("`" + id + "` is a WebSocket API, which `local start-api` does not serve. `up` does."));
        ApiServer.Apis apis;
        try (var declared = new DeclaredApis(template, webSockets)) {
            apis = new ApiServer.Apis(
                    TemplateApis.of(template, declared, authorizers),
                    TemplateHttpApis.of(template, declared, authorizers));
        }
        if (apis.rest().isEmpty() && apis.http().isEmpty()) {
            throw new UserException("The template has no REST or HTTP API: neither an event of type `Api` or `HttpApi`"
                    + " nor an API of its own (`AWS::Serverless::Api`, `AWS::Serverless::HttpApi`).");
        }
        return new ApiServer(
                apis,
                new LocalBackends(functions, keys, invocation.terminal()),
                invocation.environment().clock(),
                files(invocation));
    }

    /// Several APIs share the port: each is a list under its name.
    private static void routes(Terminal terminal, ApiServer server) {
        List<ServedRoutes.Route> routes = server.routes().all();
        boolean several =
                routes.stream().map(ServedRoutes.Route::api).distinct().count() > 1;
        String last = "";
        for (ServedRoutes.Route route : routes) {
            if (several && !route.api().equals(last)) {
                last = route.api();
                terminal.note(" " + last);
            }
            terminal.note("  " + route.method()
                    + " ".repeat(Math.max(1, 8 - route.method().length())) + route.shown()
                    + (route.needs().isEmpty() ? "" : "  needs " + route.needs()));
        }
        server.routes().hidden().forEach(terminal::warning);
    }

    /// `public` beside the template where nothing is said, if it is there.
    private static Optional<Path> files(Invocation invocation) {
        Optional<Path> named = invocation.arguments().text("static_dir").map(invocation.environment()::resolve);
        if (named.isPresent() && !Files.isDirectory(named.get())) {
            throw new UserException("The folder of --static-dir, " + named.get() + ", does not exist.");
        }
        return named.or(() -> Optional.of(invocation.environment().folder().resolve("public")))
                .filter(Files::isDirectory);
    }
}
