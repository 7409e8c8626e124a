package samara.wire.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.wire.OperationModel;
import samara.wire.ServiceModel;
import samara.wire.WireRequest;
import samara.wire.protocol.QueryString;

/// The operations of a REST service by method and path: a tree of the patterns' segments. Operations of one method and
/// path are told apart by what their patterns and models require in the query string and headers.
final class RestRoutes {
    private final Map<String, Node> methods = new HashMap<>();

    /// A match.
    record Match(OperationModel<?, ?> operation, Map<String, String> labels) {}

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final List<Candidate> here = new ArrayList<>(1);
        private final List<Candidate> greedy = new ArrayList<>(0);
        private @Nullable Node label;
    }

    /// An operation at the end of a path.
    ///
    /// @param labels names of the path's labels in their order
    /// @param literals what the pattern has behind its `?`
    private record Candidate(OperationModel<?, ?> operation, List<String> labels, Map<String, String> literals) {

        boolean hasLiterals(QueryString query) {
            for (var literal : literals.entrySet()) {
                String value = query.get(literal.getKey());
                if (value == null
                        || !literal.getValue().isEmpty() && !literal.getValue().equals(value)) {
                    return false;
                }
            }
            return true;
        }

        boolean hasRequired(QueryString query, WireRequest request) {
            return operation.http().requiredQuery().stream().allMatch(query::has)
                    && operation.http().requiredHeaders().stream()
                            .allMatch(name -> request.headers().get(name) != null);
        }

        int weight() {
            return literals.size()
                    + operation.http().requiredQuery().size()
                    + operation.http().requiredHeaders().size();
        }
    }

    RestRoutes(ServiceModel service) {
        for (var operation : service.operations()) {
            add(operation);
        }
    }

    private void add(OperationModel<?, ?> operation) {
        String uri = operation.http().uri();
        int mark = uri.indexOf('?');
        var literals = new LinkedHashMap<String, String>();
        if (mark >= 0) {
            QueryString.parse(uri.substring(mark + 1))
                    .all()
                    .forEach((name, values) -> literals.put(name, values.getFirst()));
        }
        var labels = new ArrayList<String>();
        Node node = methods.computeIfAbsent(operation.http().method(), method -> new Node());
        for (String segment : segments(mark < 0 ? uri : uri.substring(0, mark))) {
            if (segment.endsWith("+}")) {
                labels.add(segment.substring(1, segment.length() - 2));
                node.greedy.add(new Candidate(operation, List.copyOf(labels), literals));
                return;
            }
            if (segment.startsWith("{")) {
                labels.add(segment.substring(1, segment.length() - 1));
                if (node.label == null) {
                    node.label = new Node();
                }
                node = node.label;
            } else {
                node = node.literals.computeIfAbsent(segment, s -> new Node());
            }
        }
        node.here.add(new Candidate(operation, List.copyOf(labels), literals));
    }

    /// The operation that a request means.
    Optional<Match> find(WireRequest request, QueryString query) {
        Node root = methods.get(request.method());
        return root == null
                ? Optional.empty()
                : new Search(request, query, segments(request.rawPath())).below(root, 0, new ArrayList<>());
    }

    /// Parts between slashes; a slash at the end makes no part.
    private static List<String> segments(String path) {
        int start = path.startsWith("/") ? 1 : 0;
        int end = path.length() > start && path.endsWith("/") ? path.length() - 1 : path.length();
        return start >= end ? List.of() : List.of(path.substring(start, end).split("/", -1));
    }

    private record Search(WireRequest request, QueryString query, List<String> segments) {

        Optional<Match> below(Node node, int at, List<String> values) {
            if (at == segments.size()) {
                return choose(node.here, values);
            }
            String segment = segments.get(at);
            Node literal = node.literals.get(segment);
            if (literal != null) {
                var match = below(literal, at + 1, values);
                if (match.isPresent()) {
                    return match;
                }
            }
            if (node.label != null && !segment.isEmpty()) {
                values.add(segment);
                var match = below(node.label, at + 1, values);
                values.removeLast();
                if (match.isPresent()) {
                    return match;
                }
            }
            if (node.greedy.isEmpty()) {
                return Optional.empty();
            }
            values.add(rest(at));
            var match = choose(node.greedy, values);
            values.removeLast();
            return match;
        }

        /// What is left of the path as it was sent, with all its slashes.
        private String rest(int at) {
            String path = request.rawPath();
            int from = path.startsWith("/") ? 1 : 0;
            for (int i = 0; i < at; i++) {
                from += segments.get(i).length() + 1;
            }
            return path.substring(from);
        }

        /// The candidate that requires most of what the request has. Where something required is missing the operation
        /// is still meant, and its validation tells so.
        private Optional<Match> choose(List<Candidate> candidates, List<String> values) {
            Candidate best = null;
            Candidate incomplete = null;
            for (Candidate candidate : candidates) {
                if (!candidate.hasLiterals(query)) {
                    continue;
                }
                if (!candidate.hasRequired(query, request)) {
                    incomplete = incomplete == null ? candidate : incomplete;
                } else if (best == null || isBetter(candidate, best)) {
                    best = candidate;
                }
            }
            Candidate chosen = best == null ? incomplete : best;
            if (chosen == null) {
                return Optional.empty();
            }
            var labels = new HashMap<String, String>();
            for (int i = 0; i < chosen.labels().size(); i++) {
                labels.put(chosen.labels().get(i), QueryString.decodePath(values.get(i)));
            }
            return Optional.of(new Match(chosen.operation(), labels));
        }

        /// Where two are alike (S3 has old and new forms of a few operations) the one that is built is meant, else the
        /// one with the longer name, which is the newer.
        private static boolean isBetter(Candidate candidate, Candidate than) {
            if (candidate.weight() != than.weight()) {
                return candidate.weight() > than.weight();
            }
            var one = candidate.operation();
            var other = than.operation();
            return one.isBuilt() == other.isBuilt()
                    ? one.name().length() > other.name().length()
                    : one.isBuilt();
        }
    }
}
