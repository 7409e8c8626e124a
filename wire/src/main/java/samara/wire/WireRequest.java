package samara.wire;

/// A request to the AWS API, as it came in: nothing of its target is decoded.
///
/// @param rawPath the path as it was sent, such as `/bucket/a%2Fb`
/// @param rawQuery what came after the first `?`, empty for nothing
/// @param host the host that was addressed, in lower case and without the port
/// @param body without the framing of `aws-chunked`
public record WireRequest(
        String method, String rawPath, String rawQuery, String host, WireHeaders headers, Body body) {}
