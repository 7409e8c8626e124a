package samara.cli.lint;

import java.util.List;
import java.util.regex.Pattern;
import samara.template.ObjectNode;

/// The characters of names of resources, parameters, conditions and outputs.
final class LogicalIds implements Rule {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{1,255}");
    private static final String LOOP = "Fn::ForEach::";

    @Override
    public About about() {
        return About.error(
                "S1002",
                "A name has characters that CloudFormation does not take",
                "Names of parameters, conditions, resources and outputs consist of 1 to 255 letters and digits: no `-`, "
                        + "no `_`, no `.`.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        ObjectNode root = subject.written().root();
        for (String section : List.of("Parameters", "Conditions", "Resources", "Outputs")) {
            root.object(section)
                    .ifPresent(entries -> entries.names().stream()
                            .filter(name -> !NAME.matcher(name).matches()
                                    && !name.startsWith(LOOP)
                                    && !name.equals("Fn::Transform"))
                            .forEach(name -> findings.add(findings.at(
                                            entries.nameSpan(name),
                                            "`" + name + "` in `" + section
                                                    + "` must consist of 1 to 255 letters and digits.")
                                    .hint("Call it `" + name.replaceAll("[^A-Za-z0-9]", "") + "`."))));
        }
    }
}
