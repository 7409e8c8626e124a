package samara.cli.command;

import java.util.List;
import java.util.Set;
import samara.cli.args.Option;

/// One command: its declaration and its work.
public interface Command {

    /// The words that call it: `list endpoints`.
    String name();

    /// What it does, for the overview, without a full stop.
    String summary();

    /// Options that `sam` does not have.
    default List<Option> own() {
        return List.of();
    }

    /// The keys of `sam`'s options that are built; the others of its surface are refused by name. Those that every
    /// command has ([Invocation#EVERYWHERE]) are not listed.
    Set<String> built();

    /// Does it and gives the process's exit code.
    ///
    /// @throws UserException what the user can mend
    int run(Invocation invocation);
}
