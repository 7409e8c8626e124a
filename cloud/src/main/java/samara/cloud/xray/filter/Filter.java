package samara.cloud.xray.filter;

import java.util.List;
import java.util.Optional;

/// An expression that was understood.
public sealed interface Filter {

    /// Whether it holds for something.
    default boolean holds(Facts facts) {
        return switch (this) {
            case All all -> all.terms().stream().allMatch(term -> term.holds(facts));
            case Any any -> any.terms().stream().anyMatch(term -> term.holds(facts));
            case Not not -> !not.term().holds(facts);
            case Flag flag -> facts.flag(flag.keyword());
            case Figure figure ->
                facts.number(figure.keyword())
                        .filter(value -> figure.operator().holds(Double.compare(value, figure.value())))
                        .isPresent();
            case Text text -> facts.texts(text.keyword()).stream().anyMatch(text::holds);
            case Annotation annotation ->
                facts.annotations(annotation.key()).stream().anyMatch(annotation::holds);
            case Service service ->
                facts.services().stream()
                        .anyMatch(
                                one -> service.isMeant(one) && service.filter().holds(one));
        };
    }

    /// How two values are compared.
    enum Operator {
        EQUAL,
        UNEQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST;

        boolean holds(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case UNEQUAL -> comparison != 0;
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case GREATER -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
            };
        }
    }

    /// How texts are compared.
    enum Match {
        EQUAL,
        UNEQUAL,
        CONTAINS,
        BEGINSWITH,
        ENDSWITH
    }

    /// All of them.
    record All(List<Filter> terms) implements Filter {}

    /// One of them.
    record Any(List<Filter> terms) implements Filter {}

    /// Not that.
    record Not(Filter term) implements Filter {}

    /// `fault`.
    record Flag(String keyword) implements Filter {}

    /// `responsetime > 5`.
    record Figure(String keyword, Operator operator, double value) implements Filter {}

    /// `http.url CONTAINS "/v2/"`.
    record Text(String keyword, Match match, String value) implements Filter {
        boolean holds(String actual) {
            return switch (match) {
                case EQUAL -> actual.equals(value);
                case UNEQUAL -> !actual.equals(value);
                case CONTAINS -> actual.contains(value);
                case BEGINSWITH -> actual.startsWith(value);
                case ENDSWITH -> actual.endsWith(value);
            };
        }
    }

    /// `annotation[key] = "value"`, or `annotation[key]` for any value.
    ///
    /// @param test what is asked of the value
    record Annotation(String key, Optional<Test> test) implements Filter {
        boolean holds(Object actual) {
            return test.map(t -> t.holds(actual)).orElse(true);
        }
    }

    /// What is asked of a value of any kind.
    sealed interface Test {
        /// Whether it holds; never for a value of another kind.
        default boolean holds(Object actual) {
            return switch (this) {
                case OfNumber number ->
                    actual instanceof Double value && number.operator().holds(Double.compare(value, number.value()));
                case OfText text ->
                    actual instanceof String value && text.text().holds(value);
                case OfFlag flag -> actual instanceof Boolean value && value == flag.value();
            };
        }

        /// A comparison with a number.
        record OfNumber(Operator operator, double value) implements Test {}

        /// A comparison with a text.
        record OfText(Text text) implements Test {}

        /// `true` or `false`.
        record OfFlag(boolean value) implements Test {}
    }

    /// `service("name") { fault }`.
    record Service(Optional<String> name, Optional<String> type, Filter filter) implements Filter {
        boolean isMeant(Facts service) {
            return name.map(value -> service.texts("name").contains(value)).orElse(true)
                    && type.map(value -> service.texts("type").contains(value)).orElse(true);
        }
    }
}
