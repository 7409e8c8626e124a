/// How a service declares itself to the cloud: the one thing that depends on both `kernel` and `resource`.
@NullMarked
package samara.cloud.service;

import org.jspecify.annotations.NullMarked;
