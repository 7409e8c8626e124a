/// Tests of the service by the AWS SDK.
@NullMarked
package samara.cloud.sqs;

import org.jspecify.annotations.NullMarked;
