/// Tests of what services share about traces.
@NullMarked
package samara.cloud.trace;

import org.jspecify.annotations.NullMarked;
