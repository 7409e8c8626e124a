/// Tests of the service by the AWS SDK.
@NullMarked
package samara.cloud.s3;

import org.jspecify.annotations.NullMarked;
