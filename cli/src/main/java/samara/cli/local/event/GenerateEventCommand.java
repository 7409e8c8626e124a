package samara.cli.local.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.template.JsonWriter;

/// `local generate-event SERVICE EVENT`: prints an example of an event.
public final class GenerateEventCommand implements Command {
    /// What its name starts with; the service and the event follow.
    public static final String NAME = "local generate-event";

    private final EventTemplate template;

    private GenerateEventCommand(EventTemplate template) {
        this.template = template;
    }

    /// The command of this name: `local generate-event s3 put`.
    public static Optional<GenerateEventCommand> find(String name) {
        String[] words = name.split(" ");
        boolean isEvent = words.length == 4 && name.startsWith(NAME + " ") && name.matches("[a-z0-9 -]+");
        return isEvent ? EventTemplate.of(words[2], words[3]).map(GenerateEventCommand::new) : Optional.empty();
    }

    @Override
    public String name() {
        return NAME + " " + template.service() + " " + template.event();
    }

    @Override
    public String summary() {
        return "Print an example of an event";
    }

    @Override
    public Set<String> built() {
        return template.defaults().keySet();
    }

    @Override
    public int run(Invocation invocation) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String key : template.defaults().keySet()) {
            invocation.arguments().text(key).ifPresent(value -> given.put(key, value));
        }
        invocation.terminal().line(JsonWriter.indented(template.filled(given)).stripTrailing());
        return 0;
    }
}
