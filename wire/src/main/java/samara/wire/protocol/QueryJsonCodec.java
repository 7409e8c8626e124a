package samara.wire.protocol;

import samara.wire.AwsException;
import samara.wire.Body;
import samara.wire.OperationModel;
import samara.wire.ServiceModel;
import samara.wire.Structure;
import samara.wire.WireHeaders;
import samara.wire.WireRequest;
import samara.wire.WireResponse;

/// The query protocol for clients that accept `application/json`: a form in, JSON out, with the same envelopes as in
/// XML. API Gateway calls services so.
final class QueryJsonCodec implements Codec {
    static final QueryJsonCodec INSTANCE = new QueryJsonCodec();

    private QueryJsonCodec() {}

    @Override
    public Object decode(Route route, WireRequest request) {
        return QueryCodec.INSTANCE.decode(route, request);
    }

    @Override
    public WireResponse encode(OperationModel<?, ?> operation, Object output, String requestId) {
        byte[] body = JsonWriter.object(out -> {
            out.writeObjectPropertyStart(operation.name() + "Response");
            String wrapper = operation.shapes().resultWrapper();
            if (!wrapper.isEmpty()) {
                out.writeObjectPropertyStart(wrapper);
                JsonWriter.members(out, operation.shapes().output(), (Structure) output);
                out.writeEndObject();
            }
            out.writeObjectPropertyStart("ResponseMetadata");
            out.writeStringProperty("RequestId", requestId);
            out.writeEndObject();
            out.writeEndObject();
        });
        return new WireResponse(200, headers(requestId), Body.of(body));
    }

    @Override
    public WireResponse error(ServiceModel service, AwsException error, String requestId) {
        byte[] body = JsonWriter.object(out -> {
            out.writeObjectPropertyStart("Error");
            out.writeStringProperty("Code", error.code());
            out.writeStringProperty("Message", error.message());
            out.writeStringProperty("Type", error.status() < 500 ? "Sender" : "Receiver");
            out.writeEndObject();
            out.writeStringProperty("RequestId", requestId);
        });
        return new WireResponse(error.status(), headers(requestId), Body.of(body));
    }

    private static WireHeaders headers(String requestId) {
        return new WireHeaders().add("Content-Type", "application/json").add("x-amzn-RequestId", requestId);
    }
}
