/// Lambda through the wire, called by the AWS SDK.
@NullMarked
package samara.cloud.lambda;

import org.jspecify.annotations.NullMarked;
