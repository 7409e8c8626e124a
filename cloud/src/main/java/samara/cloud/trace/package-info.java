/// Traces of requests on their way through the cloud, which services share: the header that they hand on, the decision
/// whether a request is traced.
@NullMarked
package samara.cloud.trace;

import org.jspecify.annotations.NullMarked;
