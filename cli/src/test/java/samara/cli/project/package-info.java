/// Tests of what is known of a template without a stack.
@NullMarked
package samara.cli.project;

import org.jspecify.annotations.NullMarked;
