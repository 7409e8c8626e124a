package samara.cli.local.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import samara.gateway.ApiRequest;
import samara.gateway.ApiResponse;

/// The routes of all APIs that share a port, and which of them a request is for. The API that is chosen routes the
/// request once more, by its own rules.
final class ServedRoutes {
    private static final Comparator<Known> CLOSEST = Comparator.comparing(Known::breadth)
            .thenComparing(known -> known.route().method().equals("ANY"));

    private final List<Known> known = new ArrayList<>();

    /// One method of one path.
    ///
    /// @param api the API's logical id
    /// @param path as the API has it; `$default` takes what no other route does
    /// @param needs what a request needs, in words; empty where everybody may call
    record Route(String api, String method, String path, String needs, Function<ApiRequest, ApiResponse> stage) {
        /// How the path is shown: the default route's is a greedy parameter.
        String shown() {
            return path.equals(samara.gateway.http.Route.DEFAULT) ? "/{path+}" : path;
        }

        private Predicate<String> matching() {
            if (path.equals(samara.gateway.http.Route.DEFAULT)) {
                return any -> true;
            }
            var expression = new StringBuilder();
            for (String segment : path.substring(1).split("/", -1)) {
                expression.append('/');
                expression.append(
                        switch (breadth(segment)) {
                            case '0' -> Pattern.quote(segment);
                            case '1' -> "[^/]+";
                            default -> ".+";
                        });
            }
            return Pattern.compile(expression + "/?").asMatchPredicate();
        }

        /// A digit a segment: the later a path takes something else than itself, the narrower it is.
        private String breadth() {
            if (path.equals(samara.gateway.http.Route.DEFAULT)) {
                return "3";
            }
            var breadth = new StringBuilder();
            for (String segment : path.substring(1).split("/", -1)) {
                breadth.append(breadth(segment));
            }
            return breadth.toString();
        }

        private static char breadth(String segment) {
            boolean parameter = segment.startsWith("{") && segment.endsWith("}");
            return !parameter ? '0' : segment.endsWith("+}") ? '2' : '1';
        }
    }

    /// @param breadth orders those that match the same request: the narrowest is the least
    private record Known(Route route, Predicate<String> matching, String breadth) {
        boolean takes(String method) {
            return route.method().equals("ANY") || route.method().equals(method);
        }
    }

    /// @param routes as they were declared; of equals the first counts
    ServedRoutes(List<Route> routes) {
        routes.forEach(route -> known.add(new Known(route, route.matching(), route.breadth())));
    }

    /// All of them, as they were declared.
    List<Route> all() {
        return known.stream().map(Known::route).toList();
    }

    /// The route that a request is for, be it of a method that an API answers by itself.
    Optional<Route> of(String method, String rawPath) {
        List<Known> matching =
                known.stream().filter(one -> one.matching().test(rawPath)).toList();
        return matching.stream()
                .filter(one -> one.takes(method))
                .min(CLOSEST)
                // A preflight: an HTTP API answers it by itself.
                .or(() ->
                        matching.stream().filter(_ -> method.equals("OPTIONS")).min(CLOSEST))
                .map(Known::route);
    }

    /// What no request reaches, since another API has the same route.
    List<String> hidden() {
        Map<String, Route> first = new HashMap<>();
        List<String> hidden = new ArrayList<>();
        for (Route route : all()) {
            String shape = route.method() + " " + route.path().replaceAll("\\{[^/]*?(\\+?)}", "{$1}");
            Route before = first.putIfAbsent(shape, route);
            if (before != null && !before.api().equals(route.api())) {
                hidden.add("`" + route.method() + " " + route.shown() + "` of `" + route.api()
                        + "` is not reached: the APIs share this port, and `" + before.api()
                        + "` has it, too. `up` gives each API an address of its own.");
            }
        }
        return hidden;
    }
}
