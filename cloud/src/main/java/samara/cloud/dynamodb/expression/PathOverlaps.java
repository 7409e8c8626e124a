package samara.cloud.dynamodb.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Two paths of one expression may not lead to the same place or one into the other, nor take a thing for a map here
/// and for a list there. Found with a trie: linear in the paths' steps.
final class PathOverlaps {
    private static final class Place {
        private final Map<Path.Step, Place> next = new HashMap<>();
        private final Path first;
        private boolean isEnd;

        Place(Path first) {
            this.first = first;
        }

        /// The path that leads on from here by the other kind of step, if there is one.
        @Nullable
        Path conflicting(Path.Step step) {
            for (var entry : next.entrySet()) {
                if (entry.getKey().getClass() != step.getClass()) {
                    return entry.getValue().first;
                }
            }
            return null;
        }
    }

    private PathOverlaps() {}

    static Optional<String> find(List<Path> paths) {
        if (paths.size() < 2) {
            return Optional.empty();
        }
        var root = new Place(paths.getFirst());
        for (Path path : paths) {
            Optional<String> found = add(root, path);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> add(Place root, Path path) {
        Place place = root;
        for (Path.Step step : path.steps()) {
            if (place.isEnd) {
                return message("overlap", place.first, path);
            }
            Path conflicting = place.conflicting(step);
            if (conflicting != null) {
                return message("conflict", conflicting, path);
            }
            place = place.next.computeIfAbsent(step, _ -> new Place(path));
        }
        if (place.isEnd || !place.next.isEmpty()) {
            return message("overlap", place.first, path);
        }
        place.isEnd = true;
        return Optional.empty();
    }

    private static Optional<String> message(String what, Path one, Path two) {
        return Optional.of("Two document paths " + what + " with each other; must remove or rewrite one of these paths;"
                + " path one: " + one + ", path two: " + two);
    }
}
