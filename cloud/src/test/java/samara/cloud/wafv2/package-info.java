@NullMarked
package samara.cloud.wafv2;

import org.jspecify.annotations.NullMarked;
