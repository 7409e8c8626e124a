package samara.wire.protocol;

import samara.wire.AwsException;
import samara.wire.OperationModel;
import samara.wire.Protocol;
import samara.wire.ServiceModel;
import samara.wire.WireRequest;
import samara.wire.WireResponse;

/// One wire protocol. Stateless.
public sealed interface Codec permits JsonCodec, RestJsonCodec, RestXmlCodec, QueryCodec, QueryJsonCodec, CborCodec {

    /// The codec of a protocol.
    static Codec of(Protocol protocol) {
        return switch (protocol) {
            case JSON_1_0 -> JsonCodec.VERSION_1_0;
            case JSON_1_1 -> JsonCodec.VERSION_1_1;
            case REST_JSON -> RestJsonCodec.INSTANCE;
            case REST_XML -> RestXmlCodec.INSTANCE;
            case QUERY -> QueryCodec.INSTANCE;
            case RPC_V2_CBOR -> CborCodec.INSTANCE;
        };
    }

    /// The codec of a protocol for a client that accepts a type: services of the query protocol answer in JSON who
    /// asks for it.
    static Codec of(Protocol protocol, String accept) {
        return protocol == Protocol.QUERY && accept.equals("application/json") ? QueryJsonCodec.INSTANCE : of(protocol);
    }

    /// Reads the input of the route's operation, which must be built.
    ///
    /// @throws AwsException where the request is not what the model says
    Object decode(Route route, WireRequest request);

    /// Writes an output of an operation.
    WireResponse encode(OperationModel<?, ?> operation, Object output, String requestId);

    /// Writes an error.
    WireResponse error(ServiceModel service, AwsException error, String requestId);
}
