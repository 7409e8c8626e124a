package samara.cloud.apigateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.HttpResponse.Content;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scope;
import samara.gateway.BackendAnswer;
import samara.gateway.Backends.ActionUri;
import samara.gateway.Backends.ServiceCall;
import samara.wire.AwsException;
import samara.wire.catalog.Catalog;

/// Calls AWS actions as integrations name them, by the services' own HTTP interfaces and the one call path: IAM, the
/// event log and a 501 for what is not built hold for them. Which service it is, only the integration's URI knows.
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-uri">
///     integration URIs</a>
final class ActionCalls {
    /// The largest answer that API Gateway passes on.
    private static final int ANSWER_LIMIT_BYTES = 10 * 1024 * 1024;

    private final Kernel kernel;
    private final GatewayRoles roles;

    ActionCalls(Kernel kernel, GatewayRoles roles) {
        this.kernel = kernel;
        this.roles = roles;
    }

    /// Calls one.
    BackendAnswer call(ServiceCall call) {
        ActionUri uri = call.target();
        Optional<Catalog.Entry> service = ActionRequest.service(uri.service());
        if (service.isEmpty()) {
            return new BackendAnswer.Unreachable(
                    "AWS ARN for integration contains invalid service `" + uri.service() + "`");
        }
        if (call.credentials().isEmpty()) {
            return new BackendAnswer.Refused("Role ARN must be specified for AWS integrations");
        }
        try {
            Call context = roles.call(
                    call.credentials(), call.sourceArn(), call.headers().get("X-Amzn-Trace-Id"));
            Scope at = new Scope(context.scope().account(), new Region(uri.region()));
            Optional<HttpRequest> request = ActionRequest.of(call, service.get(), context.requestId());
            if (request.isEmpty()) {
                return new BackendAnswer.Unreachable("Actions of `" + uri.service()
                        + "` are called by their path: arn:aws:apigateway:REGION:" + uri.service() + ":path/PATH");
            }
            return answer(kernel.calls().call(request.get(), context.in(at)));
        } catch (AwsException e) {
            return new BackendAnswer.Refused("API Gateway does not have permission to assume the provided role `"
                    + call.credentials().get() + "`: " + e.message());
        }
    }

    private static BackendAnswer answer(HttpResponse response) {
        samara.gateway.Headers headers = new samara.gateway.Headers();
        response.headers().all().forEach(header -> headers.add(header.name(), header.value()));
        try {
            return new BackendAnswer.Answered(response.status(), headers, bytes(response.content()));
        } catch (IOException e) {
            return new BackendAnswer.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] bytes(Content content) throws IOException {
        return switch (content) {
            case Content.Bytes bytes -> bytes.bytes();
            case Content.File file -> {
                if (file.length() > ANSWER_LIMIT_BYTES) {
                    throw new IOException("The service's answer exceeds 10 MB.");
                }
                try (InputStream in = Files.newInputStream(file.path())) {
                    in.skipNBytes(file.offset());
                    yield in.readNBytes((int) file.length());
                }
            }
            case Content.Upgraded _ -> throw new IOException("The service's answer is a WebSocket.");
            case Content.Streamed streamed -> {
                Limited out = new Limited();
                streamed.writer().writeTo(out);
                yield out.toByteArray();
            }
        };
    }

    /// Takes no more than API Gateway passes on.
    private static final class Limited extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            if (bytes.size() + length > ANSWER_LIMIT_BYTES) {
                throw new IOException("The service's answer exceeds 10 MB.");
            }
            bytes.write(from, offset, length);
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }
    }
}
