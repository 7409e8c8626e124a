package samara.gateway.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.gateway.Backends.Reach;
import samara.gateway.Headers;
import samara.gateway.UnsupportedApiException;
import samara.gateway.api.Integration;

/// Where in a backend's request a mapped value goes: `integration.request.{header|querystring|path}.name`.
public final class RequestPlace {
    private static final String PREFIX = "integration.request.";

    private RequestPlace() {}

    /// Whether a name is one of a place.
    public static boolean isKnown(String name) {
        return name.matches("integration\\.request\\.(header|querystring|path)\\..+");
    }

    /// Puts values where the name says; without values, what was passed through goes away.
    public static void put(
            String name,
            List<String> values,
            Headers headers,
            Map<String, List<String>> query,
            Map<String, String> path) {
        String rest = name.substring(PREFIX.length());
        int dot = rest.indexOf('.');
        String key = rest.substring(dot + 1);
        switch (rest.substring(0, dot)) {
            case "header" -> {
                headers.remove(key);
                values.forEach(value -> headers.add(key, value));
            }
            case "querystring" -> {
                if (values.isEmpty()) {
                    query.remove(key);
                } else {
                    query.put(key, values);
                }
            }
            case "path" -> values.stream().findFirst().ifPresent(value -> path.put(key, value));
            default -> throw new UnsupportedApiException("`" + name + "` is no place in a request.");
        }
    }

    /// A URL with `{name}` filled in and a query string at its end.
    public static String url(String url, Map<String, String> path, Map<String, List<String>> query) {
        String filled = url;
        for (var entry : path.entrySet()) {
            String value = inPath(entry.getValue());
            filled = filled.replace("{" + entry.getKey() + "}", value).replace("{" + entry.getKey() + "+}", value);
        }
        StringBuilder out = new StringBuilder(filled);
        char separator = filled.indexOf('?') < 0 ? '?' : '&';
        for (var entry : query.entrySet()) {
            for (String value : entry.getValue()) {
                out.append(separator)
                        .append(PercentEncoding.encode(entry.getKey()))
                        .append('=')
                        .append(PercentEncoding.encode(value));
                separator = '&';
            }
        }
        return out.toString();
    }

    /// A value without what would end the path or can't stand in one; what is percent-encoded stays so.
    private static String inPath(String value) {
        StringBuilder out = new StringBuilder(value.length());
        value.codePoints().forEach(c -> {
            if (c <= ' ' || c >= 0x7f || c == '?' || c == '#') {
                out.append(PercentEncoding.encode(Character.toString(c)));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /// How the endpoint of an integration is reached.
    static Reach reach(Integration integration, Exchange x) {
        return integration.isPrivate() || integration.insecureSkipVerification()
                ? new Reach(
                        integration.insecureSkipVerification(),
                        integration.vpcLink(text -> Targets.fill(text, x.stageVariables())),
                        Optional.empty())
                : Reach.INTERNET;
    }
}
