package samara.cloud.trace;

import java.util.Optional;
import samara.cloud.kernel.Scope;

/// Who writes segments: a service with its linked role, or with the role of a function.
///
/// @param scope where the segments are kept
/// @param service the service's host name, such as `lambda.amazonaws.com`
/// @param resourceArn on whose behalf it writes
/// @param role the role that it writes with; without one it is the role that is linked to the service
public record Author(Scope scope, String service, String resourceArn, Optional<String> role) {}
