/// `doctor`: what Samara finds on this machine.
@NullMarked
package samara.cli.doctor;

import org.jspecify.annotations.NullMarked;
