package samara.wire.protocol;

import java.nio.charset.StandardCharsets;
import samara.wire.AwsException;
import samara.wire.Body;
import samara.wire.OperationModel;
import samara.wire.ServiceModel;
import samara.wire.WireHeaders;
import samara.wire.WireRequest;
import samara.wire.WireResponse;

/// `smithy-rpc-v2-cbor`, which is known but not spoken: every request is answered that it is not.
final class CborCodec implements Codec {
    static final CborCodec INSTANCE = new CborCodec();

    private CborCodec() {}

    @Override
    public Object decode(Route route, WireRequest request) {
        throw new AwsException(
                "NotImplemented",
                501,
                "The protocol `smithy-rpc-v2-cbor` of " + route.service().fullName() + " is not built.");
    }

    @Override
    public WireResponse encode(OperationModel<?, ?> operation, Object output, String requestId) {
        throw new IllegalStateException("No request of this protocol can be decoded.");
    }

    @Override
    public WireResponse error(ServiceModel service, AwsException error, String requestId) {
        var headers = new WireHeaders()
                .add("smithy-protocol", "rpc-v2-cbor")
                .add("Content-Type", "application/cbor")
                .add("x-amzn-RequestId", requestId);
        return new WireResponse(error.status(), headers, Body.of(map(error)));
    }

    /// A map of two texts, as CBOR writes it: `{"__type": code, "message": message}`.
    private static byte[] map(AwsException error) {
        var out = new java.io.ByteArrayOutputStream();
        out.write(0xa2);
        for (String text : new String[] {"__type", error.code(), "message", error.message()}) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.write(0x7a);
            out.write(utf8.length >>> 24);
            out.write(utf8.length >>> 16);
            out.write(utf8.length >>> 8);
            out.write(utf8.length);
            out.writeBytes(utf8);
        }
        return out.toByteArray();
    }
}
