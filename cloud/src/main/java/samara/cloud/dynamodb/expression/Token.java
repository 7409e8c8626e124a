package samara.cloud.dynamodb.expression;

/// A token with the place of its first character and the place after its last.
record Token(Kind kind, String text, int from, int to) {
    enum Kind {
        /// `price`, `AND`, `size`.
        WORD,
        /// `#price`.
        NAME,
        /// `:price`.
        VALUE,
        /// `12`.
        INDEX,
        /// `<=`, `(`, `.`.
        SYMBOL,
        /// What the language has no use for.
        UNKNOWN,
        END
    }

    boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }
}
