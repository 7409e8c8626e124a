package samara.cloud.lambda;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a list. Its marker is the name that the page before ended with, so that what is deleted meanwhile skips
/// nothing.
record Page<T>(List<T> items, @Nullable String next) {
    private static final int MOST_ITEMS = 50;

    /// @param all in the order of their names
    /// @param name what tells them apart
    /// @param order how names are ordered
    static <T> Page<T> of(List<T> all, Function<T, String> name, Comparator<String> order, Asked asked) {
        List<T> rest = all.stream()
                .sorted(Comparator.comparing(name, order))
                .filter(item -> asked.marker()
                        .map(marker -> order.compare(name.apply(item), marker) > 0)
                        .orElse(true))
                .toList();
        int size = asked.maxItems().orElse(MOST_ITEMS);
        if (size < 1) {
            throw LambdaErrors.invalid("`MaxItems` must be at least 1.");
        }
        List<T> page = rest.subList(0, Math.min(Math.min(size, MOST_ITEMS), rest.size()));
        return new Page<>(page, page.size() < rest.size() ? name.apply(page.getLast()) : null);
    }

    /// What a request asked for.
    record Asked(Optional<String> marker, Optional<Integer> maxItems) {}
}
