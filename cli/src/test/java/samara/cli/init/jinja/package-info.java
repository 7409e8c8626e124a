/// Tests of the part of Jinja that templates use.
@NullMarked
package samara.cli.init.jinja;

import org.jspecify.annotations.NullMarked;
