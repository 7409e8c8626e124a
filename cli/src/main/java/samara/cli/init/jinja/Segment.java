package samara.cli.init.jinja;

/// A piece of a template's text.
record Segment(Kind kind, String text, int line) {

    enum Kind {
        TEXT,
        EXPRESSION,
        STATEMENT
    }
}
