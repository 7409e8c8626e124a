/// JSON as plain maps and lists, in the order of the text.
@NullMarked
package samara.gateway.json;

import org.jspecify.annotations.NullMarked;
