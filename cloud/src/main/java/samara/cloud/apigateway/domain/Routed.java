package samara.cloud.apigateway.domain;

/// Where a request to a domain goes.
///
/// @param path below the stage, percent-encoded, with a leading slash
/// @param fullPath as it was asked for
public record Routed(String apiId, String stage, String path, String fullPath, String domainName) {}
