package samara.gateway.rest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import samara.gateway.ApiRequest;
import samara.gateway.ApiResponse;
import samara.gateway.Headers;
import samara.gateway.api.RestApi;

/// Compresses answers from the API's minimum size on, by gzip or else deflate, as the client accepts; and decompresses
/// requests to such an API.
///
/// @see <a
/// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html">
///     payload compression</a>
final class Compression {
    private static final String ENCODING = "Content-Encoding";

    private Compression() {}

    /// A request with its body decompressed, where the API compresses at all and the body is compressed; a coding that
    /// is not known is left as it is.
    ///
    /// @throws GatewayFault 400 where the body is not compressed as it says, 413 where it grows beyond the limit
    static ApiRequest decompressed(ApiRequest request, RestApi api) {
        Optional<String> coding =
                request.headers().get(ENCODING).map(name -> name.trim().toLowerCase(Locale.ROOT));
        boolean known = coding.filter(name -> name.equals("gzip") || name.equals("deflate"))
                .isPresent();
        if (!known || api.settings().minimumCompressionSize().isEmpty() || request.body().length == 0) {
            return request;
        }
        byte[] body = inflated(request.body(), coding.get());
        if (body.length > RestStage.BODY_LIMIT_BYTES) {
            throw new GatewayFault(
                    FaultType.REQUEST_TOO_LARGE,
                    "HTTP content length exceeded " + RestStage.BODY_LIMIT_BYTES + " bytes, decompressed.");
        }
        Headers headers = new Headers();
        request.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase(ENCODING)) {
                headers.add(name, name.equalsIgnoreCase("Content-Length") ? Integer.toString(body.length) : value);
            }
        });
        return new ApiRequest(
                request.method(),
                request.path(),
                request.fullPath(),
                request.rawQuery(),
                headers,
                body,
                request.client());
    }

    /// At most a byte more than the limit.
    private static byte[] inflated(byte[] body, String coding) {
        try (InputStream in = new ByteArrayInputStream(body);
                InputStream inflating = coding.equals("gzip") ? new GZIPInputStream(in) : new InflaterInputStream(in)) {
            return inflating.readNBytes(RestStage.BODY_LIMIT_BYTES + 1);
        } catch (IOException e) {
            throw new GatewayFault(
                    FaultType.BAD_REQUEST, Optional.of("Bad Request"), "The body is not " + coding + ": " + e + ".");
        }
    }

    static ApiResponse apply(ApiResponse response, Exchange x) {
        int minimum = x.deployed.api().settings().minimumCompressionSize().orElse(-1);
        if (minimum < 0
                || response.body().length < Math.max(1, minimum)
                || response.headers().has(ENCODING)) {
            return response;
        }
        String accepted = x.request.headers().get("Accept-Encoding").orElse("").toLowerCase(Locale.ROOT);
        if (accepts(accepted, "gzip")) {
            return compressed(response, "gzip");
        }
        return accepts(accepted, "deflate") ? compressed(response, "deflate") : response;
    }

    private static ApiResponse compressed(ApiResponse response, String coding) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(response.body().length / 2 + 64);
        try (OutputStream out = coding.equals("gzip") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            out.write(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        response.headers().set(ENCODING, coding);
        return new ApiResponse(response.status(), response.headers(), bytes.toByteArray());
    }

    private static boolean accepts(String acceptEncoding, String coding) {
        for (String part : acceptEncoding.split(",", -1)) {
            String trimmed = part.replace(" ", "");
            if ((trimmed.equals(coding) || trimmed.startsWith(coding + ";") || trimmed.equals("*"))
                    && !trimmed.matches(".*;q=0(\\.0*)?")) {
                return true;
            }
        }
        return false;
    }
}
