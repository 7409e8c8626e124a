@NullMarked
package samara.cli.lint;

import org.jspecify.annotations.NullMarked;
