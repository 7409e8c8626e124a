/// Tests of ACM through the SDK.
@NullMarked
package samara.cloud.acm;

import org.jspecify.annotations.NullMarked;
