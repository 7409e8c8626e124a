package samara.cloud.apigateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A page of a list: at most `limit` items (25, at most 500) from `position` on, which is the last item's id before.
record Pages<T>(List<T> items, Optional<String> position) {
    static final int DEFAULT_LIMIT = 25;
    static final int LARGEST_LIMIT = 500;

    static <T> Pages<T> of(List<T> all, Function<T, String> id, Optional<String> position, Optional<Integer> limit) {
        int size = Math.clamp(limit.orElse(DEFAULT_LIMIT), 1, LARGEST_LIMIT);
        List<T> sorted = new ArrayList<>(all);
        sorted.sort(java.util.Comparator.comparing(id));
        List<T> rest = sorted.stream()
                .filter(item -> position.isEmpty() || id.apply(item).compareTo(position.get()) > 0)
                .toList();
        if (rest.size() <= size) {
            return new Pages<>(rest, Optional.empty());
        }
        return new Pages<>(rest.subList(0, size), Optional.of(id.apply(rest.get(size - 1))));
    }
}
