package samara.template;

/// Where something was written: a file and a range of lines and columns, both counted from one; the end is exclusive.
/// What a transform makes carries the span of what caused it.
public record Span(String file, int line, int column, int endLine, int endColumn) {

    /// The place of what no file holds, such as a command's argument; `file` then names its source for people.
    public static Span outside(String source) {
        return new Span(source, 0, 0, 0, 0);
    }

    /// Whether this points into a file.
    public boolean isLocated() {
        return line > 0;
    }

    /// `template.yaml:14:7`, or the source alone where there is no line.
    @Override
    public String toString() {
        return isLocated() ? file + ":" + line + ":" + column : file;
    }
}
