/// Tests that build real folders with the tools of this machine.
@NullMarked
package samara.build;

import org.jspecify.annotations.NullMarked;
