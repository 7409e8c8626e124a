@NullMarked
package samara.functions;

import org.jspecify.annotations.NullMarked;
