@NullMarked
package samara.gateway.http;

import org.jspecify.annotations.NullMarked;
