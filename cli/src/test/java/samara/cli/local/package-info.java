@NullMarked
package samara.cli.local;

import org.jspecify.annotations.NullMarked;
