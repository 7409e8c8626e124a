package samara.gateway.waf;

import java.util.List;
import java.util.regex.Pattern;

/// Finds texts that look like an attack. Each expression is linear in the text that it looks at.
final class Detectors {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

    private static final List<Pattern> SQL = List.of(
            // ' or 1=1, " and "a"="a, ) or true--
            compile("['\"`)\\d]\\s*(?:\\|\\||\\b(?:or|and|xor|having)\\b)\\s*[\\s(!]*"
                    + "['\"`]?[\\w.@-]*['\"`]?\\s*(?:=|<|>|!=|\\blike\\b|\\bin\\b|\\bis\\b|\\bbetween\\b|--|#)"),
            compile("['\"`]\\s*(?:or|and)\\s+(?:true|false|not|exists)\\b"),
            compile("\\bunion\\b(?:\\s|/\\*|\\(|\\ball\\b|\\bdistinct\\b)+select\\b"),
            compile("\\bselect\\b.{1,200}?\\bfrom\\b.{0,200}?(?:\\bwhere\\b|--|;|['\"]|\\binformation_schema\\b)"),
            compile("[;'\")]\\s*(?:drop|alter|create|truncate)\\s+(?:table|database|schema|view|user|procedure)\\b"),
            compile("[;'\")]\\s*insert\\s+into\\s+\\w+"),
            compile("[;'\")]\\s*delete\\s+from\\s+\\w+"),
            compile("[;'\")]\\s*update\\s+\\w+\\s+set\\s+\\w+"),
            compile("[;'\")]\\s*(?:exec(?:ute)?|call|shutdown|declare)\\b\\s*[@(\\w]"),
            compile(
                    "\\b(?:sleep|benchmark|pg_sleep|extractvalue|updatexml|load_file|xp_cmdshell|dbms_pipe\\.\\w+)\\s*\\("),
            compile("\\bwaitfor\\s+delay\\b"),
            compile("\\bxp_cmdshell\\b|\\binto\\s+(?:outfile|dumpfile)\\b"),
            compile("['\"`]\\s*;?\\s*(?:--|#|/\\*)"));

    private static final List<Pattern> SENSITIVE_SQL = List.of(
            compile("(?:--|#|/\\*)\\s*$"),
            compile("\\b(?:select|insert|update|delete|union|drop|exec)\\b.{0,80}?[;'\"(*]"),
            compile("['\"].{0,40}?\\b(?:or|and|like|order\\s+by|group\\s+by)\\b"));

    private static final List<Pattern> SCRIPT = List.of(
            compile("<\\s*/?\\s*(?:script|iframe|object|embed|applet|svg|math|base|meta|link|style|form)\\b"),
            compile("<[^>]{0,500}?[\\s/\"']on[a-z]{3,25}\\s*="),
            compile("(?:^|[\\s\"'>/])on(?:error|load|click|mouseover|focus|blur|submit|toggle|begin)\\s*="),
            compile("(?:javascript|vbscript|livescript)\\s*:"),
            compile("data\\s*:\\s*(?:text/html|image/svg|application/x-?javascript)"),
            compile("<!--\\[if|<!doctype|<!entity|<\\?xml"),
            compile("\\bexpression\\s*\\(|\\burl\\s*\\(\\s*['\"]?javascript"),
            compile("\\b(?:document\\s*\\.\\s*(?:cookie|write|domain)|window\\s*\\.\\s*location|eval\\s*\\()"),
            compile("<\\s*(?:img|a|body|video|audio|input|details|div)\\b[^>]{0,500}?(?:src|href|action)\\s*=\\s*"
                    + "['\"]?\\s*(?:javascript|data)\\s*:"));

    private Detectors() {}

    private static Pattern compile(String expression) {
        return Pattern.compile(expression, FLAGS);
    }

    static boolean looksLikeSql(String text, boolean highSensitivity) {
        return finds(SQL, text) || highSensitivity && finds(SENSITIVE_SQL, text);
    }

    static boolean looksLikeScript(String text) {
        return finds(SCRIPT, text);
    }

    private static boolean finds(List<Pattern> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }
}
