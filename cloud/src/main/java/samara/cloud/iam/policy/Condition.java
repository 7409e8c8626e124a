package samara.cloud.iam.policy;

import java.util.List;
import java.util.Optional;

/// One key of one operator in a `Condition`: it holds when any of the wanted values matches (none, where negated).
sealed interface Condition {

    boolean holds(Context context);

    /// `Null`: whether the key must be absent.
    record Absence(String key, boolean mustBeAbsent) implements Condition {
        @Override
        public boolean holds(Context context) {
            return context.all(key).filter(values -> !values.isEmpty()).isEmpty() == mustBeAbsent;
        }
    }

    /// How keys with several values are treated.
    enum Quantifier {
        NONE,
        FOR_ALL_VALUES,
        FOR_ANY_VALUE
    }

    /// Any other operator.
    record Comparison(
            Operator operator,
            boolean isNegated,
            boolean ifExists,
            Quantifier quantifier,
            String key,
            List<Pattern> wanted)
            implements Condition {

        @Override
        public boolean holds(Context context) {
            Optional<List<String>> values = context.all(key);
            if (values.isEmpty() || values.get().isEmpty()) {
                // A missing key matches nothing: that is what the negated operators want.
                return ifExists
                        || quantifier == Quantifier.FOR_ALL_VALUES
                        || isNegated && quantifier == Quantifier.NONE;
            }
            return switch (quantifier) {
                case FOR_ALL_VALUES -> values.get().stream().allMatch(value -> fits(value, context));
                case FOR_ANY_VALUE -> values.get().stream().anyMatch(value -> fits(value, context));
                case NONE ->
                    isNegated
                            ? values.get().stream().allMatch(value -> fits(value, context))
                            : values.get().stream().anyMatch(value -> fits(value, context));
            };
        }

        private boolean fits(String value, Context context) {
            for (Pattern pattern : wanted) {
                if (operator.matches(pattern, value, context)) {
                    return !isNegated;
                }
            }
            return isNegated;
        }
    }
}
