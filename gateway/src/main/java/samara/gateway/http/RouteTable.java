package samara.gateway.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.gateway.rest.PercentEncoding;

/// Finds the route of a request: a full match before a greedy one before `$default`; among several, the one with the
/// more literal path, and the method before `ANY`.
///
/// See [routing](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html).
final class RouteTable {
    private final List<Entry> entries = new ArrayList<>();
    private Optional<ReadyRoute> fallback = Optional.empty();

    private record Entry(ReadyRoute route, String method, List<String> segments, boolean isGreedy) {

        /// What orders routes of which several match: literals first, from the left.
        String rank() {
            StringBuilder rank = new StringBuilder(isGreedy ? "1" : "0");
            segments.forEach(
                    segment -> rank.append(segment.startsWith("{") ? segment.endsWith("+}") ? '2' : '1' : '0'));
            return rank.append(method.equals("ANY") ? 'z' : 'a').toString();
        }
    }

    /// @param pathParameters percent-decoded
    record Match(ReadyRoute route, Map<String, String> pathParameters) {}

    RouteTable(List<ReadyRoute> routes) {
        for (ReadyRoute ready : routes) {
            Route route = ready.route();
            if (route.key().equals(Route.DEFAULT)) {
                fallback = Optional.of(ready);
            } else {
                List<String> segments = segments(route.path());
                boolean greedy = !segments.isEmpty() && segments.getLast().endsWith("+}");
                entries.add(new Entry(ready, route.method(), segments, greedy));
            }
        }
        entries.sort(Comparator.comparing(Entry::rank));
    }

    Optional<Match> find(String method, String path) {
        List<String> asked = segments(path);
        for (Entry entry : entries) {
            if (entry.method().equals("ANY") || entry.method().equals(method)) {
                Optional<Map<String, String>> parameters = match(entry, asked);
                if (parameters.isPresent()) {
                    return Optional.of(new Match(entry.route(), parameters.get()));
                }
            }
        }
        return fallback.map(route -> new Match(route, Map.of()));
    }

    private static Optional<Map<String, String>> match(Entry entry, List<String> asked) {
        List<String> segments = entry.segments();
        if (entry.isGreedy() ? asked.size() < segments.size() : asked.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.endsWith("+}")) {
                String rest = String.join("/", asked.subList(i, asked.size()));
                parameters.put(segment.substring(1, segment.length() - 2), PercentEncoding.decode(rest, false));
            } else if (segment.startsWith("{")) {
                parameters.put(segment.substring(1, segment.length() - 1), PercentEncoding.decode(asked.get(i), false));
            } else if (!segment.equals(PercentEncoding.decode(asked.get(i), false))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static List<String> segments(String path) {
        String bare = path.startsWith("/") ? path.substring(1) : path;
        return bare.isEmpty() ? List.of() : List.of(bare.split("/", -1));
    }
}
