/// What container engines of this machine do, and what programs that stand for broken ones are taken for.
@NullMarked
package samara.functions.container;

import org.jspecify.annotations.NullMarked;
