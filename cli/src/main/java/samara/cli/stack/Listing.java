package samara.cli.stack;

import samara.cli.command.Invocation;
import samara.cli.terminal.JsonText;
import samara.cli.terminal.Table;

/// How the `list` commands print: a table, or JSON with `--output json`.
final class Listing {
    private Listing() {}

    static void print(Invocation invocation, Table table, JsonText json) {
        if (invocation.arguments().text("output").filter("json"::equals).isPresent()) {
            invocation.terminal().line(json.end());
        } else {
            table.lines().forEach(invocation.terminal()::line);
        }
    }
}
