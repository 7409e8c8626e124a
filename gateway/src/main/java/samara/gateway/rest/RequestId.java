package samara.gateway.rest;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/// The ids that a request is known by.
///
/// @param requestId a UUID
/// @param extendedRequestId 15 characters and `=`, as `x-amz-apigw-id` has it
/// @param traceHeader `Root=1-…`: the client's own, or a new one
public record RequestId(String requestId, String extendedRequestId, String traceHeader) {

    /// Ids for a request that comes in.
    public static RequestId next(LongSupplier random, Optional<String> traceHeader, Instant now) {
        long high = random.getAsLong();
        long low = random.getAsLong();
        UUID uuid = new UUID(high & 0xffffffffffff0fffL | 0x4000, low & 0x3fffffffffffffffL | Long.MIN_VALUE);
        byte[] extended = new byte[11];
        long bits = random.getAsLong();
        for (int i = 0; i < extended.length; i++) {
            extended[i] = (byte) (bits >>> i * 5);
        }
        String trace = traceHeader
                .filter(t -> t.contains("Root="))
                .orElseGet(() -> "Root=1-" + HexFormat.of().toHexDigits((int) now.getEpochSecond()) + "-"
                        + HexFormat.of().toHexDigits(random.getAsLong())
                        + HexFormat.of().toHexDigits((int) random.getAsLong()));
        return new RequestId(uuid.toString(), Base64.getUrlEncoder().encodeToString(extended), trace);
    }

    /// The same in another place of the trace, or in another trace.
    RequestId withTraceHeader(String header) {
        return new RequestId(requestId, extendedRequestId, header);
    }
}
