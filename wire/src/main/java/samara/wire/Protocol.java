package samara.wire;

/// The protocols in which AWS's services speak.
public enum Protocol {
    /// `X-Amz-Target` and JSON, `application/x-amz-json-1.0`.
    JSON_1_0("json1.0"),
    /// `X-Amz-Target` and JSON, `application/x-amz-json-1.1`.
    JSON_1_1("json1.1"),
    /// Methods, paths and JSON.
    REST_JSON("rest-json"),
    /// Methods, paths and XML.
    REST_XML("rest-xml"),
    /// A form with an `Action`, answered in XML.
    QUERY("query"),
    /// `smithy-rpc-v2-cbor`. Known, not spoken here yet.
    RPC_V2_CBOR("smithy-rpc-v2-cbor");

    private final String modelName;

    Protocol(String modelName) {
        this.modelName = modelName;
    }

    static Protocol of(String modelName) {
        for (Protocol protocol : values()) {
            if (protocol.modelName.equals(modelName)) {
                return protocol;
            }
        }
        throw new IllegalArgumentException("No protocol is called `" + modelName + "`.");
    }
}
