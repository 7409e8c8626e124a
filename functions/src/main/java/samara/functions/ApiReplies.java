package samara.functions;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import samara.functions.extension.Reply;

/// Writes the answers to one request.
record ApiReplies(ChannelHandlerContext context, boolean keepAlive) implements Reply {

    /// Lets the client send its body.
    void goOn() {
        context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }

    /// Says that an answer is taken, by the next flush.
    void accept() {
        write(json(202, "{\"status\":\"OK\"}"), false);
    }

    /// An event, for a runtime that asked for one.
    void event(Invocation invocation, long deadline) {
        var event = response(200, Unpooled.wrappedBuffer(invocation.payload()));
        var headers = event.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", invocation.arn());
        invocation.traceId().ifPresent(id -> headers.set("Lambda-Runtime-Trace-Id", id));
        invocation.clientContext().ifPresent(client -> headers.set("Lambda-Runtime-Client-Context", client));
        invocation.cognitoIdentity().ifPresent(identity -> headers.set("Lambda-Runtime-Cognito-Identity", identity));
        invocation.tenantId().ifPresent(tenant -> headers.set("Lambda-Runtime-Aws-Tenant-Id", tenant));
        write(event, true);
    }

    @Override
    public void send(int status, Map<String, String> headers, String json) {
        var answer = json(status, json);
        headers.forEach((name, value) -> answer.headers().set(name, value));
        write(answer, true);
    }

    private static DefaultFullHttpResponse json(int status, String json) {
        var answer = response(status, Unpooled.copiedBuffer(json, StandardCharsets.UTF_8));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        return answer;
    }

    private static DefaultFullHttpResponse response(int status, ByteBuf content) {
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), content);
        answer.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        return answer;
    }

    private void write(DefaultFullHttpResponse answer, boolean now) {
        var written = now ? context.writeAndFlush(answer) : context.write(answer);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
