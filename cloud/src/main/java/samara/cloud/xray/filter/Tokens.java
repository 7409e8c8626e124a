package samara.cloud.xray.filter;

import java.util.ArrayList;
import java.util.List;

/// The parts of an expression.
final class Tokens {
    private static final String NUMBER = "0123456789.-";

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /// What a part is.
    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    /// @param text of a [Kind#TEXT] without its quotation marks
    record Token(Kind kind, String text, int position) {
        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        boolean isWord(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }
    }

    Tokens(String expression) throws FilterSyntaxException {
        int at = 0;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"' || c == '\'') {
                at = text(expression, at);
            } else if (NUMBER.indexOf(c) >= 0 && c != '.') {
                at = run(expression, at, Kind.NUMBER, NUMBER);
            } else if (Character.isLetter(c)) {
                at = run(expression, at, Kind.WORD, "._-");
            } else {
                at = sign(expression, at);
            }
        }
        tokens.add(new Token(Kind.END, "the end", expression.length()));
    }

    private int text(String expression, int start) throws FilterSyntaxException {
        var text = new StringBuilder();
        char quote = expression.charAt(start);
        for (int at = start + 1; at < expression.length(); at++) {
            char c = expression.charAt(at);
            if (c == quote) {
                tokens.add(new Token(Kind.TEXT, text.toString(), start));
                return at + 1;
            }
            if (c == '\\' && at + 1 < expression.length()) {
                at++;
                c = expression.charAt(at);
            }
            text.append(c);
        }
        throw FilterSyntaxException.at(start, "A quotation mark is not closed.");
    }

    private int run(String expression, int start, Kind kind, String more) {
        int at = start;
        while (at < expression.length()
                && (more.indexOf(expression.charAt(at)) >= 0
                        || kind == Kind.WORD && Character.isLetterOrDigit(expression.charAt(at)))) {
            at++;
        }
        tokens.add(new Token(kind, expression.substring(start, at), start));
        return at;
    }

    private int sign(String expression, int at) throws FilterSyntaxException {
        for (String sign :
                new String[] {"!=", ">=", "<=", "!", "=", ">", "<", "(", ")", "{", "}", "[", "]", ",", ":"}) {
            if (expression.startsWith(sign, at)) {
                tokens.add(new Token(Kind.SIGN, sign, at));
                return at + sign.length();
            }
        }
        throw FilterSyntaxException.at(at, "`" + expression.charAt(at) + "` is not part of the language.");
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    /// Takes the next part if it is this sign.
    boolean took(String sign) {
        boolean is = peek().is(sign);
        if (is) {
            next++;
        }
        return is;
    }

    void expect(String sign) throws FilterSyntaxException {
        Token token = take();
        if (!token.is(sign)) {
            throw FilterSyntaxException.at(
                    token.position(), "`" + sign + "` was expected, not `" + token.text() + "`.");
        }
    }

    /// Takes a text, a word or a number as a text.
    String value(Kind kind) throws FilterSyntaxException {
        Token token = take();
        if (token.kind() != kind) {
            throw FilterSyntaxException.at(token.position(), "`" + token.text() + "` was not expected.");
        }
        return token.text();
    }
}
