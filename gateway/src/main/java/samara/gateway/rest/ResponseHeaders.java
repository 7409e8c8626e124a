package samara.gateway.rest;

import java.util.Locale;
import java.util.Set;
import samara.gateway.Headers;

/// Puts a backend's headers into an answer. Those that are the connection's own come back under
/// `x-amzn-Remapped-…`, as API Gateway does it.
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html">
///     important notes</a>
final class ResponseHeaders {
    private static final Set<String> REMAPPED = Set.of(
            "authorization",
            "connection",
            "content-length",
            "content-md5",
            "date",
            "expect",
            "host",
            "max-forwards",
            "proxy-authenticate",
            "server",
            "te",
            "trailer",
            "upgrade",
            "user-agent",
            "via",
            "www-authenticate");

    private ResponseHeaders() {}

    /// Adds a header of a backend.
    ///
    /// @throws GatewayFault where it can't be sent, since it would break the answer
    static void add(Headers headers, String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("transfer-encoding") || lower.equals("keep-alive")) {
            return;
        }
        if (name.isEmpty() || !name.chars().allMatch(ResponseHeaders::isToken)) {
            throw ProxyResponse.malformed("`" + name.strip() + "` is no header's name");
        }
        if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw ProxyResponse.malformed("the header `" + name + "` has a line break in it");
        }
        headers.add(REMAPPED.contains(lower) ? "x-amzn-Remapped-" + name : name, value);
    }

    private static boolean isToken(int c) {
        return c > 0x20 && c < 0x7f && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
    }
}
