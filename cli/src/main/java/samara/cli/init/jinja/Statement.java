package samara.cli.init.jinja;

import java.util.List;
import java.util.Optional;

/// What a template says to do.
sealed interface Statement {

    /// Print this.
    record Say(String text) implements Statement {}

    /// Print what the expression gives.
    record Print(Expression expression, int line) implements Statement {}

    /// The first branch whose condition holds.
    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

    /// A branch of an `if`.
    record Branch(Expression condition, int line, List<Statement> body) {}

    /// The body for each element; `otherwise` where there is none.
    record For(Loop loop, int line, List<Statement> body, List<Statement> otherwise) implements Statement {}

    /// What a loop goes over: the names of its variables (one or two), the list, and which elements are meant.
    record Loop(List<String> names, Expression over, Optional<Expression> filter) {}

    /// A variable gets a value.
    record Set(String name, Expression value, int line) implements Statement {}
}
