package samara.cloud.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import org.jspecify.annotations.Nullable;

/// Resets HTTP/2 requests whose method or path can't stand in a request line. Netty's translation to HTTP/1.1 finds
/// that out, too, but after it has taken a buffer, which it then does not give back.
///
/// See [malformed requests](https://www.rfc-editor.org/rfc/rfc9113#section-8.1.1).
final class RequestLineCheck extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof Http2HeadersFrame frame && isMalformed(frame.headers())) {
            var _ = context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.PROTOCOL_ERROR))
                    .addListener(_ -> context.close());
            return;
        }
        super.channelRead(context, message);
    }

    private static boolean isMalformed(Http2Headers headers) {
        CharSequence method = headers.method();
        if (method == null) {
            return false; // trailers
        }
        @Nullable
        CharSequence target =
                HttpMethod.CONNECT.asciiName().contentEqualsIgnoreCase(method) ? headers.authority() : headers.path();
        if (target == null) {
            return true;
        }
        try {
            var _ = new DefaultHttpRequest(
                    HttpVersion.HTTP_1_1, HttpMethod.valueOf(method.toString()), target.toString());
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
