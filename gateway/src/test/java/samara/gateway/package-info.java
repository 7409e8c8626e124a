@NullMarked
package samara.gateway;

import org.jspecify.annotations.NullMarked;
