package samara.gateway.rest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import samara.gateway.ApiRequest;

/// The headers that functions see: the client's, without those of the connection, and those that API Gateway adds.
public final class ForwardedHeaders {
    private static final String FORWARDED = "X-Forwarded-";

    private ForwardedHeaders() {}

    /// A request's headers by their names, in a map that the caller may change.
    public static Map<String, List<String>> of(ApiRequest request, RequestId id) {
        Map<String, List<String>> headers = request.headers().grouped();
        ApiRequest.Client client = request.client();
        Optional<String> before = request.headers().get("X-Forwarded-For");
        headers.keySet()
                .removeIf(n -> n.regionMatches(true, 0, FORWARDED, 0, FORWARDED.length()) && isForwarding(n)
                        || n.equalsIgnoreCase("X-Amzn-Trace-Id")
                        || n.equalsIgnoreCase("Connection")
                        || n.equalsIgnoreCase("Content-Length")
                        || n.equalsIgnoreCase("Transfer-Encoding"));
        headers.put("X-Amzn-Trace-Id", List.of(id.traceHeader()));
        headers.put(
                "X-Forwarded-For",
                List.of(before.map(b -> b + ", " + client.sourceIp()).orElse(client.sourceIp())));
        headers.put("X-Forwarded-Port", List.of(Integer.toString(client.port())));
        headers.put("X-Forwarded-Proto", List.of(client.scheme()));
        return headers;
    }

    private static boolean isForwarding(String name) {
        String rest = name.substring(FORWARDED.length()).toLowerCase(Locale.ROOT);
        return rest.equals("for") || rest.equals("port") || rest.equals("proto");
    }
}
