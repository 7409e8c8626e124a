package samara.cloud.edge.sigv4;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import samara.cloud.edge.sigv4.AuthenticationException.Kind;
import samara.cloud.kernel.HttpRequest;

/// The text of a request that its signature is over.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>.
final class CanonicalRequest {
    private CanonicalRequest() {}

    /// The forms that a client may have signed: clients differ in what they take for the canonical path. The most
    /// usual one comes first.
    static List<String> candidates(HttpRequest request, Query query, Signature signature, String payloadHash) {
        String head = request.method() + "\n";
        String tail = "\n" + query.canonical() + "\n" + headers(request, signature) + "\n" + payloadHash;
        return paths(request.rawPath(), signature.service()).stream()
                .map(path -> head + path + tail)
                .toList();
    }

    private static SequencedSet<String> paths(String rawPath, String service) {
        SequencedSet<String> paths = new LinkedHashSet<>();
        if (service.equals("s3")) {
            paths.add(rawPath);
            paths.add(Query.encoded(Query.decoded(rawPath.replace("+", "%2B")), true));
        } else {
            paths.add(Query.encoded(normalized(rawPath), true));
            paths.add(Query.encoded(rawPath, true));
            paths.add(rawPath);
        }
        return paths;
    }

    private static String normalized(String path) {
        if (!path.contains("//") && !path.contains("/.")) {
            return path;
        }
        List<String> kept = new ArrayList<>();
        for (String part : path.split("/", 0)) {
            if (part.equals("..")) {
                if (!kept.isEmpty()) {
                    kept.removeLast();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                kept.add(part);
            }
        }
        return "/" + String.join("/", kept) + (path.endsWith("/") && !kept.isEmpty() ? "/" : "");
    }

    private static String headers(HttpRequest request, Signature signature) {
        var text = new StringBuilder(256);
        boolean hostIsSigned = false;
        for (String name : signature.signedHeaders()) {
            List<String> values = request.headers().all(name);
            if (values.isEmpty()) {
                throw new AuthenticationException(
                        Kind.MISMATCH, "The header `" + name + "` was signed, but is not in the request.");
            }
            hostIsSigned |= name.equals("host");
            text.append(name.toLowerCase(Locale.ROOT)).append(':');
            for (int i = 0; i < values.size(); i++) {
                text.append(i == 0 ? "" : ",").append(collapsed(values.get(i)));
            }
            text.append('\n');
        }
        if (!hostIsSigned) {
            throw new AuthenticationException(
                    Kind.MISMATCH, "'Host' must be a 'SignedHeader' in the AWS Authorization.");
        }
        return text.append('\n')
                .append(String.join(";", signature.signedHeaders()))
                .toString();
    }

    private static String collapsed(String value) {
        String stripped = value.strip();
        return stripped.contains("  ") ? stripped.replaceAll(" +", " ") : stripped;
    }
}
