@NullMarked
package samara.build;

import org.jspecify.annotations.NullMarked;
