package samara.cli.project;

import java.util.List;
import java.util.Map;
import java.util.Set;
import samara.cli.args.KeyValues;
import samara.cli.args.Option;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.cli.lint.Sarif;
import samara.cli.terminal.Terminal;
import samara.template.Diagnostic;

/// `validate`: everything that can be known to be wrong without a stack, all of it at once. Needs no network, unlike
/// `sam`'s. `--lint` adds the rules of [samara.cli.lint].
public final class ValidateCommand implements Command {
    @Override
    public String name() {
        return "validate";
    }

    @Override
    public String summary() {
        return "Say all that is wrong with a template, with its places";
    }

    @Override
    public List<Option> own() {
        return List.of(
                Option.choice("--output", "text", "json", "sarif"),
                Option.of(Option.Kind.WORDS, "--parameter-overrides"));
    }

    @Override
    public Set<String> built() {
        return Set.of("lint");
    }

    @Override
    public int run(Invocation invocation) {
        Terminal terminal = invocation.terminal();
        var arguments = invocation.arguments();
        Map<String, String> parameters = KeyValues.parse("--parameter-overrides", arguments.all("parameter_overrides"));
        Validation validation = Validation.of(invocation, parameters, arguments.isOn("lint"));
        List<Diagnostic> diagnostics = validation.diagnostics();
        boolean valid = diagnostics.stream().noneMatch(Diagnostic::isError);
        switch (arguments.text("output").orElse("text")) {
            case "json" -> terminal.line(Diagnosis.json(valid, diagnostics));
            case "sarif" -> terminal.line(Sarif.of(diagnostics));
            default -> text(terminal, validation, valid);
        }
        return valid ? 0 : 1;
    }

    private static void text(Terminal terminal, Validation validation, boolean valid) {
        List<Diagnostic> diagnostics = validation.diagnostics();
        Diagnosis.print(terminal, validation.sources(), diagnostics);
        if (valid) {
            terminal.line(validation.name() + " is a valid SAM Template");
        } else {
            long errors = diagnostics.stream().filter(Diagnostic::isError).count();
            terminal.error(validation.name() + " has " + errors + (errors == 1 ? " error." : " errors."));
        }
    }
}
