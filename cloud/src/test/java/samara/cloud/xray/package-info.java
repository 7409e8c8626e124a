/// Tests of the service by the AWS SDK.
@NullMarked
package samara.cloud.xray;

import org.jspecify.annotations.NullMarked;
