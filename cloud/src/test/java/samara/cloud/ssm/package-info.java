/// Tests of the service by the AWS SDK.
@NullMarked
package samara.cloud.ssm;

import org.jspecify.annotations.NullMarked;
