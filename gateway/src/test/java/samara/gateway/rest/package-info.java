@NullMarked
package samara.gateway.rest;

import org.jspecify.annotations.NullMarked;
