/// Tests of Route 53 through the SDK.
@NullMarked
package samara.cloud.route53;

import org.jspecify.annotations.NullMarked;
