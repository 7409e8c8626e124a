package samara.gateway.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import samara.gateway.ApiResponse;

/// Compresses answers from the API's minimum size on, for clients that accept gzip.
final class Compression {
    private Compression() {}

    static ApiResponse apply(ApiResponse response, Exchange x) {
        int minimum = x.deployed.api().settings().minimumCompressionSize().orElse(-1);
        if (minimum < 0
                || response.body().length < Math.max(1, minimum)
                || response.headers().has("Content-Encoding")
                || !accepts(x.request.headers().get("Accept-Encoding").orElse(""))) {
            return response;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(response.body().length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        response.headers().set("Content-Encoding", "gzip");
        return new ApiResponse(response.status(), response.headers(), out.toByteArray());
    }

    private static boolean accepts(String acceptEncoding) {
        for (String part : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
            String trimmed = part.trim();
            if ((trimmed.equals("gzip") || trimmed.startsWith("gzip;") || trimmed.equals("*"))
                    && !trimmed.endsWith("q=0")) {
                return true;
            }
        }
        return false;
    }
}
