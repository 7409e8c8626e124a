package samara.cli.init.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits a template into text, expressions and statements; comments are dropped, white space is trimmed as asked.
final class Segments {
    private static final Pattern RAW = Pattern.compile("[-+]?\\s*raw\\s*([-+]?)");
    private static final Pattern END_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%}");

    private final String text;
    private final String file;
    private final Jinja settings;
    private final List<Segment> segments = new ArrayList<>();
    private int at;
    private boolean trimLeft;
    private boolean trimNewline;

    Segments(String text, String file, Jinja settings) {
        this.text = text;
        this.file = file;
        this.settings = settings;
    }

    List<Segment> split() {
        while (at < text.length()) {
            int tag = nextTag();
            if (tag < 0) {
                addText(text.substring(at), false);
                break;
            }
            char kind = text.charAt(tag + 1);
            char mark = tag + 2 < text.length() ? text.charAt(tag + 2) : ' ';
            String before = text.substring(at, tag);
            boolean block = kind != '{';
            if (block && settings.lstripBlocks() && mark != '+') {
                before = withoutIndent(before, segments.isEmpty() && at == 0);
            }
            addText(before, mark == '-');
            take(tag, kind);
        }
        return segments;
    }

    private int nextTag() {
        for (int i = text.indexOf('{', at); i >= 0 && i + 1 < text.length(); i = text.indexOf('{', i + 1)) {
            if ("{%#".indexOf(text.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private void take(int tag, char kind) {
        int line = line(tag);
        String close = kind == '{' ? "}}" : kind + "}";
        int end = kind == '#' ? text.indexOf(close, tag + 2) : closing(tag + 2, close);
        if (end < 0) {
            throw new JinjaException(file + ":" + line + ": `{" + kind + "` is never closed by `" + close + "`.");
        }
        String inner = text.substring(tag + 2, end);
        trimLeft = inner.endsWith("-");
        trimNewline = kind != '{' && settings.trimBlocks() && !inner.endsWith("+");
        at = end + 2;
        Matcher raw = RAW.matcher(inner);
        if (kind == '%' && raw.matches()) {
            takeRaw(line);
            return;
        }
        String body = inner.replaceFirst("^[-+]", "").replaceFirst("[-+]$", "").strip();
        if (kind == '{') {
            segments.add(new Segment(Segment.Kind.EXPRESSION, body, line));
        } else if (kind == '%') {
            segments.add(new Segment(Segment.Kind.STATEMENT, body, line));
        }
    }

    private void takeRaw(int line) {
        Matcher end = END_RAW.matcher(text);
        if (!end.find(at)) {
            throw new JinjaException(file + ":" + line + ": `raw` is never closed by `endraw`.");
        }
        addText(text.substring(at, end.start()), end.group(1).equals("-"));
        at = end.end();
        trimLeft = end.group(2).equals("-");
        trimNewline = settings.trimBlocks();
    }

    /// Where a tag closes: the first `close` outside quotes.
    private int closing(int from, String close) {
        char quote = 0;
        for (int i = from; i + 1 < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (text.startsWith(close, i)) {
                return i;
            }
        }
        return -1;
    }

    private void addText(String piece, boolean trimRight) {
        int line = line(at);
        String trimmed = piece;
        if (trimLeft) {
            trimmed = trimmed.stripLeading();
        } else if (trimNewline) {
            trimmed = trimmed.startsWith("\r\n")
                    ? trimmed.substring(2)
                    : trimmed.startsWith("\n") ? trimmed.substring(1) : trimmed;
        }
        trimLeft = false;
        trimNewline = false;
        if (trimRight) {
            trimmed = trimmed.stripTrailing();
        }
        if (!trimmed.isEmpty()) {
            segments.add(new Segment(Segment.Kind.TEXT, trimmed, line));
        }
    }

    private static String withoutIndent(String before, boolean atStart) {
        int end = before.length();
        while (end > 0 && (before.charAt(end - 1) == ' ' || before.charAt(end - 1) == '\t')) {
            end--;
        }
        boolean startsLine = end == 0 ? atStart : before.charAt(end - 1) == '\n';
        return startsLine ? before.substring(0, end) : before;
    }

    private int line(int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }
}
