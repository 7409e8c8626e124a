package samara.cli.init.jinja;

import java.util.List;

/// What has a value.
sealed interface Expression {

    /// A value that is written out.
    record Literal(Value value) implements Expression {}

    /// A list that is written out.
    record ListOf(List<Expression> elements) implements Expression {}

    /// A variable.
    record Name(String name) implements Expression {}

    /// `of.name` or `of['name']`.
    record Member(Expression of, Expression name) implements Expression {}

    /// `of.name(arguments)`.
    record Method(Expression of, String name, List<Expression> arguments) implements Expression {}

    /// `of | name(arguments)`.
    record Filter(Expression of, String name, List<Expression> arguments) implements Expression {}

    /// `of is name(arguments)`.
    record Test(Expression of, String name, List<Expression> arguments) implements Expression {}

    /// `not of`.
    record Not(Expression of) implements Expression {}

    /// `left operator right`.
    record Binary(String operator, Expression left, Expression right) implements Expression {}

    /// `then if condition else otherwise`.
    record Choice(Expression condition, Expression then, Expression otherwise) implements Expression {}
}
