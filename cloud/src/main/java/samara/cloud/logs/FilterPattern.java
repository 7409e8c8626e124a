package samara.cloud.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A [filter pattern](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html): words and
/// quoted phrases that must be there, `-` before what must not, `?` before alternatives, or conditions on JSON in
/// braces.
final class FilterPattern {
    private FilterPattern() {}

    /// Reads a pattern; an empty one matches everything.
    ///
    /// @throws samara.wire.AwsException where it is wrong, or of a kind that is not built
    static Predicate<String> of(String text) {
        String pattern = text.strip();
        if (pattern.startsWith("{")) {
            return JsonPattern.of(pattern);
        }
        if (pattern.startsWith("[")) {
            throw LogsErrors.notBuilt("patterns with space-delimited fields in brackets");
        }
        if (pattern.startsWith("%")) {
            throw LogsErrors.notBuilt("patterns with regular expressions in `%`");
        }
        return terms(pattern);
    }

    private static Predicate<String> terms(String pattern) {
        List<String> wanted = new ArrayList<>();
        List<String> unwanted = new ArrayList<>();
        List<String> any = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            char first = pattern.charAt(at);
            if (Character.isWhitespace(first)) {
                at++;
                continue;
            }
            List<String> kind = first == '-' ? unwanted : first == '?' ? any : wanted;
            int start = first == '-' || first == '?' ? at + 1 : at;
            int end = endOfTerm(pattern, start);
            boolean quoted = start < pattern.length() && pattern.charAt(start) == '"';
            kind.add(
                    quoted
                            ? pattern.substring(start + 1, end - 1).replace("\\\"", "\"")
                            : pattern.substring(start, end));
            at = end;
        }
        // With a term that must be there, alternatives change nothing: so it is in AWS.
        return message -> wanted.stream().allMatch(message::contains)
                && unwanted.stream().noneMatch(message::contains)
                && (any.isEmpty() || !wanted.isEmpty() || any.stream().anyMatch(message::contains));
    }

    private static int endOfTerm(String pattern, int start) {
        int at = start;
        if (at < pattern.length() && pattern.charAt(at) == '"') {
            for (at++; at < pattern.length(); at++) {
                if (pattern.charAt(at) == '"' && pattern.charAt(at - 1) != '\\') {
                    return at + 1;
                }
            }
            throw LogsErrors.invalid("Invalid character(s) in term '" + pattern + "': a quote is not closed.");
        }
        while (at < pattern.length() && !Character.isWhitespace(pattern.charAt(at))) {
            at++;
        }
        return at;
    }
}
