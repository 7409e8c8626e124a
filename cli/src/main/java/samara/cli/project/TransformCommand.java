package samara.cli.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cli.args.KeyValues;
import samara.cli.args.Option;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.cli.terminal.Terminal;
import samara.template.Diagnostic;
import samara.template.JsonWriter;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;

/// `transform`: prints the CloudFormation template that a SAM template becomes. Works on a source template: a local
/// path
/// where S3 is wanted stands for one in a bucket called `bucket`.
public final class TransformCommand implements Command {
    @Override
    public String name() {
        return "transform";
    }

    @Override
    public String summary() {
        return "Print the CloudFormation template that a SAM template becomes";
    }

    @Override
    public List<Option> own() {
        return List.of(
                Option.of(Option.Kind.PATH, "--template-file", "--template", "-t"),
                Option.of(Option.Kind.WORDS, "--parameter-overrides"),
                Option.text("--region"),
                Option.choice("--partition", "aws", "aws-cn", "aws-us-gov"),
                Option.choice("--output", "text", "json"),
                Option.text("--config-env"),
                Option.text("--config-file"),
                Option.flag("--debug"));
    }

    @Override
    public Set<String> built() {
        return Set.of();
    }

    @Override
    public int run(Invocation invocation) {
        var arguments = invocation.arguments();
        Terminal terminal = invocation.terminal();
        boolean json = arguments.text("output").filter("json"::equals).isPresent();
        Map<String, String> parameters = KeyValues.parse("--parameter-overrides", arguments.all("parameter_overrides"));
        SourceTemplate template = SourceTemplate.load(invocation, false);
        List<Diagnostic> diagnostics = new ArrayList<>(template.diagnostics());
        Optional<ObjectNode> transformed = Optional.empty();
        if (diagnostics.stream().noneMatch(Diagnostic::isError)) {
            transformed = Transformation.of(
                    template.root(),
                    new Transformation.Settings(
                            parameters, invocation.region(), arguments.text("partition"), template.snippets()),
                    diagnostics);
        }
        boolean failed = transformed.isEmpty() || diagnostics.stream().anyMatch(Diagnostic::isError);
        if (json) {
            terminal.line(failed ? Diagnosis.json(false, diagnostics) : answer(transformed.get(), diagnostics));
        } else {
            Diagnosis.print(terminal, template.sources(), diagnostics);
            if (!failed) {
                terminal.line(JsonWriter.indented(transformed.get()));
            }
        }
        return failed ? 1 : 0;
    }

    private static String answer(ObjectNode template, List<Diagnostic> warnings) {
        Span here = Span.outside("samara");
        return JsonWriter.indented(ObjectNode.builder(here)
                .put("status", new StringNode("ok", here))
                .put("template", template)
                .put("warnings", Diagnosis.list(warnings))
                .build());
    }
}
