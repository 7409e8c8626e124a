package samara.cli.init.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads segments into statements.
final class StatementParser {
    private static final int DEPTH = 100;

    private final List<Segment> segments;
    private final String file;
    private int at;
    private int depth;

    StatementParser(List<Segment> segments, String file) {
        this.segments = segments;
        this.file = file;
    }

    List<Statement> parse() {
        List<Statement> statements = body();
        if (at < segments.size()) {
            throw error(segments.get(at), "`" + segments.get(at).text() + "` closes nothing.");
        }
        return statements;
    }

    /// The statements up to one that ends or divides the enclosing one.
    private List<Statement> body() {
        if (++depth > DEPTH) {
            throw error(segments.get(Math.min(at, segments.size() - 1)), "nested deeper than " + DEPTH + " levels.");
        }
        List<Statement> statements = new ArrayList<>();
        while (at < segments.size()) {
            Segment segment = segments.get(at);
            switch (segment.kind()) {
                case TEXT -> statements.add(new Statement.Say(segment.text()));
                case EXPRESSION ->
                    statements.add(new Statement.Print(expression(segment.text(), segment), segment.line()));
                case STATEMENT -> {
                    String word = word(segment.text());
                    if (word.startsWith("end") || word.equals("else") || word.equals("elif")) {
                        depth--;
                        return statements;
                    }
                    at++;
                    statements.add(statement(word, rest(segment.text()), segment));
                    continue;
                }
            }
            at++;
        }
        depth--;
        return statements;
    }

    private Statement statement(String word, String rest, Segment segment) {
        return switch (word) {
            case "if" -> ifStatement(rest, segment);
            case "for" -> forStatement(rest, segment);
            case "set" -> setStatement(rest, segment);
            default -> throw error(segment, "the statement `" + word + "` is not built.");
        };
    }

    private Statement ifStatement(String condition, Segment segment) {
        List<Statement.Branch> branches = new ArrayList<>();
        branches.add(new Statement.Branch(expression(condition, segment), segment.line(), body()));
        List<Statement> otherwise = List.of();
        while (true) {
            Segment divider = divider("if", segment);
            switch (word(divider.text())) {
                case "elif" ->
                    branches.add(
                            new Statement.Branch(expression(rest(divider.text()), divider), divider.line(), body()));
                case "else" -> otherwise = body();
                case "endif" -> {
                    return new Statement.If(branches, otherwise);
                }
                default -> throw error(divider, "`" + divider.text() + "` where `endif` belongs.");
            }
        }
    }

    private Statement forStatement(String rest, Segment segment) {
        int in = rest.indexOf(" in ");
        if (in < 0) {
            throw error(segment, "`for` is written `for name in list`.");
        }
        List<String> names = List.of(rest.substring(0, in).strip().split("\\s*,\\s*"));
        if (names.size() > 2 || !names.stream().allMatch(name -> name.matches("[A-Za-z_]\\w*"))) {
            throw error(segment, "`for` takes one or two names.");
        }
        var parser = new ExpressionParser(rest.substring(in + 4), file + ":" + segment.line());
        Expression over = parser.parseBeforeCondition();
        Optional<Expression> filter = parser.takeCondition();
        parser.end();
        List<Statement> body = body();
        List<Statement> otherwise = List.of();
        Segment divider = divider("for", segment);
        if (divider.text().equals("else")) {
            otherwise = body();
            divider = divider("for", segment);
        }
        if (!divider.text().equals("endfor")) {
            throw error(divider, "`" + divider.text() + "` where `endfor` belongs.");
        }
        return new Statement.For(new Statement.Loop(names, over, filter), segment.line(), body, otherwise);
    }

    private Statement setStatement(String rest, Segment segment) {
        int equals = rest.indexOf('=');
        String name = equals < 0 ? rest : rest.substring(0, equals).strip();
        if (equals < 0 || !name.matches("[A-Za-z_]\\w*")) {
            throw error(segment, "`set` is written `set name = value`.");
        }
        return new Statement.Set(name, expression(rest.substring(equals + 1), segment), segment.line());
    }

    private Segment divider(String opened, Segment opening) {
        if (at >= segments.size()) {
            throw error(opening, "`" + opened + "` is never closed by `end" + opened + "`.");
        }
        return segments.get(at++);
    }

    private Expression expression(String text, Segment segment) {
        var parser = new ExpressionParser(text, file + ":" + segment.line());
        Expression expression = parser.parse();
        parser.end();
        return expression;
    }

    private static String word(String text) {
        return text.split("\\s+", 2)[0];
    }

    private static String rest(String text) {
        String[] parts = text.split("\\s+", 2);
        return parts.length < 2 ? "" : parts[1];
    }

    private JinjaException error(Segment segment, String what) {
        return new JinjaException(file + ":" + segment.line() + ": " + what);
    }
}
