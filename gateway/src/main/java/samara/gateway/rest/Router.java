package samara.gateway.rest;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Finds the method of a path: a literal segment before a parameter before a greedy one, the method's own name before
/// `ANY`. Where the better path has no such method, the next one is tried.
final class Router {
    private final Segment root = new Segment();

    /// What was found.
    ///
    /// @param pathParameters as they stood in the path, percent-encoded
    record Match(RestMethod method, Map<String, String> pathParameters) {}

    private static final class Segment {
        private final Map<String, Segment> literals = new HashMap<>();
        private @Nullable String parameterName;
        private @Nullable Segment parameter;
        private @Nullable String greedyName;
        private @Nullable Segment greedy;
        private final Map<String, RestMethod> methods = new HashMap<>();
    }

    /// Adds a method at its resource's path.
    void add(RestMethod method) {
        Segment at = root;
        for (String part : method.resource().path().split("/", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            at = child(at, part);
        }
        at.methods.put(method.method().httpMethod(), method);
    }

    private static Segment child(Segment at, String part) {
        if (part.startsWith("{") && part.endsWith("+}")) {
            at.greedyName = part.substring(1, part.length() - 2);
            at.greedy = at.greedy == null ? new Segment() : at.greedy;
            return at.greedy;
        }
        if (part.startsWith("{") && part.endsWith("}")) {
            at.parameterName = part.substring(1, part.length() - 1);
            at.parameter = at.parameter == null ? new Segment() : at.parameter;
            return at.parameter;
        }
        return at.literals.computeIfAbsent(part, p -> new Segment());
    }

    /// Finds the method for a percent-encoded path.
    Optional<Match> find(String httpMethod, String path) {
        SequencedMap<String, String> parameters = new LinkedHashMap<>();
        RestMethod found = find(root, path, 1, httpMethod, parameters);
        return Optional.ofNullable(found).map(m -> new Match(m, parameters));
    }

    private static @Nullable RestMethod find(
            Segment at, String path, int from, String httpMethod, SequencedMap<String, String> parameters) {
        if (from >= path.length()) {
            RestMethod own = at.methods.get(httpMethod);
            return own != null ? own : at.methods.get("ANY");
        }
        int slash = path.indexOf('/', from);
        int end = slash < 0 ? path.length() : slash;
        String part = path.substring(from, end);
        Segment literal = at.literals.get(part);
        if (literal == null && part.indexOf('%') >= 0) {
            literal = at.literals.get(PercentEncoding.decode(part, false));
        }
        if (literal != null) {
            RestMethod found = find(literal, path, end + 1, httpMethod, parameters);
            if (found != null) {
                return found;
            }
        }
        if (at.parameter != null && at.parameterName != null && !part.isEmpty()) {
            RestMethod found = find(at.parameter, path, end + 1, httpMethod, parameters);
            if (found != null) {
                parameters.putFirst(at.parameterName, part);
                return found;
            }
        }
        if (at.greedy != null && at.greedyName != null) {
            RestMethod own = at.greedy.methods.get(httpMethod);
            RestMethod found = own != null ? own : at.greedy.methods.get("ANY");
            if (found != null) {
                parameters.put(at.greedyName, path.substring(from));
                return found;
            }
        }
        return null;
    }
}
