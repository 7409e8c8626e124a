/// The embedded cloud: one process, one port, all services, many accounts and Regions. Each service is a package below
/// this one; `kernel` is what they share, `resource` is what CloudFormation asks of them.
@NullMarked
package samara.cloud;

import org.jspecify.annotations.NullMarked;
