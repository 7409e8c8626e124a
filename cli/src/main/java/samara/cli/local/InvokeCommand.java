package samara.cli.local;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import samara.cli.args.Option;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.cli.project.SourceTemplate;
import samara.functions.InvocationResult;

/// `local invoke`: runs a function once. Its log goes to standard error, its answer to standard output. A function that
/// fails has answered, too, with Lambda's error document: the exit code is 0 then, as in `sam`.
public final class InvokeCommand implements Command {
    @Override
    public String name() {
        return "local invoke";
    }

    @Override
    public String summary() {
        return "Run a function on this machine, once";
    }

    @Override
    public List<Option> own() {
        return LocalSettings.OWN;
    }

    @Override
    public Set<String> built() {
        Set<String> keys = new LinkedHashSet<>(LocalSettings.built());
        keys.addAll(List.of("event", "no_event", "runtime", "tenant_id"));
        return keys;
    }

    @Override
    public int run(Invocation invocation) {
        SourceTemplate source = SourceTemplate.read(invocation, true);
        LocalSettings settings = LocalSettings.of(invocation, source);
        LocalTemplate template = LocalSettings.template(invocation, source);
        settings.checkNames(template);
        LocalFunction function =
                template.function(invocation.arguments().words().stream().findFirst());
        LocalEvent event = LocalEvent.of(invocation);
        try (var outputs = FunctionOutputs.of(invocation);
                var functions = new LocalFunctions(settings, outputs)) {
            InvocationResult result = functions.invoke(function, event);
            outputs.answer(result.payload());
            hint(invocation, source, result);
        }
        return 0;
    }

    /// A module that is missing is mostly one that a build would have brought.
    private static void hint(Invocation invocation, SourceTemplate source, InvocationResult result) {
        boolean missing = result.functionError().isPresent()
                && new String(result.payload(), StandardCharsets.UTF_8).contains("Runtime.ImportModuleError");
        if (missing && !source.folder().endsWith(".aws-sam/build")) {
            invocation
                    .terminal()
                    .note("A module was not found. Where dependencies bring it: run `"
                            + invocation.environment().command() + " build`, then this again.");
        }
    }
}
