/// What CloudFormation asks of a resource type, and the strict decoding of its properties. A service's `…Resource`
/// classes implement this next to the state that they create; the engine is `cloud.cloudformation`.
@NullMarked
package samara.cloud.resource;

import org.jspecify.annotations.NullMarked;
