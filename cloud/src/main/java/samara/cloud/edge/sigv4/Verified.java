package samara.cloud.edge.sigv4;

import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.Identity;

/// A request of somebody known.
///
/// @param region the Region of the credential's scope
/// @param service the service of the credential's scope, such as `s3`
/// @param request the request with a body that is decoded, and checked as it is read
public record Verified(Identity identity, String region, String service, HttpRequest request) {}
