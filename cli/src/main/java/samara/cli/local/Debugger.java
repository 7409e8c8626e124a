package samara.cli.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;

/// What `--debug-port` and the options beside it ask for: the function's interpreter waits for a debugger on that port
/// of this machine.
///
/// @param address that it listens on: the loopback one, or what `--container-host-interface` says
/// @param port of that address
/// @param path a folder with the debugger's files, which the function sees too
/// @param arguments what the interpreter is given beside what it is given anyway
/// @param function the only function that is debugged, where there are several
record Debugger(String address, int port, Optional<Path> path, Optional<String> arguments, Optional<String> function) {
    /// The time-out of a function that is looked at by a person: ten hours.
    static final int TIMEOUT_SECONDS = 36_000;

    /// Where `sam` mounts the debugger's folder, for arguments that name it.
    private static final String SAM_PATH = "/tmp/lambci_debug_files";

    private static final String LOOPBACK = "127.0.0.1";

    private static final String VIEW = "/opt/samara-debugger";

    /// The debugger that a command asks for.
    ///
    /// @throws UserException where options make no sense together
    static Optional<Debugger> of(Invocation invocation) {
        var arguments = invocation.arguments();
        Optional<Path> path = arguments.text("debugger_path").map(invocation.environment()::resolve);
        if (path.isPresent() && !Files.isDirectory(path.get())) {
            throw new UserException("The folder of --debugger-path, " + path.get() + ", does not exist.");
        }
        List<String> ports = arguments.all("debug_port");
        if (ports.size() > 1) {
            throw new UserException("--debug-port is given " + ports.size()
                    + " times: a debugger has one port here. Give the one that it attaches to.");
        }
        Optional<Integer> port = ports.stream().findFirst().map(Debugger::port);
        if (port.isEmpty()) {
            for (String option : List.of(
                    "debugger_path",
                    "debug_args",
                    "debug_function",
                    "container_env_vars",
                    "container_host_interface")) {
                // What is so without a debugger, too, may be said; a variable of the environment is there for the times
                // that something is debugged.
                boolean said = arguments.has(option)
                        && !(option.equals("container_host_interface")
                                && arguments
                                        .text(option)
                                        .filter(LOOPBACK::equals)
                                        .isPresent())
                        && !(option.equals("debug_args")
                                && invocation
                                        .environment()
                                        .variable("DEBUGGER_ARGS")
                                        .isPresent());
                if (said) {
                    throw new UserException("--" + option.replace('_', '-') + " needs --debug-port.");
                }
            }
            return Optional.empty();
        }
        var debugger = new Debugger(
                arguments.text("container_host_interface").orElse(LOOPBACK),
                port.get(),
                path,
                arguments.text("debug_args"),
                arguments.text("debug_function"));
        if (!debugger.address.matches("127\\.\\d+\\.\\d+\\.\\d+|::1|localhost")) {
            invocation
                    .terminal()
                    .warning("Everybody who reaches " + debugger.address + ":" + port.get()
                            + " can attach a debugger and run anything as you.");
        }
        return Optional.of(debugger);
    }

    private static int port(String text) {
        int number = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > 65_535) {
            throw new UserException("--debug-port takes a port from 1 to 65535, not " + text + ".");
        }
        // Bound, not listening: a debugger that is already trying must not meet us.
        try (var socket = new Socket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return number;
        } catch (IOException e) {
            throw new UserException("The port " + number + " of --debug-port is in use. Give another one.");
        }
    }

    /// Where a client finds it.
    String place() {
        return address + ":" + port;
    }

    /// Whether this function is debugged.
    boolean isFor(LocalFunction debugged) {
        return function.isEmpty()
                || function.get().equals(debugged.name())
                || function.get().equals(debugged.id().logicalId())
                || function.get().equals(debugged.id().path());
    }

    /// The variables that make the runtime wait.
    ///
    /// @param own the function's, some of which are added to
    /// @throws UserException for runtimes that no debugger is known for
    Map<String, String> variables(String runtime, Map<String, String> own) {
        Map<String, String> variables = new LinkedHashMap<>();
        String address = place();
        if (runtime.startsWith("nodejs")) {
            add(
                    variables,
                    own,
                    "NODE_OPTIONS",
                    "--inspect-brk=" + address
                            + arguments.map(more -> " " + more).orElse(""));
        } else if (runtime.startsWith("java")) {
            String place = runtime.startsWith("java8") ? Integer.toString(port) : address;
            add(
                    variables,
                    own,
                    "JAVA_TOOL_OPTIONS",
                    "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,quiet=y,address=" + place
                            + arguments.map(more -> " " + more).orElse(""));
        } else if (runtime.startsWith("python")) {
            python(variables, own, address);
        } else {
            throw new UserException("A debugger can be attached to Python, Node.js and Java functions; `" + runtime
                    + "` is not built in Samara yet. Run without --debug-port.");
        }
        return variables;
    }

    /// The interpreter starts itself anew with the arguments, before its bootstrap. Without arguments and a debugger of
    /// our own to start, the function's code is expected to listen itself, as `sam` has it.
    private void python(Map<String, String> variables, Map<String, String> own, String address) {
        Optional<String> line = arguments
                .map(text -> text.replace(SAM_PATH, VIEW))
                // In a container of sam's, 0.0.0.0 is what the port of this machine's loopback address leads to.
                .map(text -> text.replace("0.0.0.0:" + port, address))
                .or(() -> path.filter(folder -> Files.isDirectory(folder.resolve("debugpy")))
                        .map(folder -> "-m debugpy --listen " + address + " --wait-for-client"));
        if (line.isPresent() || path.isPresent()) {
            String paths = line.isPresent() ? "/opt/samara-start:" + VIEW : VIEW;
            variables.put("PYTHONPATH", own.containsKey("PYTHONPATH") ? paths + ":" + own.get("PYTHONPATH") : paths);
        }
        line.ifPresent(text -> variables.put("SAMARA_DEBUG_ARGUMENTS", text));
    }

    private static void add(Map<String, String> variables, Map<String, String> own, String name, String text) {
        variables.put(name, own.containsKey(name) ? own.get(name) + " " + text : text);
    }

    /// Layers that the function sees while it is debugged.
    ///
    /// @param folders where they are made
    List<Path> layers(String runtime, CodeFolders folders) {
        if (!runtime.startsWith("python")) {
            return List.of();
        }
        List<Path> layers = new ArrayList<>();
        layers.add(folders.made("debug-start", Debugger::start));
        path.ifPresent(folder -> layers.add(folders.made(
                "debugger-" + CodeFolders.hash(folder.toString()),
                making -> CodeFolders.copyTree(folder, making.resolve("samara-debugger")))));
        return layers;
    }

    private static void start(Path making) throws IOException {
        Path folder = Files.createDirectory(making.resolve("samara-start"));
        try (InputStream in = Debugger.class.getResourceAsStream("sitecustomize.py")) {
            if (in == null) {
                throw new UncheckedIOException(new IOException("The resource sitecustomize.py is missing."));
            }
            Files.copy(in, folder.resolve("sitecustomize.py"));
        }
    }
}
