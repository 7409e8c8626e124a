package samara.cloud.iam;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A part of a list whose elements are in the order of their keys.
///
/// @param marker where the next part begins, if there is one
record Page<T>(List<T> items, Optional<String> marker) {
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    static <T> Page<T> of(List<T> all, Function<T, String> key, Optional<String> after, Optional<Integer> maxItems) {
        int most = maxItems.orElse(USUAL);
        if (most < 1 || most > MOST) {
            throw IamErrors.validation("MaxItems must be from 1 to " + MOST + ".");
        }
        List<T> rest = all.stream()
                .filter(item -> after.isEmpty() || key.apply(item).compareTo(after.get()) > 0)
                .sorted(java.util.Comparator.comparing(key))
                .toList();
        return rest.size() <= most
                ? new Page<>(rest, Optional.empty())
                : new Page<>(rest.subList(0, most), Optional.of(key.apply(rest.get(most - 1))));
    }

    boolean isTruncated() {
        return marker.isPresent();
    }
}
