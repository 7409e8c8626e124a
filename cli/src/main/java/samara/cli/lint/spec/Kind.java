package samara.cli.lint.spec;

import java.util.List;
import java.util.Locale;

/// What a property takes.
public sealed interface Kind {

    /// A text, a number or another single value.
    record Scalar(Type type) implements Kind {}

    /// One of these values.
    record Choice(List<String> values) implements Kind {
        public Choice {
            values = List.copyOf(values);
        }
    }

    /// A list of these.
    record Elements(Kind element) implements Kind {}

    /// An object with free names, whose values are these.
    record Entries(Kind value) implements Kind {}

    /// An object of this specification's, by its id.
    record Structure(String id) implements Kind {}

    /// Anything: a policy document, for instance.
    record Anything() implements Kind {}

    /// One of these, which AWS describes side by side.
    record Either(List<Kind> kinds) implements Kind {
        public Either {
            kinds = List.copyOf(kinds);
        }
    }

    /// The types of single values.
    enum Type {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN;

        /// As people call it.
        public String word() {
            return switch (this) {
                case STRING -> "string";
                case INTEGER -> "whole number";
                case NUMBER -> "number";
                case BOOLEAN -> "boolean";
            };
        }

        static Type of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
