package samara.cloud.edge.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import samara.cloud.edge.sigv4.AuthenticationException.Kind;
import samara.cloud.kernel.HttpRequest;

/// A signature as a request brings it.
///
/// @param scope `20260131/eu-west-1/s3/aws4_request`
/// @param date as it was sent: `20260131T120000Z`
/// @param expiresSeconds how long a presigned URL is good for
record Signature(
        String accessKeyId,
        String scope,
        String region,
        String service,
        String date,
        List<String> signedHeaders,
        String signature,
        Optional<String> sessionToken,
        Optional<Long> expiresSeconds) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long MAX_EXPIRES_SECONDS = 604_800;

    /// The signature of a request, if it has one.
    static Optional<Signature> of(HttpRequest request, Query query) {
        Optional<String> header = request.headers().first("Authorization");
        if (header.isPresent()) {
            return Optional.of(ofHeader(header.get(), request));
        }
        return query.first("X-Amz-Algorithm").map(algorithm -> ofQuery(algorithm, query));
    }

    Instant signedAt() {
        try {
            return Instant.from(DATE.parse(date));
        } catch (DateTimeException e) {
            throw new AuthenticationException(
                    Kind.INCOMPLETE, "Date must be in ISO-8601 'basic format'. Got '" + date + "'.");
        }
    }

    boolean isPresigned() {
        return expiresSeconds.isPresent();
    }

    private static Signature ofHeader(String header, HttpRequest request) {
        if (!header.startsWith(ALGORITHM + " ")) {
            throw new AuthenticationException(
                    Kind.INCOMPLETE,
                    "The `Authorization` header must start with `" + ALGORITHM + "`; other signatures are not taken.");
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : header.substring(ALGORITHM.length()).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        String date = request.headers()
                .first("X-Amz-Date")
                .or(() -> request.headers().first("Date"))
                .orElseThrow(() -> missing("X-Amz-Date"));
        return of(
                part(parts, "Credential"),
                date,
                part(parts, "SignedHeaders"),
                part(parts, "Signature"),
                new Extras(request.headers().first("X-Amz-Security-Token"), Optional.empty()));
    }

    private static Signature ofQuery(String algorithm, Query query) {
        if (!algorithm.equals(ALGORITHM)) {
            throw new AuthenticationException(Kind.INCOMPLETE, "`X-Amz-Algorithm` must be `" + ALGORITHM + "`.");
        }
        long expires;
        try {
            expires = Long.parseLong(query.first("X-Amz-Expires").orElse("86400"));
        } catch (NumberFormatException e) {
            expires = -1;
        }
        if (expires < 0 || expires > MAX_EXPIRES_SECONDS) {
            throw new AuthenticationException(
                    Kind.INCOMPLETE,
                    "X-Amz-Expires must be a number of seconds from 0 to " + MAX_EXPIRES_SECONDS + ".");
        }
        return of(
                query.first("X-Amz-Credential").orElseThrow(() -> missing("X-Amz-Credential")),
                query.first("X-Amz-Date").orElseThrow(() -> missing("X-Amz-Date")),
                query.first("X-Amz-SignedHeaders").orElseThrow(() -> missing("X-Amz-SignedHeaders")),
                query.first("X-Amz-Signature").orElseThrow(() -> missing("X-Amz-Signature")),
                new Extras(query.first("X-Amz-Security-Token"), Optional.of(expires)));
    }

    private record Extras(Optional<String> token, Optional<Long> expires) {}

    private static Signature of(String credential, String date, String headers, String signature, Extras extras) {
        String[] scope = credential.split("/", -1);
        if (scope.length < 5 || !scope[scope.length - 1].equals("aws4_request")) {
            throw new AuthenticationException(
                    Kind.INCOMPLETE,
                    "Credential must have the form `<key>/<date>/<region>/<service>/aws4_request`. Got '" + credential
                            + "'.");
        }
        int last = scope.length - 1;
        String key = String.join("/", List.of(scope).subList(0, last - 3));
        if (!date.startsWith(scope[last - 3])) {
            throw new AuthenticationException(
                    Kind.MISMATCH,
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                            + scope[last - 3] + "' != '" + date + "'.");
        }
        return new Signature(
                key,
                credential.substring(key.length() + 1),
                scope[last - 2],
                scope[last - 1],
                date,
                List.of(headers.split(";")),
                signature,
                extras.token,
                extras.expires);
    }

    private static String part(Map<String, String> parts, String name) {
        String value = parts.get(name);
        if (value == null || value.isEmpty()) {
            throw missing(name);
        }
        return value;
    }

    private static AuthenticationException missing(String name) {
        return new AuthenticationException(Kind.INCOMPLETE, "Authorization requires '" + name + "' parameter.");
    }
}
