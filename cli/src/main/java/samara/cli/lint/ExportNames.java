package samara.cli.lint;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.template.JsonWriter;
import samara.template.Node;
import samara.template.Template;

/// Names of exports that are given twice, or that CloudFormation does not take.
final class ExportNames implements Rule {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:-]{1,255}");

    @Override
    public About about() {
        return About.error(
                "S4004",
                "An export's name is given twice or is not valid",
                "The name of an export consists of letters, digits, `:` and `-`, and is one of its kind in an account and "
                        + "Region.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        Map<String, String> seen = new HashMap<>();
        Template template = subject.made().orElse(subject.written());
        template.outputs()
                .values()
                .forEach(output -> output.exportName().ifPresent(name -> {
                    Optional<String> literal = name.asString();
                    if (literal.isPresent() && !NAME.matcher(literal.get()).matches()) {
                        findings.add(findings.at(
                                name.span(),
                                "`" + literal.get()
                                        + "` is no name for an export: letters, digits, `:` and `-`, 255 at most."));
                    }
                    String other = seen.putIfAbsent(key(name), output.name());
                    if (other != null && output.condition().isEmpty()) {
                        findings.add(findings.at(
                                name.span(), "The output `" + other + "` is exported under the same name already."));
                    }
                }));
    }

    private static String key(Node name) {
        return JsonWriter.compact(name);
    }
}
