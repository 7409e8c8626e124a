package samara.cloud.edge;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.util.Objects;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;

/// Sends the answer to one request, from the handler's virtual thread. A writer that is faster than the client waits.
final class Answer {
    private static final Logger LOG = System.getLogger(Answer.class.getName());

    private final ChannelHandlerContext context;
    private final String method;
    private final boolean keepAlive;
    private final Runnable done;

    Answer(ChannelHandlerContext context, String method, boolean keepAlive, Runnable done) {
        this.context = context;
        this.method = method;
        this.keepAlive = keepAlive;
        this.done = done;
    }

    void send(HttpResponse response, HttpRequest request) throws InterruptedException {
        switch (response.content()) {
            case HttpResponse.Content.Bytes(byte[] bytes) -> {
                var full = new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(response.status()),
                        Unpooled.wrappedBuffer(bytes));
                head(full.headers(), response, request);
                boolean hasLength = full.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
                // A HEAD's answer says how long the body would be; 204 and 304 have none to speak of.
                if (!(hasLength && method.equals("HEAD")) && response.status() != 204 && response.status() != 304) {
                    full.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
                }
                finish(context.writeAndFlush(full));
            }
            case HttpResponse.Content.File file -> {
                var start = start(response, request);
                start.headers().set(HttpHeaderNames.CONTENT_LENGTH, file.length());
                if (!method.equals("HEAD") && !Transports.takesFiles(context.channel())) {
                    stream(file::copyTo, start, request);
                    return;
                }
                context.write(start);
                if (!method.equals("HEAD")) {
                    context.write(new DefaultFileRegion(file.path().toFile(), file.offset(), file.length()));
                }
                finish(context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
            }
            case HttpResponse.Content.Upgraded upgraded ->
                context.executor().execute(() -> WebSocketConnection.upgrade(context, request, response, upgraded));
            case HttpResponse.Content.Streamed streamed -> stream(streamed.writer(), start(response, request), request);
        }
    }

    /// Closes the connection without an answer.
    void abort() {
        context.close();
    }

    private void stream(HttpResponse.Writer writer, DefaultHttpResponse start, HttpRequest request)
            throws InterruptedException {
        if (!start.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            start.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        context.writeAndFlush(start);
        try {
            if (!method.equals("HEAD")) {
                var out = new Chunks();
                writer.writeTo(out);
                out.flush();
            }
            finish(context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Logger.Level.DEBUG, "The answer to request " + request.requestId() + " was cut off.", e);
            abort();
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.ERROR, "The answer to request " + request.requestId() + " failed on its way.", e);
            abort();
        }
    }

    private DefaultHttpResponse start(HttpResponse response, HttpRequest request) {
        var start = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
        head(start.headers(), response, request);
        return start;
    }

    private void head(HttpHeaders headers, HttpResponse response, HttpRequest request) {
        for (var header : response.headers().all()) {
            headers.add(header.name(), header.value());
        }
        if (!headers.contains("x-amzn-requestid")
                && !headers.contains("x-amz-request-id")
                && !headers.contains("apigw-requestid")) {
            headers.set("x-amzn-requestid", request.requestId());
        }
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private void finish(ChannelFuture written) {
        written.addListener(result -> {
            if (keepAlive && result.isSuccess()) {
                done.run();
            } else {
                context.close();
            }
        });
    }

    /// Sends what is written in chunks of 16 KB, or at a flush.
    private final class Chunks extends OutputStream {
        private static final int SIZE = 16 * 1024;
        private byte[] buffer = new byte[SIZE];
        private int filled;

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, from.length);
            int at = offset;
            int left = length;
            while (left > 0) {
                int count = Math.min(left, SIZE - filled);
                System.arraycopy(from, at, buffer, filled, count);
                filled += count;
                at += count;
                left -= count;
                if (filled == SIZE) {
                    flush();
                }
            }
        }

        @Override
        public void flush() throws IOException {
            if (filled == 0) {
                return;
            }
            var written = context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(buffer, 0, filled)));
            buffer = new byte[SIZE];
            filled = 0;
            if (!context.channel().isWritable() || !context.channel().isOpen()) {
                awaitClient(written);
            }
        }

        private void awaitClient(ChannelFuture written) throws IOException {
            try {
                written.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("The answer was interrupted.", e);
            }
            if (!written.isSuccess()) {
                throw new IOException("The client went away.", written.cause());
            }
        }
    }
}
