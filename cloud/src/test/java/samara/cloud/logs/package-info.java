/// Tests of CloudWatch Logs by the AWS SDK for Java.
@NullMarked
package samara.cloud.logs;

import org.jspecify.annotations.NullMarked;
