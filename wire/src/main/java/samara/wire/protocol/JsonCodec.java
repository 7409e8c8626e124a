package samara.wire.protocol;

import org.jspecify.annotations.Nullable;
import samara.wire.AwsException;
import samara.wire.Body;
import samara.wire.OperationModel;
import samara.wire.Schema;
import samara.wire.ServiceModel;
import samara.wire.Structure;
import samara.wire.WireHeaders;
import samara.wire.WireRequest;
import samara.wire.WireResponse;

/// AWS JSON 1.0 and 1.1.
final class JsonCodec implements Codec {
    static final JsonCodec VERSION_1_0 = new JsonCodec("application/x-amz-json-1.0");
    static final JsonCodec VERSION_1_1 = new JsonCodec("application/x-amz-json-1.1");
    private final String contentType;

    private JsonCodec(String contentType) {
        this.contentType = contentType;
    }

    @Override
    public Object decode(Route route, WireRequest request) {
        Schema input = route.operation().shapes().input();
        var checks = new Checks(route.service());
        var values = new @Nullable Object[input.members().size()];
        JsonReader.read(Bodies.read(request.body()), input, values, checks);
        Object result = checks.structure(input, values);
        checks.finish();
        return result;
    }

    @Override
    public WireResponse encode(OperationModel<?, ?> operation, Object output, String requestId) {
        // Operations without an output answer an empty object in 1.0 and nothing in 1.1; every client takes the object.
        byte[] body = JsonWriter.write(operation.shapes().output(), (Structure) output);
        return new WireResponse(200, headers(requestId), Body.of(body));
    }

    @Override
    public WireResponse error(ServiceModel service, AwsException error, String requestId) {
        WireHeaders headers = headers(requestId);
        byte[] body = Errors.json(service, error, true);
        if (service.isQueryCompatible()) {
            headers.add("x-amzn-query-error", error.code() + ";" + (error.status() < 500 ? "Sender" : "Receiver"));
        }
        return new WireResponse(error.status(), headers, Body.of(body));
    }

    private WireHeaders headers(String requestId) {
        return new WireHeaders().add("Content-Type", contentType).add("x-amzn-RequestId", requestId);
    }
}
