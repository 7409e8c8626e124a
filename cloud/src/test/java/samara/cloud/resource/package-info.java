/// The strict decoding of properties.
@NullMarked
package samara.cloud.resource;

import org.jspecify.annotations.NullMarked;
