package samara.functions.runtime;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Lambda's runtimes and the interpreters of this machine that run them: the exact version, else the nearest newer one,
/// else, but for Java, the nearest older one. Another version than asked for is said once, and so is a runtime that AWS
/// has deprecated.
public final class Runtimes {
    private final Consumer<String> warnings;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Interpreter> resolved = new ConcurrentHashMap<>();
    private final Set<String> noticed = ConcurrentHashMap.newKeySet();

    /// What runs a function.
    public sealed interface Kind {
        record Python(Interpreter interpreter) implements Kind {}

        record Node(Interpreter interpreter) implements Kind {}

        record Java(Interpreter interpreter) implements Kind {}

        record Ruby(Interpreter interpreter) implements Kind {}

        /// A program that the handler names, which speaks the Runtime API itself.
        record Go() implements Kind {}

        /// The program `bootstrap`.
        record Custom() implements Kind {}
    }

    /// Runtimes of this machine.
    ///
    /// @param clock tells which runtimes are deprecated today
    public Runtimes(Consumer<String> warnings, InstantSource clock) {
        this.warnings = warnings;
        this.clock = clock;
    }

    /// Whether a function of this runtime could be run, if not, why.
    ///
    /// @throws UnsupportedRuntimeException when it could not
    public void check(String runtime) {
        kind(runtime);
    }

    /// The interpreter that runs functions of a runtime, and that dependencies should be installed by.
    ///
    /// @throws UnsupportedRuntimeException when there is none
    public Optional<Interpreter> interpreter(String runtime) {
        return switch (kind(runtime)) {
            case Kind.Python python -> Optional.of(python.interpreter());
            case Kind.Node node -> Optional.of(node.interpreter());
            case Kind.Java java -> Optional.of(java.interpreter());
            case Kind.Ruby ruby -> Optional.of(ruby.interpreter());
            case Kind.Go _, Kind.Custom _ -> Optional.empty();
        };
    }

    /// What runs functions of a runtime.
    ///
    /// @throws UnsupportedRuntimeException when nothing here does
    public Kind kind(String identifier) {
        LambdaRuntime runtime = LambdaRuntime.of(identifier)
                .orElseThrow(() -> new UnsupportedRuntimeException("`" + identifier + "` is no runtime of Lambda."));
        Kind kind = switch (runtime.language()) {
            case PYTHON -> new Kind.Python(interpreter(runtime));
            case NODE -> new Kind.Node(interpreter(runtime));
            case JAVA -> new Kind.Java(interpreter(runtime));
            case RUBY -> new Kind.Ruby(interpreter(runtime));
            case GO -> new Kind.Go();
            case CUSTOM -> new Kind.Custom();
            case DOTNET ->
                throw new UnsupportedRuntimeException("The runtime `" + identifier + "` is not built in Samara "
                        + "yet: there is no bootstrap for .NET. Publish the function as an executable named "
                        + "`bootstrap` (self-contained or native) for `provided.al2023` instead.");
            case PYTHON2 ->
                throw new UnsupportedRuntimeException(
                        "The runtime `" + identifier + "` cannot be run: Samara " + "runs Python 3.6 and newer.");
        };
        notice(runtime);
        return kind;
    }

    private void notice(LambdaRuntime runtime) {
        if (noticed.contains(runtime.identifier())) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        runtime.deprecated()
                .filter(day -> !day.isAfter(today) && noticed.add(runtime.identifier()))
                .ifPresent(day -> warnings.accept("AWS deprecated the runtime `" + runtime.identifier() + "` on " + day
                        + "; it runs here all the same."));
    }

    private Interpreter interpreter(LambdaRuntime runtime) {
        return resolved.computeIfAbsent(runtime.identifier(), _ -> choose(runtime, Installed.of(runtime.language())));
    }

    private Interpreter choose(LambdaRuntime runtime, List<Interpreter> found) {
        boolean olderWillDo = runtime.language() != LambdaRuntime.Language.JAVA;
        Comparator<Interpreter> byVersion = Comparator.comparingInt(Interpreter::version);
        Interpreter chosen = found.stream()
                .filter(interpreter -> interpreter.version() >= runtime.version())
                .min(byVersion)
                .or(() -> found.stream().filter(_ -> olderWillDo).max(byVersion))
                .orElseThrow(() -> missing(runtime));
        if (chosen.version() != runtime.version()) {
            warnings.accept("There is no " + runtime.title() + " here: functions of `" + runtime.identifier()
                    + "` run on " + runtime.title(chosen.version()) + " (" + chosen.program() + ").");
        }
        return chosen;
    }

    private static UnsupportedRuntimeException missing(LambdaRuntime runtime) {
        String install = switch (runtime.language()) {
            case JAVA ->
                "Install a JDK of this version or a newer one (Debian: `openjdk-" + runtime.version()
                        + "-jdk-headless`; SDKMAN works, too), or let JAVA_HOME name it.";
            case RUBY -> "Install it (Debian: `ruby`) so that it is on the PATH; rbenv works, too.";
            case NODE -> "Install it (Debian: `nodejs`) so that it is on the PATH; nvm, fnm and Volta work, too.";
            case PYTHON -> "Install it so that it is on the PATH; pyenv and uv work, too.";
            case PYTHON2, GO, DOTNET, CUSTOM -> "Install it so that it is on the PATH.";
        };
        return new UnsupportedRuntimeException("The runtime `" + runtime.identifier() + "` needs " + runtime.title()
                + ", and this machine has none. " + install);
    }
}
