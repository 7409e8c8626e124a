/// Stacks through the service's operations, over a resource type of the tests' own.
@NullMarked
package samara.cloud.cloudformation;

import org.jspecify.annotations.NullMarked;
