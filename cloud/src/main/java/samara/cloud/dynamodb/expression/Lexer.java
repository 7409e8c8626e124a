package samara.cloud.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;

/// Cuts an expression into tokens. Never fails: what is no token becomes one of kind `UNKNOWN`, which no rule takes.
final class Lexer {
    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /// The tokens of `text`; the last is of kind `END`.
    static List<Token> tokens(String text) {
        var lexer = new Lexer(text);
        var tokens = new ArrayList<Token>();
        do {
            tokens.add(lexer.next());
        } while (tokens.getLast().kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int from = at;
        if (at == text.length()) {
            return new Token(Token.Kind.END, "<EOF>", from, from);
        }
        Token.Kind kind = kindOf(text.charAt(at++));
        return new Token(kind, text.substring(from, at), from, at);
    }

    private Token.Kind kindOf(char first) {
        if (isLetter(first) || first == '_') {
            skipWord();
            return Token.Kind.WORD;
        }
        if (first == '#' || first == ':') {
            int from = at;
            skipWord();
            return at == from ? Token.Kind.UNKNOWN : first == '#' ? Token.Kind.NAME : Token.Kind.VALUE;
        }
        if (isDigit(first)) {
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            return Token.Kind.INDEX;
        }
        if (at < text.length() && isComparator(first, text.charAt(at))) {
            at++;
            return Token.Kind.SYMBOL;
        }
        return "=<>().,[]+-".indexOf(first) >= 0 ? Token.Kind.SYMBOL : Token.Kind.UNKNOWN;
    }

    private static boolean isComparator(char first, char second) {
        return first == '<' && (second == '=' || second == '>') || first == '>' && second == '=';
    }

    private void skipWord() {
        while (at < text.length() && isPart(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isPart(char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
