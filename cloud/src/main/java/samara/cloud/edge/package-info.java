/// The cloud's one port: HTTP/1.1 and, with TLS, HTTP/2 on Netty, with each request handled by blocking code on a
/// virtual thread of its own. TLS is told by a connection's first byte, see [samara.cloud.edge.Tls]. Start at
/// [samara.cloud.edge.Edge]. Paths are passed on exactly as they came, which S3 needs.
///
/// A request goes through [samara.cloud.edge.HostCheck] (against DNS rebinding) to the [samara.cloud.kernel.Site] that
/// claims it, else to the AWS API. Knows no service.
@NullMarked
package samara.cloud.edge;

import org.jspecify.annotations.NullMarked;
