/// Tests that hold the shape of the whole code: which module imports which, and how large things may grow.
@NullMarked
package samara.architecture;

import org.jspecify.annotations.NullMarked;
