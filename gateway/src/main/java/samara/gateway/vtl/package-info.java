/// Mapping templates: Velocity with `$input`, `$context`, `$util` and `$stageVariables`, as API Gateway documents them.
@NullMarked
package samara.gateway.vtl;

import org.jspecify.annotations.NullMarked;
