/// Tests of artifacts and stacks.
@NullMarked
package samara.cli.aws;

import org.jspecify.annotations.NullMarked;
