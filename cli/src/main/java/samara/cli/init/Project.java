package samara.cli.init;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.cli.command.Invocation;
import samara.cli.terminal.JsonText;
import samara.cli.terminal.Terminal;

/// An application that was made.
///
/// @param facts what it was made of, by the names that people see: `Runtime`
record Project(Path folder, Map<String, String> facts) {

    /// Says what was made and what to do next; with `--output json` as an object.
    void show(Invocation invocation) {
        Terminal terminal = invocation.terminal();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Name", folder.getFileName().toString());
        all.putAll(facts);
        all.put("Folder", folder.toString());
        if (invocation.arguments().text("output").filter("json"::equals).isPresent()) {
            List<String> members = new ArrayList<>();
            all.forEach((name, value) ->
                    members.add("  " + JsonText.quoted(name.replace(" ", "")) + ": " + JsonText.quoted(value)));
            terminal.line("{\n" + String.join(",\n", members) + "\n}");
            return;
        }
        terminal.line("Made a new application:");
        int width = all.keySet().stream().mapToInt(String::length).max().orElse(0);
        all.forEach((name, value) -> terminal.line("  " + name + " ".repeat(width - name.length() + 2) + value));
        String command = invocation.environment().command();
        Path shown = folder.startsWith(invocation.environment().folder())
                ? invocation.environment().folder().relativize(folder)
                : folder;
        terminal.line("");
        terminal.line("Next:");
        terminal.line("  cd " + shown);
        terminal.line("  " + command + (command.equals("sam") ? " build" : " up        # runs it here"));
        terminal.line("  " + command + " deploy    # takes it to AWS");
    }
}
