package samara.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import samara.cli.command.Environment;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.project.SourceTemplate;
import samara.cli.terminal.Terminal;
import samara.cli.watch.Watcher;
import samara.functions.InvocationResult;
import samara.functions.ResponseStream;

/// A template's functions for as long as a server runs: they follow the template and the code (`--no-watch` turns that
/// off), and are kept warm between events. Safe for use by several threads.
public final class ServedFunctions implements AutoCloseable {
    private final Invocation invocation;
    private final Terminal terminal;
    private final Set<String> only;
    private final FunctionOutputs outputs;
    private final LocalFunctions functions;
    private final Map<String, LocalFunction> read = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private final AwsServices services;
    private final Optional<Watcher> watcher;
    private volatile LocalTemplate template;

    private ServedFunctions(Invocation invocation, SourceTemplate source, Set<String> only) {
        this.invocation = invocation;
        this.terminal = invocation.terminal();
        LocalSettings settings = LocalSettings.of(invocation, source);
        this.template = LocalSettings.template(invocation, source);
        settings.checkNames(template);
        this.only = Set.copyOf(only);
        this.outputs = FunctionOutputs.of(invocation);
        this.functions = new LocalFunctions(settings, outputs);
        this.services = new AwsServices(
                settings.caller(), new ServiceEndpoints(invocation.environment().variables()));
        this.watcher = invocation.arguments().isOn("no_watch") ? Optional.empty() : Optional.of(watcher());
    }

    /// The functions of a command's template.
    ///
    /// @param only the names of those that are served; all, if there are none
    /// @throws UserException if the template has errors, or none of these functions
    public static ServedFunctions of(Invocation invocation, Set<String> only) {
        SourceTemplate source = SourceTemplate.read(invocation, true);
        var served = new ServedFunctions(invocation, source, only);
        only.forEach(name -> served.template.function(Optional.of(name)));
        if (invocation
                .arguments()
                .text("warm_containers")
                .filter("EAGER"::equals)
                .isPresent()) {
            served.paths().forEach(path -> served.functions.start(served.function(path)));
        }
        served.watcher.ifPresent(
                watching -> Thread.ofPlatform().daemon().name("samara-watch").start(() -> served.follow(watching)));
        return served;
    }

    /// The template as it is now.
    public LocalTemplate template() {
        return template;
    }

    /// AWS's services, called as the functions call them.
    public AwsServices services() {
        return services;
    }

    /// Calls `listener` when the template has changed.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /// The paths of the functions that are served.
    public List<String> paths() {
        return template.paths().stream().filter(this::isServed).toList();
    }

    private boolean isServed(String path) {
        return only.isEmpty() || only.contains(path) || only.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /// Whether a name means one of them.
    public boolean has(String name) {
        return template.path(name).filter(this::isServed).isPresent();
    }

    /// The function of a name.
    ///
    /// @throws UserException if there is none, or what is needed of it can't be told
    public LocalFunction function(String name) {
        LocalTemplate now = template;
        return read.computeIfAbsent(now.path(name).orElse(name), path -> now.function(Optional.of(path)));
    }

    /// Runs one with an event.
    ///
    /// @throws UserException if nothing here can run it
    public InvocationResult invoke(LocalFunction function, LocalEvent event) {
        return functions.invoke(function, event);
    }

    /// Runs one with an event, and hands on its answer as it comes, if it is streamed.
    ///
    /// @throws UserException if nothing here can run it
    public InvocationResult stream(LocalFunction function, LocalEvent event, ResponseStream stream) {
        return functions.stream(function, event, stream);
    }

    private Watcher watcher() {
        try {
            var made = new Watcher();
            watchAll(made);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void watchAll(Watcher into) throws IOException {
        for (Path file : template.files()) {
            into.watch(Environment.folderOf(file));
        }
        for (String path : paths()) {
            for (Path code : functions.watched(function(path))) {
                into.watch(Files.isDirectory(code) ? code : Environment.folderOf(code));
            }
        }
    }

    private void follow(Watcher watching) {
        try {
            for (Set<Path> changed = watching.await(); !changed.isEmpty(); changed = watching.await()) {
                take(changed);
                watchAll(watching);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            terminal.warning("Changes can't be followed any more: " + e.getMessage());
        } catch (UserException e) {
            terminal.error(e.message());
        }
    }

    /// The files that this process writes itself, which a folder of code may hold.
    private Set<Path> ownOutputs() {
        Set<Path> own = new LinkedHashSet<>();
        invocation
                .arguments()
                .text("log_file")
                .map(invocation.environment()::resolve)
                .ifPresent(own::add);
        for (String descriptor : List.of("/proc/self/fd/1", "/proc/self/fd/2")) {
            try {
                own.add(Files.readSymbolicLink(Path.of(descriptor)));
            } catch (IOException e) {
                return own; // A system without /proc doesn't say.
            }
        }
        return own;
    }

    private void take(Set<Path> all) {
        Set<Path> changed = new LinkedHashSet<>(all);
        changed.removeAll(ownOutputs());
        boolean templateChanged =
                changed.stream().anyMatch(path -> template.files().contains(path));
        Set<String> stale = new LinkedHashSet<>();
        if (templateChanged) {
            try {
                SourceTemplate source = SourceTemplate.read(invocation, true);
                template = LocalSettings.template(invocation, source);
                stale.addAll(template.paths());
                terminal.note("The template has changed and was read anew.");
            } catch (UserException e) {
                terminal.error(e.message() + " The template before it is used on.");
            }
        }
        read.forEach((path, function) -> {
            if (functions.watched(function).stream()
                    .anyMatch(code -> changed.stream().anyMatch(file -> file.startsWith(code)))) {
                stale.add(function.id().path());
                terminal.note("The code of `" + function.id().path() + "` has changed.");
            }
        });
        stale.forEach(functions::retire);
        if (templateChanged) {
            read.clear();
            listeners.forEach(Runnable::run);
        }
    }

    @Override
    public void close() {
        try {
            functions.close();
            outputs.close();
            if (watcher.isPresent()) {
                watcher.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
