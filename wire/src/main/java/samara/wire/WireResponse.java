package samara.wire;

/// An answer of the AWS API. A `Content-Length` is for who sends it.
public record WireResponse(int status, WireHeaders headers, Body body) {}
