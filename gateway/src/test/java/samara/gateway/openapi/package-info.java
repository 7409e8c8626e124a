@NullMarked
package samara.gateway.openapi;

import org.jspecify.annotations.NullMarked;
