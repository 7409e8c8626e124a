@NullMarked
package samara.console;

import org.jspecify.annotations.NullMarked;
