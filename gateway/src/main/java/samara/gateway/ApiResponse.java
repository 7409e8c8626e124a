package samara.gateway;

/// One HTTP answer. Content-Length and the like are the socket's.
public record ApiResponse(int status, Headers headers, byte[] body) {}
