/// Tests of filter expressions.
@NullMarked
package samara.cloud.xray.filter;

import org.jspecify.annotations.NullMarked;
