package samara.functions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.functions.isolation.Isolation;
import samara.functions.runtime.AwsSdk;
import samara.functions.runtime.Interpreter;
import samara.functions.runtime.Runtimes;

/// How a function of one of Lambda's runtimes is started: the program, and the variables that our bootstraps read.
final class ZipStart {
    private final FunctionCode.Zip zip;
    private final Runtimes.Kind kind;
    private final int memoryMegabytes;

    ZipStart(FunctionCode.Zip zip, Runtimes.Kind kind, int memoryMegabytes) {
        this.zip = zip;
        this.kind = kind;
        this.memoryMegabytes = memoryMegabytes;
    }

    /// Whether one of our bootstraps runs it, which takes the Unix socket of the Runtime API.
    boolean isOurs() {
        return switch (kind) {
            case Runtimes.Kind.Python _, Runtimes.Kind.Node _, Runtimes.Kind.Java _, Runtimes.Kind.Ruby _ -> true;
            case Runtimes.Kind.Go _, Runtimes.Kind.Custom _ -> false;
        };
    }

    /// The folder that the interpreter is installed in.
    Optional<Path> interpreter() {
        return switch (kind) {
            case Runtimes.Kind.Python python -> Optional.of(python.interpreter().prefix());
            case Runtimes.Kind.Node node -> Optional.of(node.interpreter().prefix());
            case Runtimes.Kind.Java java -> Optional.of(java.interpreter().prefix());
            case Runtimes.Kind.Ruby ruby -> Optional.of(ruby.interpreter().prefix());
            case Runtimes.Kind.Go _, Runtimes.Kind.Custom _ -> Optional.empty();
        };
    }

    boolean keepsByteCode() {
        return kind instanceof Runtimes.Kind.Python;
    }

    /// What Lambda's runtime of this language brings of AWS's.
    Optional<AwsSdk> sdk(Path home) {
        return switch (kind) {
            case Runtimes.Kind.Python python -> AwsSdk.python(python.interpreter(), home);
            case Runtimes.Kind.Node node -> AwsSdk.node(node.interpreter(), home);
            case Runtimes.Kind.Java _, Runtimes.Kind.Ruby _, Runtimes.Kind.Go _, Runtimes.Kind.Custom _ ->
                Optional.empty();
        };
    }

    /// Adds what the bootstrap reads.
    void describe(Map<String, String> variables, Isolation.View view) {
        variables.put("LAMBDA_TASK_ROOT", view.task());
        variables.put("LAMBDA_RUNTIME_DIR", view.bootstraps());
        if (!view.temporary().equals("/tmp")) {
            variables.put("TMPDIR", view.temporary());
        }
        if (!view.layers().equals("/opt")) {
            variables.put("SAMARA_LAYERS_ROOT", view.layers());
        }
        if (isOurs()) {
            variables.put("SAMARA_RUNTIME_SOCKET", view.socket());
        }
        if (keepsByteCode()) {
            view.byteCode().ifPresent(folder -> variables.put("SAMARA_BYTECODE_CACHE", folder));
        }
        view.sdk().ifPresent(sdk -> variables.put("SAMARA_SDK", sdk));
        if (kind instanceof Runtimes.Kind.Node) {
            List<String> modules = new ArrayList<>(List.of(view.layers() + "/nodejs/node_modules"));
            view.sdk().ifPresent(modules::add);
            variables.merge("NODE_PATH", String.join(":", modules), (own, ours) -> own + ":" + ours);
        }
    }

    /// The command, as the function's folders are called where it runs.
    ///
    /// @throws InvalidEntrypointException when the code does not hold what is to be started
    List<String> command(
            Isolation.View view, Isolation.Files files, JavaArchives archives, Map<String, String> variables)
            throws IOException {
        List<String> command = runtimeCommand(view, files, archives);
        String wrapper = variables.getOrDefault("AWS_LAMBDA_EXEC_WRAPPER", "");
        if (wrapper.isEmpty() || !isOurs()) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of(wrapper(wrapper, view, files)));
        wrapped.addAll(command);
        return wrapped;
    }

    /// A [wrapper script](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html), which the runtime's
    /// command is given to.
    private String wrapper(String path, Isolation.View view, Isolation.Files files) {
        Optional<Path> real = Optional.of(Path.of(path));
        String seen = path;
        if (path.startsWith("/var/task/")) {
            real = Optional.of(zip.folder().resolve(path.substring("/var/task/".length())));
            seen = view.task() + path.substring("/var/task".length());
        } else if (path.startsWith("/opt/")) {
            real = files.layers().map(layers -> layers.resolve(path.substring("/opt/".length())));
            seen = view.layers() + path.substring("/opt".length());
        }
        if (real.filter(Files::isExecutable).isEmpty()) {
            throw new InvalidEntrypointException("fork/exec " + path + ": "
                    + (real.filter(Files::exists).isPresent() ? "permission denied" : "no such file or directory"));
        }
        return seen;
    }

    private List<String> runtimeCommand(Isolation.View view, Isolation.Files files, JavaArchives archives)
            throws IOException {
        return switch (kind) {
            case Runtimes.Kind.Python python ->
                List.of(program(python.interpreter()), view.bootstraps() + "/python/bootstrap.py");
            case Runtimes.Kind.Node node ->
                List.of(program(node.interpreter()), view.bootstraps() + "/node/bootstrap.cjs");
            case Runtimes.Kind.Ruby ruby ->
                List.of(program(ruby.interpreter()), view.bootstraps() + "/ruby/bootstrap.rb");
            case Runtimes.Kind.Java java ->
                JavaCommand.of(java.interpreter(), view, memoryMegabytes, archives.of(java.interpreter()));
            case Runtimes.Kind.Go _ -> List.of(goProgram(view));
            case Runtimes.Kind.Custom _ -> List.of(bootstrap(view, files));
        };
    }

    private static String program(Interpreter interpreter) {
        return interpreter.program().toString();
    }

    private String bootstrap(Isolation.View view, Isolation.Files files) {
        if (Files.isExecutable(zip.folder().resolve("bootstrap"))) {
            return view.task() + "/bootstrap";
        }
        if (files.layers()
                .filter(layers -> Files.isExecutable(layers.resolve("bootstrap")))
                .isPresent()) {
            return view.layers() + "/bootstrap";
        }
        String why = Files.exists(zip.folder().resolve("bootstrap"))
                ? " (the function's `bootstrap` is not executable)"
                : "";
        throw new InvalidEntrypointException(
                "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]" + why);
    }

    /// The handler of `go1.x` is the program. It must be linked with a library that knows the Runtime API: Lambda's own
    /// Go runtime spoke a protocol of Go's instead, which is not built here.
    private String goProgram(Isolation.View view) throws IOException {
        Path program = zip.folder().resolve(zip.handler()).normalize();
        if (!program.startsWith(zip.folder()) || !Files.isExecutable(program)) {
            throw new InvalidEntrypointException("fork/exec /var/task/" + zip.handler() + ": "
                    + (Files.exists(program) ? "permission denied" : "no such file or directory"));
        }
        byte[] name = "AWS_LAMBDA_RUNTIME_API".getBytes(StandardCharsets.US_ASCII);
        if (indexOf(Files.readAllBytes(program), name) < 0) {
            throw new InvalidEntrypointException("The program `" + zip.handler() + "` does not speak the Runtime API. "
                    + "Build it with github.com/aws/aws-lambda-go 1.18 or newer.");
        }
        return view.task() + "/" + zip.handler();
    }

    private static int indexOf(byte[] in, byte[] what) {
        for (int i = 0; i + what.length <= in.length; i++) {
            if (in[i] == what[0] && java.util.Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }
}
