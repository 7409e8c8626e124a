@NullMarked
package samara.cli;

import org.jspecify.annotations.NullMarked;
