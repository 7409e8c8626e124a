package samara.wire.routing;

import java.util.regex.Pattern;
import samara.wire.WireRequest;

/// Buckets that are addressed by host: `bucket.s3.eu-west-1.amazonaws.com`, `bucket.s3.localhost`, `bucket.localhost`.
final class BucketHost {
    private static final Pattern HOST = Pattern.compile(
            "(?<bucket>.+?)(\\.s3([.-][a-z0-9-]+)?(\\.dualstack)?(\\.[a-z0-9-]+)?\\.amazonaws\\.com(\\.cn)?"
                    + "|\\.s3(\\.[a-z0-9-]+)?\\.localhost|\\.localhost)");

    private BucketHost() {}

    /// The request with its bucket in the path, where a host has it.
    static WireRequest inPath(WireRequest request) {
        String host = request.host();
        boolean candidate = host.endsWith(".localhost") || host.contains(".amazonaws.com");
        if (!candidate || host.startsWith("s3.") || host.startsWith("s3-")) {
            return request;
        }
        var matcher = HOST.matcher(host);
        if (!matcher.matches()) {
            return request;
        }
        return new WireRequest(
                request.method(),
                "/" + matcher.group("bucket") + request.rawPath(),
                request.rawQuery(),
                host,
                request.headers(),
                request.body());
    }
}
