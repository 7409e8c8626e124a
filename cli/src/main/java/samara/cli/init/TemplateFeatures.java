package samara.cli.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cli.command.UserException;
import samara.template.ObjectNode;
import samara.template.TemplateReader;

/// Turns [Features] on in the text of a YAML template. Lines are added, none is changed: comments stay. What the
/// template sets itself stays, too.
final class TemplateFeatures {
    private static final String INSIGHTS = """
            ApplicationResourceGroup:
              Type: AWS::ResourceGroups::Group
              Properties:
                Name: !Sub "ApplicationInsights-SAM-${AWS::StackName}"
                ResourceQuery:
                  Type: CLOUDFORMATION_STACK_1_0
            ApplicationInsightsMonitoring:
              Type: AWS::ApplicationInsights::Application
              DependsOn: ApplicationResourceGroup
              Properties:
                ResourceGroupName: !Ref ApplicationResourceGroup
                AutoConfigurationEnabled: true
            """;

    private final String name;
    private final List<String> lines;

    private TemplateFeatures(String text, String name) {
        this.name = name;
        this.lines = new ArrayList<>(text.lines().toList());
    }

    /// The text with the features turned on.
    ///
    /// @param name what messages call the template
    /// @throws UserException if the text is no template that lines can be added to
    static String add(String text, String name, Features features) {
        var edit = new TemplateFeatures(text, name);
        if (features.tracing()) {
            edit.global("Function", "Tracing", List.of("Tracing: Active"));
            edit.global("Api", "TracingEnabled", List.of("TracingEnabled: true"));
        }
        if (features.structuredLogging()) {
            edit.global("Function", "LoggingConfig", List.of("LoggingConfig:", "  LogFormat: JSON"));
        }
        if (features.applicationInsights()) {
            edit.insights();
        }
        return String.join("\n", edit.lines) + "\n";
    }

    private ObjectNode root() {
        return TemplateReader.read(String.join("\n", lines), name)
                .root()
                .filter(root -> root.object("Resources").isPresent())
                .filter(root -> !String.join("\n", lines).stripLeading().startsWith("{"))
                .orElseThrow(() -> new UserException(name + " is no YAML template with resources: --tracing,"
                        + " --application-insights and --structured-logging can't be turned on in it."));
    }

    private void global(String type, String property, List<String> text) {
        ObjectNode root = root();
        Optional<ObjectNode> globals = root.object("Globals");
        Optional<ObjectNode> section = globals.flatMap(found -> found.object(type));
        if (section.isPresent()) {
            if (!section.get().has(property)) {
                addUnder(root.object("Globals").orElseThrow(), type, section.get(), text);
            }
        } else if (globals.isPresent()) {
            List<String> whole = new ArrayList<>(List.of(type + ":"));
            text.forEach(line -> whole.add("  " + line));
            addUnder(root, "Globals", globals.get(), whole);
        } else {
            List<String> whole = new ArrayList<>(List.of("Globals:", "  " + type + ":"));
            text.forEach(line -> whole.add("    " + line));
            whole.add("");
            lines.addAll(root.nameSpan("Resources").line() - 1, whole);
        }
    }

    /// Adds lines as the first members of an object that is written over lines of its own.
    private void addUnder(ObjectNode parent, String key, ObjectNode object, List<String> text) {
        int keyLine = parent.nameSpan(key).line();
        int column = object.isEmpty()
                ? parent.nameSpan(key).column() + 2
                : object.nameSpan(object.names().iterator().next()).column();
        boolean inline = !object.isEmpty()
                && object.nameSpan(object.names().iterator().next()).line() == keyLine;
        if (inline) {
            throw new UserException(name + ":" + keyLine + ": `" + key
                    + "` is written in one line: nothing can be added to it. Write it over several lines.");
        }
        String indent = " ".repeat(column - 1);
        lines.addAll(keyLine, text.stream().map(line -> indent + line).toList());
    }

    private void insights() {
        ObjectNode resources = root().object("Resources").orElseThrow();
        if (resources.has("ApplicationInsightsMonitoring")) {
            return;
        }
        String first =
                resources.names().isEmpty() ? "" : resources.names().iterator().next();
        int column = first.isEmpty() ? 3 : resources.nameSpan(first).column();
        String indent = " ".repeat(column - 1);
        int at = root().nameSpan("Resources").line();
        lines.addAll(at, INSIGHTS.lines().map(line -> indent + line).toList());
    }
}
