package samara.gateway.vtl;

import java.util.function.Supplier;

/// What one rendering of a template, or one validation of a body, may cost. A template of a few lines can ask for more
/// than a machine has: loops in loops, a text doubled forty times, a regular expression that backtracks for years.
///
/// Belongs to the thread that renders: Velocity's engine is one for all, and hands nothing else through.
public final class Effort {
    /// Rounds of all loops together.
    static final int MAX_ROUNDS = 200_000;
    /// Characters that references insert, into the output or into texts on the way.
    static final int MAX_CHARACTERS = 20 * 1024 * 1024;
    /// Looks at a character by regular expressions.
    static final long MAX_LOOKS = 20_000_000;

    private static final ThreadLocal<Effort> CURRENT = ThreadLocal.withInitial(Effort::new);

    private int rounds;
    private long characters;
    private long looks;

    private Effort() {}

    /// Does what may cost no more than this, from nothing: what the thread spent before or spends later does not count.
    ///
    /// @throws TooMuchException where it costs more
    public static <T> T measured(Supplier<T> work) {
        CURRENT.set(new Effort());
        try {
            return work.get();
        } finally {
            CURRENT.remove();
        }
    }

    static void round() {
        if (++CURRENT.get().rounds > MAX_ROUNDS) {
            throw new TooMuchException("its loops run more than " + MAX_ROUNDS + " times");
        }
    }

    static void characters(long count) {
        Effort spent = CURRENT.get();
        spent.characters += count;
        if (spent.characters > MAX_CHARACTERS) {
            throw new TooMuchException("it makes more than " + MAX_CHARACTERS / 1024 / 1024 + " MB of text");
        }
    }

    private static void look(Effort spent) {
        if (++spent.looks > MAX_LOOKS) {
            throw new TooMuchException("a regular expression of it takes too long");
        }
    }

    /// More than is given.
    public static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooMuchException(String what) {
            super(what, null, false, false);
        }

        /// The end of a sentence that says what was too much.
        public String what() {
            return String.valueOf(getMessage());
        }
    }

    /// A text for a regular expression to look at: no more often than is given.
    ///
    /// @throws TooMuchException by whoever looks too often
    public static CharSequence bounded(CharSequence text) {
        return new Bounded(text, CURRENT.get());
    }

    private record Bounded(CharSequence text, Effort effort) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            look(effort);
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
