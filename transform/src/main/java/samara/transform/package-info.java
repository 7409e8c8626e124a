@NullMarked
package samara.transform;

import org.jspecify.annotations.NullMarked;
