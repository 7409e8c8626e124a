package samara.cloud.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpResponse;

/// A streamed answer of a URL. With the content type of
/// [HTTP integrations](https://docs.aws.amazon.com/lambda/latest/dg/response-streaming-tutorial.html) its head comes
/// first: JSON about status, headers and cookies, and eight NULs.
final class UrlStream {
    private static final String WITH_HEAD = "application/vnd.awslambda.http-integration-response";
    private static final int NULS = 8;
    private static final int LONGEST_HEAD = 65_536;
    private static final int BUFFER = 16_384;

    private UrlStream() {}

    static HttpResponse of(StreamedInvocation running) {
        InputStream in = running.open();
        var content = new HttpResponse.Content.Streamed(out -> copy(in, out));
        String type = running.beginning().contentType();
        if (!type.equals(WITH_HEAD)) {
            return new HttpResponse(200, Headers.of("content-type", type), content);
        }
        HttpResponse head;
        try {
            head = UrlAnswer.of(withStatus(head(in)))
                    .orElseThrow(() -> new IOException("The answer's head is no structured response."));
        } catch (IOException e) {
            close(in);
            return HttpResponse.of(502, "application/json", "Internal Server Error");
        }
        return new HttpResponse(head.status(), head.headers(), content);
    }

    private static byte[] head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int nuls = 0;
        while (nuls < NULS) {
            int next = in.read();
            if (next < 0 || head.size() > LONGEST_HEAD) {
                throw new IOException("The answer's head does not end.");
            }
            nuls = next == 0 ? nuls + 1 : 0;
            if (next != 0) {
                head.write(next);
            }
        }
        return head.toByteArray();
    }

    /// A head may leave its status out.
    private static byte[] withStatus(byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8).strip();
        if (text.contains("\"statusCode\"") || !text.startsWith("{")) {
            return json;
        }
        String rest = text.substring(1).strip();
        return ("{\"statusCode\":200" + (rest.equals("}") ? "" : ",") + rest).getBytes(StandardCharsets.UTF_8);
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        try (in) {
            var buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        }
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
